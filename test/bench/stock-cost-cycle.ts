/** What a cycle of the stock flow costs the relay, beside how many listings there are. */
import { inProcess } from './in-process.ts';
import type { CostFigures, CycleCost } from './stock-cost-server.ts';

const script = new URL('./stock-cost-server.ts', import.meta.url);
/** The pretend systems hold every row in memory. */
const room = ['--max-old-space-size=16000'];
const sizes = (process.env.COUNTS ?? '1000,1000000').split(',').map(Number);

export async function cycleCosts(): Promise<void> {
  const medians: number[] = [];
  for (const listings of sizes) {
    const { cycles, setUpSeconds } = await inProcess<CostFigures>(script, [String(listings)], room);
    const cpu = sorted(cycles.map(({ cpuMs }) => cpuMs));
    medians.push(middle(cpu));
    const [cheapest, dearest] = [cpu[0] ?? NaN, cpu.at(-1) ?? NaN];
    console.log(
      `  ${listings.toLocaleString('en-GB')} listings: ${middle(cpu).toFixed(1)} ms CPU for a cycle of 100 changes ` +
        `(${cheapest.toFixed(1)} to ${dearest.toFixed(1)} in ${cycles.length}); set up in ${setUpSeconds.toFixed(0)} s`,
    );
    console.log(
      `    ${of(cycles, 'operations')} operations in ${of(cycles, 'requests')} requests to Dynamics, ` +
        `${of(cycles, 'toMarketplace')} to the marketplace, ${of(cycles, 'lines')} lines`,
    );
  }
  const [small, large] = [medians[0] ?? NaN, medians.at(-1) ?? NaN];
  console.log(`  CPU, the largest to the smallest: ${(large / small).toFixed(2)} x  (2)`);
}

/** The same in every cycle, or from what to what. */
function of(cycles: readonly CycleCost[], what: keyof CycleCost): string {
  const all = sorted(cycles.map((cycle) => cycle[what]));
  return all[0] === all.at(-1) ? String(all[0]) : `${all[0]} to ${all.at(-1)}`;
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((one, other) => one - other);
}

function middle(values: readonly number[]): number {
  return values[Math.floor(values.length / 2)] ?? NaN;
}
