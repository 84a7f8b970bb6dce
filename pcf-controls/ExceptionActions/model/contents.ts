/** Reads the JSON columns of an exception. A text that was cut to fit its column still gives what is whole in it. */
import type { Evidence } from './rows.ts';

/** A fix as it was offered; its kind may be one of a newer version. */
export interface Offer {
  readonly kind: string;
  readonly text: string;
}

export function readEvidence(json: string | null): readonly Evidence[] {
  return itemsOf(json).flatMap((item) =>
    typeof item.label === 'string' && typeof item.value === 'string'
      ? [{ label: item.label, value: item.value }]
      : [],
  );
}

/** A kind that this version does not know is kept: it is shown as advice, without a button. */
export function readFixes(json: string | null): readonly Offer[] {
  return itemsOf(json).flatMap((item) =>
    typeof item.kind === 'string' && typeof item.text === 'string'
      ? [{ kind: item.kind, text: item.text }]
      : [],
  );
}

function itemsOf(json: string | null): readonly Readonly<Record<string, unknown>>[] {
  const value = parsed(json ?? '[]') ?? parsed(salvaged(json ?? ''));
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Up to the end of the last item that is followed by another one. */
function salvaged(json: string): string {
  const end = json.lastIndexOf('},');
  return end < 0 ? '[]' : `${json.slice(0, end + 1)}]`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
