/** `npm run fuzz -- --bodies 10000 --seed 1`: generated OR11 bodies through the whole chain, in worlds of some hundred. */
import { parseArgs } from 'node:util';
import { bodies } from './bodies.ts';
import { runChain } from './chain.ts';
import { Tally } from './tally.ts';

const { values } = parseArgs({
  options: {
    bodies: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    world: { type: 'string', default: '250' },
  },
});

const tally = new Tally();
const worlds = Math.ceil(Number(values.bodies) / Number(values.world));
for (let index = 0; index < worlds; index++) {
  const count = Math.min(Number(values.world), Number(values.bodies) - index * Number(values.world));
  const seed = Number(values.seed) * 1000 + index;
  const run = await runChain(bodies(count, seed));
  tally.add(run);
  console.log(
    `world ${index + 1} of ${worlds}, seed ${seed}: ${run.outcomes.length} orders, ${run.problems.length} problems`,
  );
  for (const problem of run.problems) console.error(`  ${problem}`);
}
console.log(`\n${tally.text()}`);
process.exitCode = tally.problems === 0 ? 0 : 1;
