/**
 * Our own writes to listings come back by change tracking. They need no second look, unless somebody wrote in between:
 * ours counts as ours only on top of a version that was planned, or of another write of ours.
 */
import type { Answer } from '../../dataverse/client.ts';

export class OwnWrites {
  readonly #versions = new Map<string, string>();

  /** `over`: the version that was written over; `planned`: the one that the listing was last planned by. */
  noted(
    listingId: string,
    answer: Answer,
    row: { readonly over: string; readonly planned: string | null },
  ): void {
    const known = this.#versions.get(listingId);
    const written = (answer.body as { readonly '@odata.etag'?: string } | null)?.['@odata.etag'];
    if (written !== undefined && (row.over === row.planned || row.over === known)) {
      this.#versions.set(listingId, written);
    } else this.#versions.delete(listingId);
  }

  /** Asked once for each version that change tracking brings. */
  isOurs(listingId: string, version: string): boolean {
    const known = this.#versions.get(listingId);
    this.#versions.delete(listingId);
    return known === version;
  }
}
