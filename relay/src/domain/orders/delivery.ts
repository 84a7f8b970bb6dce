import { sum } from '../money.ts';
import { taxed, vatOf } from '../vat/extract.ts';
import type { Taxed, TaxMode } from '../vat/extract.ts';
import type { TaxRule } from './decision.ts';
import type { ProvedLine } from './vat-proof.ts';

/** Delivery charges that share one VAT rate and tax code: one line of the Sales Order (TENANT 9). */
export interface DeliveryGroup {
  readonly key: string;
  readonly rate: number;
  readonly taxCode: string | null;
  readonly amounts: Taxed;
}

/** Of a line only what its delivery is taxed by. */
export interface Delivered extends Pick<ProvedLine, 'delivery' | 'deliveryVat'> {
  readonly rule: Pick<TaxRule, 'rate' | 'taxCode'>;
}

/**
 * Delivery follows the goods of its line (ACCOUNTING, VAT on sales). Where the marketplace states VAT on delivery, that
 * is summed; where it states none for the whole group, VAT is half-up on the sum, which is the gross of our line.
 */
export function deliveryGroups(lines: readonly Delivered[], mode: TaxMode): readonly DeliveryGroup[] {
  const groups = new Map<string, Delivered[]>();
  for (const line of lines.filter(({ delivery }) => delivery !== 0)) {
    const key = ['delivery', line.rule.rate, ...(line.rule.taxCode === null ? [] : [line.rule.taxCode])].join(
      ':',
    );
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups].flatMap(([key, members]) => {
    const [first] = members;
    if (first === undefined) return [];
    const { rate, taxCode } = first.rule;
    const amount = sum(members.map(({ delivery }) => delivery));
    const unstated = members.every(({ deliveryVat }) => deliveryVat === null);
    const tax = unstated
      ? vatOf(amount, rate, mode)
      : sum(members.map(({ delivery, deliveryVat }) => deliveryVat ?? vatOf(delivery, rate, mode)));
    return [{ key, rate, taxCode, amounts: taxed(amount, tax, mode) }];
  });
}
