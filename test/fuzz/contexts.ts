/** `npm run fuzz-contexts -- --contexts 100000 --seed 1`: spoiled contexts through the decoder. */
import { parseArgs } from 'node:util';
import { decodeSpoiled } from './decoded-contexts.ts';

const { values } = parseArgs({
  options: { contexts: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});

const { tally, throws } = decodeSpoiled(Number(values.contexts), Number(values.seed));
for (const [kind, count] of [...tally].sort(([, a], [, b]) => b - a)) {
  console.log(`${String(count).padStart(8)}  ${kind}`);
}
for (const one of throws.slice(0, 20)) console.error(one);
console.log(`${throws.length} throws`);
process.exitCode = throws.length === 0 ? 0 : 1;
