/** What became of each body, read from the rows of the pretend Dynamics and measured by the body itself. */
import { createHash } from 'node:crypto';
import { isExceptionCode } from '@marketplace-bridge/relay';
import { places, type PlaceName } from '../rehearsal/state-of-orders.ts';
import { miraklHost, type World } from '../rehearsal/world.ts';
import type { Row } from '../sandbox/dataverse/model.ts';
import { isObject, parseJson, printJson, type Json } from '../sandbox/mirakl/lossless-json.ts';
import { problemsOfRows } from '../system/check-rows.ts';
import type { Body } from './bodies.ts';
import { factsOf } from './facts-of-body.ts';

type Stored = Readonly<Row>;

export interface Outcome {
  readonly body: Body;
  readonly place: PlaceName;
  readonly imported: boolean;
  /** Codes of what is open against it. */
  readonly codes: readonly string[];
}

export interface Judgement {
  readonly outcomes: readonly Outcome[];
  /** What must not be, in words; none when all is well. */
  readonly problems: readonly string[];
}

const cleared = new Set(['SHIPPING', 'SHIPPED', 'TO_COLLECT', 'RECEIVED', 'CLOSED']);

/** Every body has one root row in one place, and what it says there is true. */
export function judge(world: World, bodies: readonly Body[]): Judgement {
  const { dataverse } = world;
  const roots = grouped(dataverse.rows('mpb_order'), (row) => [String(row.mpb_orderkey), bodyKey(row)]);
  const exceptions = grouped(
    dataverse.rows('mpb_exception').filter((row) => row.statecode === 0),
    (row) => [String(row.mpb_orderid)],
  );
  const problems = [...problemsOfRows(world), ...strangers(world, bodies)];
  const outcomes: Outcome[] = [];
  for (const body of bodies) {
    const found = roots.get(keyOf(parseJson(body.text))) ?? [];
    const [root] = found;
    const tell = (problem: string) => problems.push(`${describe(body)}: ${problem}`);
    if (found.length !== 1 || !root) {
      tell(`${found.length} root rows`);
      continue;
    }
    const open = exceptions.get(String(root.mpb_orderid)) ?? [];
    const place = places[root.mpb_place as keyof typeof places];
    const salesOrder = dataverse.find('salesorder', (row) => row.salesorderid === root.mpb_salesorderid);
    const imported = salesOrder !== undefined;
    outcomes.push({ body, place, imported, codes: open.map((row) => String(row.mpb_code)) });
    [...wrongPlace(root, place, open), ...wrongExceptions(open)].forEach(tell);
    if (body.kind === 'honest' && !imported) tell(`never imported: ${causes(open)}`);
    if (salesOrder) wrongSalesOrder(world, body, { root, salesOrder }).forEach(tell);
    if (body.kind === 'honest' && body.later.length === 0 && !(imported && place === 'done')) {
      tell(`nothing stands against it, but it is ${place}: ${String(root.mpb_reason)} ${causes(open)}`);
    }
  }
  return { outcomes, problems };
}

export function describe({ kind, text, done }: Body): string {
  return `${kind} ${/F\d+-\d+/.exec(text)?.[0] ?? text.slice(0, 80)} (${done.join('; ')})`;
}

/** Sales Orders and root rows that no body asked for. */
function strangers({ dataverse }: World, bodies: readonly Body[]): string[] {
  const salesOrders = dataverse.rows('salesorder').filter((row) => row.mpb_orderkey != null);
  const linked = new Set(dataverse.rows('mpb_order').map((row) => row.mpb_salesorderid));
  return [
    ...salesOrders
      .filter((row) => !linked.has(row.salesorderid))
      .map((row) => `Sales Order ${String(row.name)}: no root row knows it`),
    ...(dataverse.rows('mpb_order').length === bodies.length
      ? []
      : [`${dataverse.rows('mpb_order').length} root rows of ${bodies.length} bodies`]),
  ];
}

function wrongPlace(root: Stored, place: PlaceName, open: readonly Stored[]): string[] {
  const blocked = open.some((row) => row.mpb_severity === 927_130_000);
  const wrong: readonly (readonly [boolean, string])[] = [
    [place === 'exception' && !blocked, 'an exception, but nothing blocks it'],
    [place !== 'exception' && blocked, `${place}, but something blocks it: ${causes(open)}`],
    [place === 'waiting' && !root.mpb_reason, 'waits without a reason'],
    [place !== 'done' && root.mpb_dueon == null, 'will never be looked at again'],
    [place === 'waiting' && root.mpb_salesorderid != null, `never finished: ${String(root.mpb_reason)}`],
    [root.mpb_observation == null, 'its observation is gone'],
  ];
  return wrong.filter(([holds]) => holds).map(([, text]) => text);
}

function wrongExceptions(open: readonly Stored[]): string[] {
  return open.flatMap((row) => [
    ...(isExceptionCode(String(row.mpb_code)) ? [] : [`the catalogue has no ${String(row.mpb_code)}`]),
    ...(textOf(row.mpb_cause).trim().length > 20 ? [] : [`${String(row.mpb_code)} has no cause in words`]),
  ]);
}

/** Never half an order: all lines there, and what they come to is the customer's total to the penny. */
function wrongSalesOrder(
  { dataverse }: World,
  body: Body,
  { root, salesOrder }: { root: Stored; salesOrder: Stored },
): string[] {
  const facts = factsOf(body.text);
  const lines = dataverse.engine.where('salesorderdetail', 'salesorderid', salesOrder.salesorderid);
  const extended = lines.reduce((sum, line) => sum + Math.round(Number(line.extendedamount) * 100), 0);
  const total = Math.round(Number(salesOrder.totalamount) * 100);
  const ours = dataverse.engine.where('mpb_orderline', 'mpb_orderid', root.mpb_orderid);
  const linked = ours.filter((line) => line.mpb_salesorderdetailid != null);
  const wrong: readonly (readonly [boolean, string])[] = [
    [!cleared.has(facts.state), `imported in state ${facts.state}`],
    [total !== facts.total, `${total} in Dynamics, but ${facts.total} on the marketplace`],
    [extended !== total, `its lines come to ${extended}, its total is ${total}`],
    // A later reading may bring lines of its own.
    [ours.length < facts.lines, `${ours.length} marketplace lines of ${facts.lines}`],
    [linked.length !== facts.liveLines, `${linked.length} lines linked of ${facts.liveLines}`],
  ];
  return wrong.filter(([holds]) => holds).map(([, text]) => text);
}

function causes(open: readonly Stored[]): string {
  return open.map((row) => `[${String(row.mpb_code)}] ${String(row.mpb_cause).slice(0, 300)}`).join(' ');
}

/** `mpb_orderkey` as TENANT 2 defines it; a body without a usable id is known by its content. */
function keyOf(body: Json): string {
  const id = isObject(body) ? body.order_id : null;
  const text =
    typeof id === 'number'
      ? String(id)
      : typeof id === 'string'
        ? id.replace(/^\0number:([-+.eE0-9]+)$/, '$1')
        : '';
  if (text.trim() === '' || /\p{Surrogate}/u.test(text)) return printJson(body);
  return createHash('sha256').update(`${miraklHost}/|${text}`).digest('hex');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function bodyKey(root: Stored): string {
  return printJson(parseJson(textOf(root.mpb_observation) || 'null'));
}

function grouped(rows: readonly Stored[], keysOf: (row: Stored) => string[]): Map<string, Stored[]> {
  const groups = new Map<string, Stored[]>();
  for (const row of rows)
    for (const key of keysOf(row)) {
      const group = groups.get(key);
      if (group) group.push(row);
      else groups.set(key, [row]);
    }
  return groups;
}
