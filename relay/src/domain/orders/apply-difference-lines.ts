/** The lines that should stand on a Sales Order against those that do: what to take off, change and add. Pure. */
import type { Minor } from '../money.ts';
import type { SalesOrderLineDraft } from './decision.ts';

/** A line as Dynamics has it. */
export interface PresentLine {
  readonly id: string;
  /** Key of the draft line that it was made from; null where it did not come from the marketplace. */
  readonly key: string | null;
  /** How people know it. */
  readonly name: string;
  readonly productId: string | null;
  readonly unitId: string | null;
  readonly quantity: number;
  /** As a decimal number, as Dynamics has it. */
  readonly unitPrice: number | null;
  /** Null where an amount is finer than the minor unit; an empty column is zero. */
  readonly discount: Minor | null;
  readonly tax: Minor | null;
  readonly shipped: number;
}

export interface LineChangesToMake {
  readonly remove: readonly PresentLine[];
  readonly change: readonly { readonly present: PresentLine; readonly draft: SalesOrderLineDraft }[];
  readonly add: readonly SalesOrderLineDraft[];
  /** Empty where they agree already. */
  readonly text: string;
}

export function changedLines(
  wanted: readonly SalesOrderLineDraft[],
  present: readonly PresentLine[],
): { kind: 'refused'; text: string } | { kind: 'changes'; changes: LineChangesToMake } {
  const foreign = present.find((line) => line.key === null);
  if (foreign !== undefined) {
    return {
      kind: 'refused',
      text: `somebody added "${foreign.name}", which did not come from the marketplace. Take it off or change the Sales Order by hand, then accept the difference.`,
    };
  }
  const byKey = new Map(wanted.map((draft) => [draft.key, draft]));
  const here = new Set(present.map((line) => line.key));
  const remove = present.filter((line) => !byKey.has(line.key ?? ''));
  const change = present.flatMap((line) => {
    const draft = byKey.get(line.key ?? '');
    return draft === undefined || agrees(line, draft) ? [] : [{ present: line, draft }];
  });
  const add = wanted.filter((draft) => !here.has(draft.key));
  const short = [
    ...remove.filter((line) => line.shipped > 0),
    ...change.filter(({ present: line, draft }) => line.shipped > draft.quantity).map((one) => one.present),
  ];
  const [first] = short;
  if (first !== undefined) {
    return {
      kind: 'refused',
      text: `${first.shipped} of "${first.name}" were shipped already, more than the marketplace has left. Have them sent back, or accept the difference.`,
    };
  }
  return { kind: 'changes', changes: { remove, change, add, text: textOf({ remove, change, add }) } };
}

/** The unit price as Dynamics writes it: exact, because it has at most 15 digits. */
export function unitPriceOf(draft: Pick<SalesOrderLineDraft, 'price' | 'pricePlaces'>): number {
  return Number((draft.price / 10 ** draft.pricePlaces).toFixed(draft.pricePlaces));
}

function agrees(line: PresentLine, draft: SalesOrderLineDraft): boolean {
  return (
    line.productId === draft.productId &&
    line.unitId === draft.unitId &&
    line.quantity === draft.quantity &&
    line.unitPrice === unitPriceOf(draft) &&
    line.discount === draft.discount &&
    line.tax === draft.tax
  );
}

function textOf({ remove, change, add }: Omit<LineChangesToMake, 'text'>): string {
  const count = (lines: readonly unknown[], what: string) =>
    lines.length === 0 ? [] : [`${lines.length} ${lines.length === 1 ? 'line' : 'lines'} ${what}`];
  return [...count(remove, 'taken off'), ...count(change, 'changed'), ...count(add, 'added')].join(', ');
}
