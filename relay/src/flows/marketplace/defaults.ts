/** Order and line defaults: what a customised organisation requires on its Sales Orders (TENANT 9), as JSON on the marketplace. */
export type Defaults = Readonly<Record<string, string | number | boolean | null>>;

export type ParsedDefaults =
  { readonly ok: true; readonly values: Defaults } | { readonly ok: false; readonly problem: string };

/** Column name, or column name with `@odata.bind`. Our own columns and the row's identity are not theirs to set. */
const allowed = /^(?!mpb_)[a-zA-Z][a-zA-Z0-9_]*(@odata\.bind)?$/;

export function parseDefaults(json: string | null, label: string): ParsedDefaults {
  if (json === null || json.trim() === '') return { ok: true, values: {} };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, problem: `${label} of the marketplace is not valid JSON.` };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, problem: `${label} of the marketplace must be a JSON object: column -> value.` };
  }
  const bad = Object.entries(value).find(
    ([name, content]) => !allowed.test(name) || (typeof content === 'object' && content !== null),
  );
  if (bad) {
    return {
      ok: false,
      problem: `${label} of the marketplace: "${bad[0]}" must be the name of a Sales column with a plain value.`,
    };
  }
  return { ok: true, values: value as Defaults };
}
