/**
 * Rows of the same columns share one hidden class. An object that is filled name by name becomes a hash table of its
 * own, which takes four times the memory and is slower to read; a million rows need better.
 */
import type { Row } from '../model.ts';

export class RowShapes {
  readonly #byNames = new Map<string, Row>();

  /** The same columns and values, as a row of its own. */
  shaped(row: Readonly<Row>): Row {
    const names = Object.keys(row);
    const signature = names.join();
    let shape = this.#byNames.get(signature);
    if (!shape) {
      // Parsed objects have their place for every name from the start.
      shape = JSON.parse(`{${names.map((name) => `${JSON.stringify(name)}:null`).join()}}`) as Row;
      this.#byNames.set(signature, shape);
    }
    const copy = { ...shape };
    for (const name of names) copy[name] = row[name];
    return copy;
  }
}
