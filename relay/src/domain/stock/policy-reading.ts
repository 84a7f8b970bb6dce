/**
 * An administrator's words become a policy, or all that is wrong with them at once. Nothing wrong is ever replaced by a
 * default: a marketplace with a bad policy keeps what is published until the policy is put right (TENANT 20).
 */
import type {
  BufferRule,
  OfferPolicy,
  OverrideColumns,
  PolicyColumns,
  PolicyReading,
  StockPolicy,
} from './policy.ts';
import { quantityOf } from './quantity.ts';
import { quietHoursOf } from './quiet-hours-reading.ts';

const minuteMs = 60_000;
const noBuffer: OfferPolicy = { buffer: null, allocationPercent: 100, limit: null };

/** Null: no source was chosen, so no stock is published. */
export function stockPolicyOf(columns: PolicyColumns): PolicyReading<StockPolicy> | null {
  const { source } = columns;
  if (source === null) return null;
  const problems: string[] = [];
  const whole = (value: number | null, otherwise: number, rule: WholeRule) =>
    wholeOf(value ?? otherwise, rule, problems);
  const warehouses = linesOf(columns.warehouses);
  if (source === 'productOnHand' && warehouses.length > 0) {
    problems.push(
      'Warehouses are named, but the quantity on hand of a product knows none. Clear them, or choose another stock source.',
    );
  }
  const policy: StockPolicy = {
    source,
    warehouses,
    demandRule: columns.demandRule ?? 'untilShipped',
    settleMs:
      whole(columns.settleMinutes, 60, { name: 'Minutes until a dispatch is booked', least: 0 }) * minuteMs,
    offer: offerOf(
      columns,
      noBuffer,
      { buffer: 'Buffer', allocation: 'Allocation', limit: 'Largest quantity shown' },
      problems,
    ),
    lowStock: whole(columns.lowStock, 5, { name: 'Low stock', least: 0 }),
    everyMs: whole(columns.everyMinutes, 1, { name: 'Minutes between stock files', least: 1 }) * minuteMs,
    quietHours: quietHoursOf(columns, problems),
    staleAfterMs:
      columns.staleAfterMinutes === null
        ? null
        : whole(columns.staleAfterMinutes, 0, { name: 'Source is stale after', least: 1 }) * minuteMs,
    maxHoldMs: whole(columns.maxHoldMinutes, 240, { name: 'Longest hold', least: 1 }) * minuteMs,
    floor: whole(columns.floor, 0, { name: 'Floor after the longest hold', least: 0 }),
  };
  return problems.length === 0 ? { ok: true, policy } : { ok: false, problems };
}

/** What a listing says of its own, column by column, over what the marketplace says. */
export function offerPolicyOf(
  overrides: OverrideColumns,
  inherited: OfferPolicy,
): PolicyReading<OfferPolicy> {
  const problems: string[] = [];
  const names = { buffer: 'Own buffer', allocation: 'Own allocation', limit: 'Own largest quantity' };
  const policy = offerOf(overrides, inherited, names, problems);
  return problems.length === 0 ? { ok: true, policy } : { ok: false, problems };
}

interface WholeRule {
  readonly name: string;
  readonly least: number;
  readonly most?: number;
}

function offerOf(
  columns: OverrideColumns,
  inherited: OfferPolicy,
  names: { readonly buffer: string; readonly allocation: string; readonly limit: string },
  problems: string[],
): OfferPolicy {
  const { allocationPercent, limit } = columns;
  return {
    buffer: bufferRuleOf(columns, names.buffer, problems) ?? inherited.buffer,
    allocationPercent:
      allocationPercent === null
        ? inherited.allocationPercent
        : wholeOf(allocationPercent, { name: names.allocation, least: 0, most: 100 }, problems),
    limit: limit === null ? inherited.limit : wholeOf(limit, { name: names.limit, least: 0 }, problems),
  };
}

function wholeOf(value: number, { name, least, most }: WholeRule, problems: string[]): number {
  const isRight = Number.isInteger(value) && value >= least && (most === undefined || value <= most);
  if (!isRight) {
    const range = most === undefined ? `${least} or more` : `${least} to ${most}`;
    problems.push(`"${name}" is ${value}; it must be a whole number, ${range}.`);
  }
  return value;
}

function bufferRuleOf(
  { bufferRule, bufferValue }: OverrideColumns,
  name: string,
  problems: string[],
): BufferRule | null {
  if (bufferRule === null) {
    if (bufferValue !== null) {
      problems.push(`"${name} value" is ${bufferValue}, but no "${name} rule" says what it means.`);
    }
    return null;
  }
  if (bufferValue === null) {
    problems.push(`"${name} rule" is chosen, but "${name} value" is empty.`);
    return null;
  }
  const wrong = (range: string) => {
    problems.push(`"${name} value" is ${bufferValue}; with this rule it must be ${range}.`);
    return null;
  };
  switch (bufferRule) {
    case 'constant':
      return bufferValue >= 0
        ? { kind: 'constant', units: quantityOf(bufferValue) }
        : wrong('0 units or more');
    case 'percent':
      return bufferValue >= 0 && bufferValue <= 100
        ? { kind: 'percent', percent: bufferValue }
        : wrong('0 to 100 per cent');
    case 'daysOfCover':
      return bufferValue >= 0 ? { kind: 'daysOfCover', days: bufferValue } : wrong('0 days or more');
    case 'velocity':
      return bufferValue > 0 && bufferValue < 100
        ? { kind: 'velocity', quantile: bufferValue / 100 }
        : wrong('a certainty above 0 and below 100 per cent');
  }
}

/** One a line, blanks and repetitions aside. */
function linesOf(text: string | null): readonly string[] {
  const names = (text ?? '').split(/\r?\n/).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
