/** What work under a lease asks that somebody else renews. */
export interface Leadership {
  readonly held: boolean;
  /** Before every call and every write. Throws `LeaseLost`. */
  assertHeld(): void;
}
