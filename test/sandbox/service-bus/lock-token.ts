/**
 * A lock token travels in two spellings (service-bus.md 1): as the delivery tag in the byte order of a .NET Guid, where
 * the first three groups are turned round, and in `$management` as it is. Here it is 32 hex digits.
 */
const order = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15] as const;

export function tagOf(token: string): Buffer {
  const bytes = Buffer.from(token, 'hex');
  return Buffer.from(order.map((at) => bytes[at] ?? 0));
}

export function tokenOfTag(tag: Buffer): string {
  // Turning round twice is turning back.
  return tagOf(tag.toString('hex')).toString('hex');
}
