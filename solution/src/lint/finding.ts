/** What a rule found wrong. No finding: nothing that we know of stands in the way of an import. */
export interface Finding {
  readonly rule: string;
  /** The component: `mpb_order.mpb_total`, `mpb_place`, `Marketplace Sales`. */
  readonly where: string;
  readonly problem: string;
}

/** Every value that occurs more than once; names are the same whatever their case, as for Dataverse. */
export function repeated(values: readonly string[]): string[] {
  const lower = values.map((value) => value.toLowerCase());
  return [...new Set(lower.filter((value, index) => lower.indexOf(value) !== index))];
}
