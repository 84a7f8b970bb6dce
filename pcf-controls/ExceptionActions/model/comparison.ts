/**
 * The evidence as people compare it. Where a value stands beside its counterpart ("Quantity: on the Sales Order",
 * "Quantity: on the marketplace") the two make one line; everything else is a name and a value.
 */
import type { Evidence } from './rows.ts';

export type EvidenceLine =
  | { readonly kind: 'value'; readonly label: string; readonly value: string }
  | {
      readonly kind: 'pair';
      readonly label: string;
      readonly salesOrder: string;
      readonly marketplace: string;
    };

const here = ': on the Sales Order';
const there = ': on the marketplace';

export function evidenceLines(evidence: readonly Evidence[]): readonly EvidenceLine[] {
  const lines: EvidenceLine[] = [];
  for (let index = 0; index < evidence.length; index += 1) {
    const item = evidence[index];
    const next = evidence[index + 1];
    if (item === undefined) continue;
    const subject = item.label.endsWith(here) ? item.label.slice(0, -here.length) : null;
    if (subject !== null && next?.label === `${subject}${there}`) {
      lines.push({ kind: 'pair', label: subject, salesOrder: item.value, marketplace: next.value });
      index += 1;
    } else lines.push({ kind: 'value', ...item });
  }
  return lines;
}
