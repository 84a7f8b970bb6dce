import { parseArgs } from 'node:util';
import { number } from './options.ts';

export interface SandboxOptions {
  readonly miraklPort: number;
  readonly dataversePort: number;
  readonly orders: number;
  readonly perMinute: number;
  readonly speed: number;
  readonly seed: number;
}

export const sandboxUsage = `npm run sandbox -- [options]

  --mirakl-port N      port of the pretend B&Q (4381; 0 takes a free one)
  --dataverse-port N   port of the pretend Dynamics (4382; 0 takes a free one)
  --orders N           orders that are waiting at the start (240)
  --per-minute N       new orders a minute of sandbox time (4)
  --speed N            how much faster than real time (1)
  --seed N             another seller with other customers (1)
  --help               this text`;

/** Throws with a message for people when an option is wrong. */
export function readSandboxOptions(args: readonly string[]): SandboxOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'mirakl-port': { type: 'string', default: '4381' },
      'dataverse-port': { type: 'string', default: '4382' },
      orders: { type: 'string', default: '240' },
      'per-minute': { type: 'string', default: '4' },
      speed: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const port = { min: 0, max: 65_535, whole: true };
  return {
    miraklPort: number('mirakl-port', values['mirakl-port'], port),
    dataversePort: number('dataverse-port', values['dataverse-port'], port),
    orders: number('orders', values.orders, { min: 0, max: 20_000, whole: true }),
    perMinute: number('per-minute', values['per-minute'], { min: 0, max: 60 }),
    speed: number('speed', values.speed, { min: 1, max: 240 }),
    seed: number('seed', values.seed, { min: 1, max: 1_000_000, whole: true }),
  };
}
