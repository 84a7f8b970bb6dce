/** Choices that several sales tables share. */
export const FREIGHT_TERMS = { 1: 'FOB', 2: 'No Charge' } as const;

/**
 * pricingerrorcode of headers and lines. Only those that the sandbox can give rise to, and the neighbours that the
 * reference names (dataverse.md 9).
 */
export const PRICING_ERRORS = {
  0: 'None',
  1: 'Detail Error',
  2: 'Missing Price Level',
  3: 'Inactive Price Level',
  4: 'Missing Quantity',
  5: 'Missing Unit Price',
  6: 'Missing Product',
  7: 'Invalid Product',
  8: 'Missing Pricing Code',
  9: 'Invalid Pricing Code',
  10: 'Missing UOM',
  11: 'Product Not In Price Level',
  34: 'Invalid Price Level Currency',
  36: 'Unhandled Exception',
} as const;
