/** Progress in the terminal: one line that is written over while it changes, or a line per change where it is no terminal. */
import type { StateOfOrders } from './state-of-orders.ts';

export class Progress {
  #last = '';
  readonly #said = new Set<string>();
  readonly #out: NodeJS.WriteStream;

  constructor(out: NodeJS.WriteStream = process.stdout) {
    this.#out = out;
  }

  show(state: StateOfOrders): void {
    const line = lineOf(state);
    if (line === this.#last) return;
    this.#last = line;
    if (this.#out.isTTY) this.#out.write(`\r\u001b[2K${line}`);
    else this.#out.write(`${line}\n`);
  }

  /** A line that stays, between two states of the progress line. Each text once. */
  interrupt(message: string): void {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    this.end();
    this.#out.write(`${message}\n`);
    this.#last = '';
  }

  end(): void {
    if (this.#out.isTTY && this.#last !== '') this.#out.write('\n');
  }
}

function lineOf({ counts, exceptionsByCode }: StateOfOrders): string {
  const codes = Object.entries(exceptionsByCode)
    .sort(([, one], [, other]) => other - one)
    .slice(0, 4)
    .map(([code, number]) => `${code} ${number}`);
  return (
    `orders seen ${counts.seen} | done ${counts.done} | waiting ${counts.waiting} | exceptions ${counts.exception}` +
    (codes.length > 0
      ? ` (${codes.join(', ')}${Object.keys(exceptionsByCode).length > 4 ? ', ...' : ''})`
      : '')
  );
}

export function summary({ counts, exceptionsByCode }: StateOfOrders): string {
  const lines = [
    '',
    `Orders seen      ${pad(counts.seen)}`,
    `  done           ${pad(counts.done)}   imported as Sales Orders and proved, or nothing to import`,
    `  waiting        ${pad(counts.waiting)}   not paid yet, or an address is missing`,
    `  exceptions     ${pad(counts.exception)}   held up, each with its cause and owner`,
    ...Object.entries(exceptionsByCode)
      .sort(([, one], [, other]) => other - one)
      .map(([code, number]) => `    ${code.padEnd(30)} ${pad(number)}`),
  ];
  return lines.join('\n');
}

function pad(number: number): string {
  return String(number).padStart(6);
}
