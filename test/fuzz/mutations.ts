/** What can go wrong with a body on its way through other people's software, one spoiled place at a time. */
import fc from 'fast-check';
import type { Json, JsonObject } from '../sandbox/mirakl/lossless-json.ts';
import { isObject } from '../sandbox/mirakl/lossless-json.ts';
import { dates, ids, numbers, others, raw, texts, words } from './odd-values.ts';

/** Spoils a body in place and says in words what it did. */
export type Mutation = (body: JsonObject) => string;

interface Place {
  readonly path: string;
  readonly name: string;
  readonly holder: JsonObject | Json[];
  readonly key: string | number;
}

/** What an import depends on; half of the changes go there, the others anywhere. */
const matters = new Set(
  `order_id commercial_id order_state currency_iso_code order_tax_mode created_date last_updated_date
  customer_debited_date shipping_deadline price shipping_price total_price customer customer_id billing_address
  shipping_address firstname lastname street_1 city zip_code country country_iso_code references has_incident
  order_lines order_line_id order_line_index order_line_state offer_sku product_title quantity price_unit taxes
  shipping_taxes amount rate code commission_fee commission_taxes fees refunds cancelations refund_state id
  received_date shipped_date shipping_type_label shipping_type_code`.split(/\s+/),
);

/** Sets one place to an odd value; which place is drawn from those whose name fits. */
function put(values: readonly Json[], fits: (place: Place) => boolean): fc.Arbitrary<Mutation> {
  return fc
    .tuple(fc.nat(), fc.constantFrom(...values), fc.boolean())
    .map(([draw, value, anywhere]) => (body) => {
      const places = placesIn(body).filter(fits);
      const likely = anywhere ? places : places.filter(({ name }) => matters.has(name));
      const place = pick(likely.length > 0 ? likely : places, draw);
      if (!place) return 'nothing to spoil';
      set(place.holder, place.key, structuredClone(value));
      return `${place.path} = ${short(value)}`;
    });
}

const any = () => true;
const named = (pattern: RegExp) => (place: Place) => pattern.test(place.name);

const remove = fc.tuple(fc.nat(), fc.boolean()).map(([draw, anywhere]): Mutation => (body) => {
  const places = placesIn(body).filter(({ name }) => anywhere || matters.has(name));
  const place = pick(places, draw);
  if (!place) return 'nothing to remove';
  if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1);
  else Reflect.deleteProperty(place.holder, place.key);
  return `without ${place.path}`;
});

const addField = fc
  .tuple(
    fc.nat(),
    fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'new_field', ''),
    fc.constantFrom(...others),
  )
  .map(([draw, name, value]): Mutation => (body) => {
    const place = pick(
      placesIn(body).filter(({ holder, key }) => isObject(get(holder, key))),
      draw,
    );
    const holder = place ? (get(place.holder, place.key) as JsonObject) : body;
    set(holder, name, structuredClone(value));
    return `${place?.path ?? ''}.${name} = ${short(value)}`;
  });

/** Ids keep their own text inside, so that two orders stay two. */
const oddId = fc
  .tuple(fc.constantFrom(...ids), fc.constantFrom('order_id', 'order_line_id'))
  .map(([change, name]): Mutation => (body) => {
    const holder = name === 'order_id' ? body : linesIn(body)[0];
    const id = holder?.[name];
    if (!holder || typeof id !== 'string') return 'no id to spoil';
    holder[name] = change(id);
    return `${name} = ${short(holder[name])}`;
  });

const doubleLine: Mutation = (body) => {
  const [line] = linesIn(body);
  if (line) (body.order_lines as Json[]).push(structuredClone(line));
  return 'a line twice';
};

const noLines: Mutation = (body) => {
  body.order_lines = [];
  return 'no lines';
};

/** The same article over and over, with ids of their own; the totals still add up. */
const manyLines = fc.constantFrom(150, 400, 1200, 3000).map((count): Mutation => (body) => {
  const [line] = linesIn(body);
  if (!line) return 'no line to repeat';
  body.order_lines = Array.from({ length: count }, (_, at) => ({
    ...line,
    ...{ order_line_id: `${short(line.order_line_id)}.${at}`, order_line_index: at + 1 },
  }));
  for (const field of ['price', 'shipping_price', 'total_price']) {
    body[field] = Math.round(Number(line[field]) * 100 * count) / 100;
  }
  return `${count} lines`;
});

const unknownSkus: Mutation = (body) => {
  for (const [at, line] of linesIn(body).entries()) line.offer_sku = `NOBODY-HAS-${at}`;
  return 'SKUs that nobody has';
};

const deepNest = fc.tuple(fc.nat(), fc.constantFrom(50, 1500)).map(([draw, depth]): Mutation => (body) => {
  const place = pick(placesIn(body), draw);
  if (!place) return 'nothing to nest';
  let value: Json = 'deep';
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { order_lines: value };
  set(place.holder, place.key, value);
  return `${place.path} = ${depth} levels`;
});

const one: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 40, arbitrary: remove },
  { weight: 40, arbitrary: put([null], any) },
  { weight: 60, arbitrary: put([...others, ...raw], any) },
  { weight: 60, arbitrary: put(numbers, named(/price|amount|quantity|rate|fee|index|commission/)) },
  {
    weight: 50,
    arbitrary: put(texts, named(/name|street|city|state|country|zip|sku|title|code|label|id$|phone|company/)),
  },
  { weight: 30, arbitrary: put(words, named(/state|mode|currency|country_iso_code|code$/)) },
  { weight: 30, arbitrary: put(dates, named(/date|deadline/)) },
  { weight: 30, arbitrary: oddId },
  { weight: 20, arbitrary: addField },
  { weight: 12, arbitrary: deepNest },
  { weight: 10, arbitrary: fc.constant(doubleLine) },
  { weight: 8, arbitrary: fc.constant(noLines) },
  { weight: 8, arbitrary: fc.constant(unknownSkus) },
  { weight: 2, arbitrary: manyLines },
);

/** One to three changes, each on what the one before left. */
export const mutations: fc.Arbitrary<Mutation[]> = fc.array(one, { minLength: 1, maxLength: 3 });

function placesIn(body: JsonObject): Place[] {
  const places: Place[] = [];
  const open: { value: Json; path: string; depth: number }[] = [{ value: body, path: '', depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, path, depth } = next;
    if (typeof value !== 'object' || value === null || depth > 8) continue;
    for (const [key, inner] of Object.entries(value)) {
      const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
      places.push({ path: at, name: key, holder: value, key });
      open.push({ value: inner, path: at, depth: depth + 1 });
    }
    if (places.length > 20_000) break;
  }
  return places;
}

function linesIn(body: JsonObject): JsonObject[] {
  return Array.isArray(body.order_lines) ? body.order_lines.filter(isObject) : [];
}

function pick<T>(items: readonly T[], draw: number): T | undefined {
  return items[draw % Math.max(1, items.length)];
}

function get(holder: JsonObject | Json[], key: string | number): Json | undefined {
  return (holder as JsonObject)[key];
}

/** As JSON.parse does it: a field named `__proto__` is a field like any other. */
function set(holder: JsonObject | Json[], key: string | number, value: Json): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
}

function short(value: Json | undefined): string {
  const text = JSON.stringify(value ?? null);
  return text.length <= 60 ? text : `${text.slice(0, 60)}... (${text.length} characters)`;
}
