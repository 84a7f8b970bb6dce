/**
 * `npm run simulate -- --seeds 2000`: the simulation in its long form, every step and as many seeds as wanted.
 * `--only faults --from 17 --seeds 1` replays one.
 */
import { parseArgs } from 'node:util';

const all = [
  'crash-at-every-step',
  'two-copies',
  'faults',
  'stock-crashes',
  'stock-faults',
  'stock-drifts',
] as const;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const wanted = all.filter((name) => values.only === undefined || name === values.only);
if (wanted.length === 0) throw new Error(`--only must be one of ${all.join(', ')}`);

process.env.SIMULATE_SEEDS = values.seeds;
process.env.SIMULATE_FROM = values.from;
process.env.SIMULATE_EVERY_STEP = 'yes';
// The tests read how long they are when they are loaded.
for (const name of wanted) await import(`./${name}.test.ts`);
