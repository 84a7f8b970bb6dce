/**
 * Orders that need fresh facts although nothing announces a change: an address that is filled in late need not move the
 * order's update time (mirakl.md 2.4). They are read by their ids, up to 100 in one call, and take turns with the walks
 * at the one slot of the order list (PROTOCOL, Look). Only a wish: what a restart forgets is wished for again when the
 * order is due again.
 */
import { persistAndLook } from './intake.ts';
import { readList, type WalkContext } from './walk.ts';

/** OR11 takes so many ids (mirakl.md 1.7). */
const idsPerCall = 100;

export class ReadBacks {
  readonly #wanted = new Set<string>();
  #walkedLast = false;

  want(orderId: string): void {
    this.#wanted.add(orderId);
  }

  /** The ids whose turn it is; none when a walk is next. */
  turn(): readonly string[] {
    this.#walkedLast = !this.#walkedLast || this.#wanted.size === 0;
    if (this.#walkedLast) return [];
    const ids = [...this.#wanted].slice(0, idsPerCall);
    for (const id of ids) this.#wanted.delete(id);
    return ids;
  }
}

export async function readBack(context: WalkContext, orderIds: readonly string[]): Promise<void> {
  await persistAndLook(context, await readList(context, { orderIds, max: idsPerCall }, { begins: true }));
}
