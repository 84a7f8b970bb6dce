/** The stock policy as it stands on the marketplace row, in the domain's words. */
import { choice, type ReadRow, type t } from '@marketplace-bridge/solution';
import type { PolicyColumns } from '../../domain/stock/policy.ts';

export const stockColumns = [
  'mpb_stocksource',
  'mpb_demandrule',
  'mpb_settleminutes',
  'mpb_warehouses',
  'mpb_bufferrule',
  'mpb_buffervalue',
  'mpb_allocationpercent',
  'mpb_stocklimit',
  'mpb_lowstock',
  'mpb_stockeveryminutes',
  'mpb_quiethours',
  'mpb_timezone',
  'mpb_staleafterminutes',
  'mpb_maxholdminutes',
  'mpb_stockfloor',
] as const;

export type StockColumns = Pick<ReadRow<typeof t.marketplace>, (typeof stockColumns)[number]>;

export function policyColumnsOf(row: StockColumns): PolicyColumns {
  return {
    source: nameOf(choice.stockSource.values, row.mpb_stocksource),
    warehouses: row.mpb_warehouses,
    demandRule: nameOf(choice.demandRule.values, row.mpb_demandrule),
    settleMinutes: row.mpb_settleminutes,
    bufferRule: bufferRuleOf(row.mpb_bufferrule),
    bufferValue: row.mpb_buffervalue,
    allocationPercent: row.mpb_allocationpercent,
    limit: row.mpb_stocklimit,
    lowStock: row.mpb_lowstock,
    everyMinutes: row.mpb_stockeveryminutes,
    quietHours: row.mpb_quiethours,
    timeZone: row.mpb_timezone,
    staleAfterMinutes: row.mpb_staleafterminutes,
    maxHoldMinutes: row.mpb_maxholdminutes,
    floor: row.mpb_stockfloor,
  };
}

/** For the override on a listing too. */
export function bufferRuleOf(value: number | null): PolicyColumns['bufferRule'] {
  return nameOf(choice.bufferRule.values, value);
}

function nameOf<const Values extends Readonly<Record<string, number>>>(
  values: Values,
  value: number | null,
): (keyof Values & string) | null {
  return Object.keys(values).find((name) => values[name] === value) ?? null;
}
