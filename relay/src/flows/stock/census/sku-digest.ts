/**
 * A SKU as 96 bits, so that a million of them fit into typed arrays and none of their text is kept. Three sums that are
 * mixed independently of each other (the finisher is MurmurHash3's); the seed differs from run to run, so that no list of
 * SKUs can be made that clashes for ever.
 */

export interface SkuDigest {
  /** Where it stands. */
  place: number;
  /** Told apart by these. */
  low: number;
  high: number;
}

/** Fills `into` and hands it back: it is called millions of times, and makes nothing to be thrown away. */
export function digestSku(sku: string, seed: number, into: SkuDigest): SkuDigest {
  let one = finish(seed ^ 0x9e3779b9);
  let two = finish(seed ^ 0x3c6ef372);
  let three = finish(seed ^ 0xdaa66d2b);
  for (let at = 0; at < sku.length; at += 1) {
    const unit = sku.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    one ^= one >>> 15;
    two = Math.imul(two ^ unit, 0x5bd1e995);
    two = (two << 13) | (two >>> 19);
    three = (Math.imul(three, 31) + Math.imul(unit + 1, 0x27d4eb2f)) | 0;
    three ^= three >>> 11;
  }
  into.place = finish(one ^ sku.length) >>> 0;
  into.low = finish(two ^ Math.imul(sku.length, 0x9e3779b1));
  into.high = finish(three ^ Math.imul(sku.length, 0x85ebca77));
  return into;
}

function finish(sum: number): number {
  let mixed = sum ^ (sum >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
