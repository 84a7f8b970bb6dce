/**
 * Effects as they are written in Dataverse: a row is read with its version, and written only if the version is still
 * the same. Between the two anything may happen, such as the other copy being there first.
 */
interface Row {
  version: number;
  done: boolean;
  /** How often the effect was written. */
  effects: number;
}

export class FencedRows {
  readonly #rows = new Map<string, Row>();
  /** Looks at rows that were done already, and writes that came too late. */
  looksInVain = 0;
  writesRefused = 0;

  constructor(ids: Iterable<string>) {
    for (const id of ids) this.#rows.set(id, { version: 1, done: false, effects: 0 });
  }

  /** What a handler does with an event: look at the row, decide, write under the fence. */
  async look(id: string, wait: () => Promise<void>): Promise<void> {
    const row = this.#rows.get(id);
    if (row === undefined) throw new Error(`no row ${id}`);
    const { version, done } = row;
    await wait();
    if (done) {
      this.looksInVain += 1;
      return;
    }
    if (row.version !== version) {
      this.writesRefused += 1;
      return;
    }
    row.version += 1;
    row.done = true;
    row.effects += 1;
  }

  get counts(): { readonly lost: number; readonly doubled: number } {
    let lost = 0;
    let doubled = 0;
    for (const { effects } of this.#rows.values()) {
      if (effects === 0) lost += 1;
      if (effects > 1) doubled += 1;
    }
    return { lost, doubled };
  }
}
