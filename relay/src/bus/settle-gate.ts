/**
 * One settlement for each turn of the event loop. The AMQP library gives two neighbouring deliveries that are settled in
 * one turn the outcome of the first: complete one and dead-letter the next, and the second is lost without a word
 * (service-bus.md 3, fault 1; rhea 3.0.5 `write_dispositions`). One gate for each link.
 */
export class SettleGate {
  #turn: Promise<void> = Promise.resolve();

  run<Result>(settle: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn;
    this.#turn = mine.then(nextTurn);
    return mine.then(settle);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
