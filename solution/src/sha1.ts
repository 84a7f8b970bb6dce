/**
 * SHA-1, for ids that follow from names (UUIDv5). Written out because this folder has no Node and no browser types: the
 * definitions and the renderer stay pure. Nothing here is about security.
 */
export function sha1(bytes: readonly number[]): number[] {
  const words = padded(bytes);
  let [h0, h1, h2, h3, h4] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let block = 0; block < words.length; block += 16) {
    const w = schedule(words.slice(block, block + 16));
    let [a, b, c, d, e] = [h0, h1, h2, h3, h4];
    for (const [round, word] of w.entries()) {
      const next = (rotate(a, 5) + mix(round, b, c, d) + e + constantOf(round) + word) | 0;
      [a, b, c, d, e] = [next, a, rotate(b, 30), c, d];
    }
    [h0, h1, h2, h3, h4] = [(h0 + a) | 0, (h1 + b) | 0, (h2 + c) | 0, (h3 + d) | 0, (h4 + e) | 0];
  }
  return [h0, h1, h2, h3, h4].flatMap((word) => [24, 16, 8, 0].map((shift) => (word >>> shift) & 0xff));
}

/** A one bit, zeros, and the length in bits fill the last block of sixteen words. */
function padded(bytes: readonly number[]): number[] {
  const blocks = Math.ceil((bytes.length + 9) / 64);
  const words = new Array<number>(blocks * 16).fill(0);
  for (const [index, byte] of [...bytes, 0x80].entries()) {
    const at = index >> 2;
    words[at] = (words[at] ?? 0) | (byte << (24 - 8 * (index % 4)));
  }
  words[words.length - 1] = bytes.length * 8;
  return words;
}

function schedule(block: readonly number[]): number[] {
  const w = [...block];
  const at = (index: number): number => w[index] ?? 0;
  for (let i = 16; i < 80; i += 1) w.push(rotate(at(i - 3) ^ at(i - 8) ^ at(i - 14) ^ at(i - 16), 1));
  return w;
}

function mix(round: number, b: number, c: number, d: number): number {
  if (round < 20) return (b & c) | (~b & d);
  if (round < 40 || round >= 60) return b ^ c ^ d;
  return (b & c) | (b & d) | (c & d);
}

const constantOf = (round: number): number =>
  [0x5a827999, 0x6ed9eba1, 0x8f1bbcdc, 0xca62c1d6][Math.floor(round / 20)] ?? 0;

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));
