import { parseArgs } from 'node:util';
import { eventWays, type EventWay } from './events.ts';

export interface RehearsalOptions {
  readonly once: boolean;
  readonly speed: number;
  readonly orders: number;
  readonly perMinute: number;
  readonly seed: number;
  readonly port: number;
  readonly miraklData: string | null;
  readonly dynamicsData: string | null;
  readonly report: string | null;
  /** How Dynamics tells the relay what people did. */
  readonly events: EventWay;
}

export const usage = `npm start -- [options]

  --once               import what is there, print the summary, exit
  --speed N            how much faster than real time, on both sides (12; 1 is real time)
  --orders N           orders that are waiting at the start (240)
  --per-minute N       new orders a minute of rehearsal time (4; none with --once)
  --seed N             another seller with other customers (1)
  --port N             port of the status page (4380)
  --mirakl-data DIR    load every *.json there as orders instead of generating
  --dynamics-data DIR  load rows from <entityset>.json files
  --report FILE        write a JSON report at the end
  --events WAY         how Dynamics tells the relay what people did: bus, webhook or none (bus)
  --help               this text`;

/** Throws with a message for people when an option is wrong. */
export function readOptions(args: readonly string[]): RehearsalOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      once: { type: 'boolean', default: false },
      speed: { type: 'string', default: '12' },
      orders: { type: 'string', default: '240' },
      'per-minute': { type: 'string', default: '4' },
      seed: { type: 'string', default: '1' },
      port: { type: 'string', default: '4380' },
      'mirakl-data': { type: 'string' },
      'dynamics-data': { type: 'string' },
      report: { type: 'string' },
      events: { type: 'string', default: 'bus' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    once: values.once,
    speed: number('speed', values.speed, { min: 1, max: 240 }),
    orders: number('orders', values.orders, { min: 0, max: 20_000, whole: true }),
    perMinute: values.once ? 0 : number('per-minute', values['per-minute'], { min: 0, max: 60 }),
    seed: number('seed', values.seed, { min: 1, max: 1_000_000, whole: true }),
    port: number('port', values.port, { min: 0, max: 65_535, whole: true }),
    miraklData: values['mirakl-data'] ?? null,
    dynamicsData: values['dynamics-data'] ?? null,
    report: values.report ?? null,
    events: values.once ? 'none' : wayOf(values.events),
  };
}

function wayOf(text: string): EventWay {
  const way = eventWays.find((each) => each === text);
  if (way === undefined) throw new Error(`--events must be ${eventWays.join(' or ')}, not "${text}"`);
  return way;
}

export function number(
  name: string,
  text: string,
  bounds: { min: number; max: number; whole?: boolean },
): number {
  const value = Number(text);
  const whole = bounds.whole === true;
  if (!(value >= bounds.min && value <= bounds.max) || (whole && !Number.isInteger(value))) {
    throw new Error(
      `--${name} must be a ${whole ? 'whole ' : ''}number from ${bounds.min} to ${bounds.max}, not "${text}"`,
    );
  }
  return value;
}
