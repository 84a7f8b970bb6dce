/**
 * Listings that have to be looked at at a time though nothing changes: a dispatch that is subtracted ceases to be. Kept in
 * memory, because a write for each dispatch would say nothing new; a copy that takes over asks which dispatches settle.
 */
export class LookAgain {
  readonly #at = new Map<string, number>();

  /** Null: not any more. */
  set(listingId: string, on: string | null): void {
    if (on === null) this.#at.delete(listingId);
    else this.#at.set(listingId, Date.parse(on));
  }

  /** Those whose time has come, and when it came; each once. */
  take(now: Date): [listingId: string, on: string][] {
    const due: [string, string][] = [];
    for (const [id, at] of this.#at) if (at <= now.getTime()) due.push([id, new Date(at).toISOString()]);
    for (const [id] of due) this.#at.delete(id);
    return due;
  }
}
