/**
 * The shapes of UK postcodes: an outward part of one or two letters, a digit and perhaps a digit or letter, and an
 * inward part of a digit and two letters. Jersey, Guernsey, Man, Gibraltar and the forces use the same shapes.
 */
const shape = /^([A-PR-UWYZ][A-HK-Y]?)\d[A-HJKMNPR-Y\d]?\d[ABD-HJLNP-UW-Z]{2}$/;

/** The postcode area (`SW`, `JE`, `BT`) of a UK-shaped postcode in any case and spacing; null for any other text. */
export function postcodeArea(postcode: string): string | null {
  const plain = postcode.toUpperCase().replace(/[\s.-]/g, '');
  // Forces' post is written both as BF1 1AA and, still, as BFPO and a number.
  if (/^BFPO\d{1,4}$/.test(plain)) return 'BF';
  if (plain === 'GIR0AA') return 'GIR';
  return shape.exec(plain)?.[1] ?? null;
}
