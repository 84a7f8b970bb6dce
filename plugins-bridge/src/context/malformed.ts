/** Ends the reading of a context from wherever it is; `readContext` turns it into a refusal, so that nobody outside sees it. */
export class Malformed extends Error {
  override readonly name = 'Malformed';

  /** @param path where in the context, without any value: it may be personal data */
  constructor(path: string, expected: string) {
    super(`${path} is not ${expected}`);
  }
}
