/**
 * The same pretend market for a day, side by side: published by us with a buffer that follows the sales, by us without one,
 * and every 15 minutes without one, as the marketplace's own public connector does. Time is the market's, so that the
 * figures are the same on any machine. Run: `npm run bench -- stock`; it takes a quarter of an hour.
 */
import { availableParallelism } from 'node:os';
import { inProcess } from './in-process.ts';
import type { MarketFigures, MarketRun } from './stock-market-run.ts';

const script = new URL('./stock-market-run.ts', import.meta.url);
const common = { products: 20_000, hours: 24, salesPerMinute: 50, onMarketplace: 0.05 };
const velocity = { mpb_bufferrule: 927_130_003, mpb_buffervalue: 99 };
const runs: Readonly<Record<string, MarketRun>> = {
  'ours, buffer of 99 % certainty': { ...common, policy: velocity },
  'every 15 minutes, no buffer': { ...common, policy: { mpb_stockeveryminutes: 15 } },
  'ours, no buffer': { ...common, policy: {} },
  'orders only, nothing published': { ...common, policy: { mpb_stocksource: null } },
};
const entitlement = 500_000;
/** A change that comes at any moment of the minute waits for half of it; nearly all of it, at worst. */
const floor = { median: 30, p99: 59.4 };

const found = await sideBySide(Object.entries(runs));
const [ours, cadence, plain, ordersOnly] = found.map(([, figures]) => figures);
if (ours && plain && cadence && ordersOnly) {
  const ratio = (one: number, other: number) => `${(one / other).toFixed(3)} x`;
  console.log('');
  console.log(
    `  median wait to the floor of ${floor.median} s     ${ratio(ours.median, floor.median)}  (1.1)`,
  );
  console.log(`  p99 wait to the floor of ${floor.p99} s      ${ratio(ours.p99, floor.p99)}  (1.5)`);
  console.log(`  oversold, to every 15 minutes         ${percent(ours.oversold, cadence.oversold)}  (5 %)`);
  console.log(`  the same without our buffer           ${percent(plain.oversold, cadence.oversold)}`);
  console.log(
    `  of 500,000 requests a day: stock ${percent(ours.operations - ordersOnly.operations, entitlement)}, with orders ${percent(ours.operations, entitlement)}  (40 %)`,
  );
}

function print(name: string, one: MarketFigures): void {
  const { marketplace, elsewhere, missed } = one.sales;
  console.log(`\n  ${name}`);
  console.log(
    `    sold ${marketplace} on the marketplace, ${elsewhere} elsewhere, ${missed} missed, ${one.oversoldUnits} oversold`,
  );
  // Nothing was published, so that nothing waited for it.
  if (one.published > 0)
    console.log(
      `    wait of a change: median ${one.median.toFixed(1)} s, p99 ${one.p99.toFixed(1)} s of ${one.published} (${one.needless} needed no line)`,
    );
  console.log(
    `    oversold ${Math.round(one.oversold)} unit-seconds, undersold ${Math.round(one.undersold)}; ${one.files} files, ${one.lines} lines`,
  );
  console.log(
    `    ${one.operations} operations in ${one.requests} requests to Dynamics; wrong after quiet: ${one.wrong}`,
  );
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

/** Each in a process of its own, as many at once as there are cores. */
async function sideBySide(wanted: readonly (readonly [string, MarketRun])[]) {
  const results = new Map<string, MarketFigures>();
  const left = [...wanted];
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const figures = await inProcess<MarketFigures>(script, [JSON.stringify(next[1])]);
      print(next[0], figures);
      results.set(next[0], figures);
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), wanted.length) }, worker));
  return wanted.flatMap(([name]) => {
    const figures = results.get(name);
    return figures ? [[name, figures] as const] : [];
  });
}
