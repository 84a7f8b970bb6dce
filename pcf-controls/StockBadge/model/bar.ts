/** The picture of a listing as lengths between 0 and 1 on one scale, so that what differs is seen at once. */
import type { ListingModel } from './listing.ts';

export interface Bar {
  /** Null: nothing was ever confirmed. */
  readonly published: number | null;
  readonly target: number | null;
  readonly available: number | null;
}

/** A single offer among thousands is still to be seen. */
const least = 0.01;

export function barOf({
  published,
  target,
  available,
}: Pick<ListingModel, 'published' | 'target' | 'available'>): Bar {
  const scale = Math.max(1, published ?? 0, target ?? 0, available ?? 0);
  const share = (count: number | null) =>
    count === null ? null : count <= 0 ? 0 : Math.max(least, count / scale);
  return { published: share(published), target: share(target), available: share(available) };
}
