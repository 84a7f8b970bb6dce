/**
 * Contexts that were spoiled on their way: each starts as one that a step posts and is then damaged in one to four
 * places, in its structure (a value replaced, removed, doubled, nested) or in its bytes (cut, flipped, doubled).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ours = join(import.meta.dirname, '../../plugins-bridge/fixtures');
const recorded = join(import.meta.dirname, '../../../shared/samples/dataverse/remote-execution-context');

/** Contexts in the shape of the recorded ones, and these themselves where they are at hand. */
export function wholeContexts(): Buffer[] {
  return [ours, recorded]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith('.json'))
    .map((path) => readFileSync(path));
}

const odd: readonly unknown[] = [
  null,
  undefined,
  '',
  'x',
  '\u0000\uD800',
  0,
  -1,
  1e308,
  true,
  [],
  {},
  [[]],
  [null],
  [{ key: 'Target' }],
  { __type: 'Entity' },
  { __type: 'EntityCollection:x', Entities: [null] },
  { __type: 7 },
  '/Date(99999999999999)/',
  '/Date(-1+9999)/',
  '00000000-0000-0000-0000-000000000000',
  '{EC4E2F7D-9D60-E811-A95A-000D3AF24950}',
];
const names = ['__proto__', 'constructor', 'key', 'value', 'Attributes', 'LogicalName', '__type'];

export function* spoiledContexts(count: number, seed: number): Generator<Buffer> {
  const whole = wholeContexts();
  const draw = drawsFrom(seed);
  for (let index = 0; index < count; index++) {
    const body = whole[draw(whole.length)]!;
    yield draw(4) === 0 ? spoilBytes(body, draw) : spoilStructure(body, draw);
  }
}

type Draw = (below: number) => number;

function spoilStructure(body: Buffer, draw: Draw): Buffer {
  const root: unknown = JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''));
  for (let times = 1 + draw(4); times > 0; times--) {
    const places = placesIn(root);
    const place = places[draw(places.length)];
    if (place === undefined) break;
    const { holder, key } = place;
    const action = draw(5);
    if (action === 0) Reflect.deleteProperty(holder, key);
    else if (action === 1) put(holder, names[draw(names.length)]!, odd[draw(odd.length)]);
    else if (action === 2) Reflect.set(holder, key, [Reflect.get(holder, key)]);
    else if (action === 3 && Array.isArray(holder)) holder.push(structuredClone(Reflect.get(holder, key)));
    else put(holder, key, odd[draw(odd.length)]);
  }
  return Buffer.from(JSON.stringify(root));
}

/** As an own property, whatever its name, and as a copy: a later spoiling must not reach into the list of odd values. */
function put(holder: object, key: string, value: unknown): void {
  const copy: unknown = structuredClone(value);
  Object.defineProperty(holder, key, { value: copy, enumerable: true, configurable: true, writable: true });
}

function placesIn(root: unknown): { holder: object; key: string }[] {
  const places: { holder: object; key: string }[] = [];
  const waiting = [root];
  while (waiting.length > 0) {
    const holder = waiting.pop();
    if (typeof holder !== 'object' || holder === null) continue;
    for (const [key, value] of Object.entries(holder)) {
      places.push({ holder, key });
      waiting.push(value);
    }
  }
  return places;
}

function spoilBytes(body: Buffer, draw: Draw): Buffer {
  const copy = Buffer.from(body);
  const action = draw(4);
  if (action === 0) return copy.subarray(0, draw(copy.length));
  if (action === 1) return Buffer.concat([copy, copy.subarray(draw(copy.length))]);
  const changes = action === 2 ? 1 : 1 + draw(30);
  for (let times = 0; times < changes; times++) copy[draw(copy.length)] = draw(256);
  return copy;
}

/** Numbers from a seed (mulberry32), so that a finding can be found again. */
function drawsFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
