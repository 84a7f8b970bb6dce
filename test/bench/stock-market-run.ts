/** One market of `npm run bench -- stock`, in a process of its own; its figures go to the process that asked. */
import { marketDay, type MarketOptions, type MarketResult } from '../market/market-day.ts';

export type MarketRun = Pick<
  MarketOptions,
  'products' | 'hours' | 'salesPerMinute' | 'onMarketplace' | 'policy'
>;

export interface MarketFigures extends Omit<MarketResult, 'waits' | 'wrong'> {
  /** Seconds. */
  readonly median: number;
  readonly p99: number;
  readonly published: number;
  readonly needless: number;
  readonly wrong: number;
}

const run = JSON.parse(process.argv[2] ?? '') as MarketRun;
const { waits, wrong, ...rest } = await marketDay(run);
const { published, needless } = waits.counts;
const figures: MarketFigures = {
  ...rest,
  median: waits.quantile(0.5),
  p99: waits.quantile(0.99),
  published,
  needless,
  wrong: wrong.length,
};
process.send?.(figures);
