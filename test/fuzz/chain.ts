/**
 * Bodies through the whole chain, in one process: the pretend B&Q serves them value for value, the real relay walks,
 * decides and writes, the strict pretend Dynamics takes or refuses. Then everything is looked at from outside.
 */
import type { HttpPort } from '@marketplace-bridge/relay';
import { parseJson, type JsonObject } from '../sandbox/mirakl/lossless-json.ts';
import { Harness, type Copy } from '../system/harness.ts';
import type { Body } from './bodies.ts';
import { judge, type Judgement } from './outcomes.ts';
import { portOf } from '../system/ports.ts';

export interface Run extends Judgement {
  /** To both systems. */
  readonly requests: number;
}

const minute = 60_000;
/** Time for the walk, the write-backs (100 a minute) and everything that is tried again. */
const longest = 45;

export async function runChain(bodies: readonly Body[]): Promise<Run> {
  const harness = new Harness();
  const { world } = harness;
  // The oldest order that the relay asks for; the bodies carry dates of every kind.
  world.dataverse.patchAs({}, 'mpb_marketplace', world.marketplaceId, {
    mpb_readfrom: '1970-01-01T00:00:00Z',
  });
  for (const { text } of bodies) world.mirakl.addOrderText(text);
  let requests = 0;
  const counting = (port: HttpPort): HttpPort =>
    portOf((...call) => {
      requests += 1;
      return port.send(...call);
    });
  const problems: string[] = [];
  try {
    const copy = await harness.startCopy({ through: counting });
    await untilQuiet(harness, copy);
    for (const body of bodies) changeLater(harness, body);
    await untilQuiet(harness, copy);
    const needed = requests;
    await harness.run(copy, 10 * minute);
    problems.push(...endless(bodies.length, needed, requests - needed));
  } catch (error) {
    problems.push(`thrown: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  if (problems.length > 0) problems.push(...warnings(harness));
  const errors = harness.logged.filter(({ level }) => level === 'error');
  problems.push(...errors.map(({ message }) => `logged as an error: ${message}`));
  const judged = judge(world, bodies);
  return { ...judged, problems: [...problems, ...judged.problems], requests };
}

/** Until every order is done, held up or waiting for something outside, in simulated minutes. */
async function untilQuiet(harness: Harness, copy: Copy): Promise<void> {
  for (let passed = 0; passed < longest; passed++) {
    await harness.run(copy, minute);
    if (passed >= 2 && stillDue(harness).length === 0) return;
  }
  throw new Error(`not quiet after ${longest} minutes: ${stillDue(harness).slice(0, 5).join('; ')}`);
}

/** What the marketplace says of an order that was imported long ago. */
function changeLater({ world }: Harness, { text, later, done }: Body): void {
  if (later.length === 0) return;
  const { order_id: id } = parseJson(text) as { order_id: string };
  world.mirakl.updateOrder(id, (order) => {
    const body = order as unknown as JsonObject;
    for (const change of later) done.push(`later ${change(body)}`);
    body.order_id = id;
  });
}

/** What the relay itself would move on now, by name. */
function stillDue({ world, clock }: Harness): string[] {
  return world.dataverse
    .rows('mpb_order')
    .filter((row) => row.mpb_dueon != null && Date.parse(row.mpb_dueon as string) <= clock.now())
    .map((row) => `${row.mpb_name as string} (${row.mpb_reason as string})`);
}

/** What the relay complained of, each once: where to begin to look. */
function warnings({ logged }: Harness): string[] {
  const warned = logged.filter(({ level }) => level === 'warn');
  return [
    ...new Set(warned.map(({ message, record }) => `logged: ${message} ${JSON.stringify(record)}`)),
  ].slice(0, 5);
}

/** Work that never ends shows as requests: many per order, or many when there is nothing left to do. */
function endless(orders: number, needed: number, idle: number): string[] {
  return [
    ...(needed > 3 * orders + 300 ? [`${needed} requests for ${orders} orders`] : []),
    ...(idle > 300 ? [`${idle} requests in ten minutes after everything was settled`] : []),
  ];
}
