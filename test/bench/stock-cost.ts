/**
 * Stock beside the size of the catalogue: what a cycle of 100 changes costs, how long what sells out waits while 20,000
 * listings are sent anew, and what one bad line among 10,000 does. Run: `npm run bench -- stock-cost`; it takes some
 * minutes, and the million of listings some gigabytes.
 */
import { sweepWaits } from '../market/sweep-waits.ts';
import { cycleCosts } from './stock-cost-cycle.ts';
import { poison } from './stock-cost-poison.ts';

await cycleCosts();

console.log('');
const market = { products: 20_000, rounds: 24, phases: 12 };
const without = await sweepWaits({ ...market, sweeping: false });
const beside = await sweepWaits({ ...market, sweeping: true });
for (const [name, one] of Object.entries({ 'without a sweep': without, 'beside a sweep': beside })) {
  console.log(
    `  ${name}: ${one.waits.length} zeros waited ${one.mean.toFixed(2)} s in the mean, ` +
      `${Math.max(...one.waits).toFixed(1)} s at most; ${one.late} not in the next file; ` +
      `${one.files} files of ${one.lines} lines in all, ${one.longestGap.toFixed(1)} s apart at most`,
  );
}
console.log(`  mean wait, beside to without: ${(beside.mean / without.mean).toFixed(3)} x  (1.2)`);

console.log('');
await poison('a line that is refused');
await poison('a line that no file survives');
