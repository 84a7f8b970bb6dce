/**
 * For tests: checks a value against a schema of Mirakl's OpenAPI document, in the subset that it uses. Stricter than
 * the document in one point (a field that it does not declare is a mistake) and as lenient as its prose in another (null
 * where a field is optional, or its description speaks of null; mirakl.md 11 item 7). Its enumerations stand in the prose.
 */
import { isObject } from './lossless-json.ts';

export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  discriminator?: { propertyName: string; mapping: Record<string, string> };
}

export type Schemas = Record<string, Schema>;

/** What is wrong with a value: one sentence per mistake, each beginning with its path. */
export function mistakesIn(value: unknown, schema: Schema, schemas: Schemas, path = '$'): string[] {
  const whole = resolve(schema, schemas);
  const variant = variantOf(value, whole);
  if (variant)
    return mistakesIn(value, variant, { ...schemas, ...withoutDiscriminator(whole, schema) }, path);
  switch (whole.type) {
    case 'object':
      return isObject(value) ? inObject(value, whole, schemas, path) : [`${path} is not an object`];
    case 'array':
      if (!Array.isArray(value)) return [`${path} is not an array`];
      return value.flatMap((item, at) => mistakesIn(item, whole.items ?? {}, schemas, `${path}[${at}]`));
    case 'string':
      return inString(value, whole, path);
    case 'integer':
      return Number.isInteger(value) ? [] : [`${path} is not an integer`];
    case 'number':
      return typeof value === 'number' ? [] : [`${path} is not a number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${path} is not a boolean`];
    case undefined:
    default:
      return [];
  }
}

function inObject(value: Record<string, unknown>, schema: Schema, schemas: Schemas, path: string): string[] {
  const properties = schema.properties ?? {};
  const required = new Set(schema.required);
  const missing = [...required]
    .filter((name) => !(name in value))
    .map((name) => `${path}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, held]) => {
    const property = properties[name];
    if (!property) return [`${path}.${name} is not declared`];
    const mayBeNull = !required.has(name) || /null/i.test(property.description ?? '');
    if (held === null) return mayBeNull ? [] : [`${path}.${name} is null`];
    return mistakesIn(held, property, schemas, `${path}.${name}`);
  });
  return [...missing, ...wrong];
}

function inString(value: unknown, schema: Schema, path: string): string[] {
  if (typeof value !== 'string') return [`${path} is not a string`];
  if (schema.format === 'date-time' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(value)) {
    return [`${path} is not a moment in UTC: ${value}`];
  }
  const allowed = enumerationIn(schema.description ?? '');
  return allowed.length > 0 && !allowed.includes(value)
    ? [`${path} is none of ${allowed.join(', ')}: ${value}`]
    : [];
}

/** The document writes: Enum: `"A"`, `"B"`. */
function enumerationIn(description: string): string[] {
  const list = /Enum: ((?:`"[^"`]+"`(?:, )?)+)/.exec(description)?.[1] ?? '';
  return [...list.matchAll(/`"([^"`]+)"`/g)].map((match) => match[1]!);
}

/** Follows references and merges allOf; what stands beside a reference wins. */
function resolve(schema: Schema, schemas: Schemas): Schema {
  const { $ref, allOf = [], ...own } = schema;
  const parts = [...($ref === undefined ? [] : [named($ref, schemas)]), ...allOf].map((part) =>
    resolve(part, schemas),
  );
  return [...parts, own].reduce<Schema>(
    (whole, part) => ({
      ...whole,
      ...part,
      ...((whole.properties ?? part.properties) && {
        properties: { ...whole.properties, ...part.properties },
      }),
      ...((whole.required ?? part.required) && {
        required: [...(whole.required ?? []), ...(part.required ?? [])],
      }),
    }),
    {},
  );
}

function named(ref: string, schemas: Schemas): Schema {
  const schema = schemas[nameIn(ref)];
  if (!schema) throw new Error(`the document has no schema ${ref}`);
  return schema;
}

function nameIn(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}

/** The schema that a discriminator leads to. */
function variantOf(value: unknown, schema: Schema): Schema | undefined {
  if (!schema.discriminator || !isObject(value)) return undefined;
  const tag = value[schema.discriminator.propertyName];
  const ref = typeof tag === 'string' ? schema.discriminator.mapping[tag] : undefined;
  return ref === undefined ? undefined : { $ref: ref };
}

/** A variant is an allOf of its base, which must not lead to the variant again. */
function withoutDiscriminator(whole: Schema, reached: Schema): Schemas {
  if (reached.$ref === undefined) return {};
  const base = { ...whole };
  delete base.discriminator;
  return { [nameIn(reached.$ref)]: base };
}
