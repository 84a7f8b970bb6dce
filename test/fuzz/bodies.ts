/**
 * OR11 order bodies for the whole chain, from one seed: believable ones, ones of any form that the schema has, and both
 * of them spoiled. The text is what goes over the wire; no double in between loses what was written.
 */
import fc from 'fast-check';
import { printJson, type JsonObject } from '../sandbox/mirakl/lossless-json.ts';
import { believable } from './believable-order.ts';
import { mutations, type Mutation } from './mutations.ts';
import { anyHead, anyLine } from './schema-order.ts';

export interface Body {
  /** `honest`: nothing stands against its import. `schema`: of the right form. `mutated`: neither is promised. */
  readonly kind: 'honest' | 'schema' | 'mutated';
  readonly text: string;
  /** What becomes of it on the marketplace once it was imported. */
  readonly later: readonly Mutation[];
  /** What was done to it, in words. */
  readonly done: string[];
}

const ofSchema = fc
  .tuple(anyHead, fc.array(anyLine, { maxLength: 4 }))
  .map(([head, lines]): JsonObject => ({ ...head, order_lines: lines }));

const never = fc.constant<Mutation[]>([]);
const sometimes = fc.oneof({ weight: 3, arbitrary: never }, { weight: 1, arbitrary: mutations });
/** Another order's id but for what a text key in Dataverse does not see. */
const twin = fc.constantFrom(
  ...Array<null>(12).fill(null),
  'in lower case' as const,
  'with a blank' as const,
);

function planned(
  kind: Body['kind'],
  order: fc.Arbitrary<JsonObject>,
  changes: fc.Arbitrary<Mutation[]>,
  later = never,
) {
  return fc.record({ kind: fc.constant(kind), order, changes, later, twin });
}

const plan = fc.oneof(
  { weight: 3, arbitrary: planned('honest', believable, never, sometimes) },
  { weight: 2, arbitrary: planned('schema', ofSchema, never) },
  { weight: 4, arbitrary: planned('mutated', believable, mutations) },
  { weight: 1, arbitrary: planned('mutated', ofSchema, mutations) },
);

/** So many bodies; the same for the same seed. Two ids are never the same, whatever a mutation makes of one. */
export function bodies(count: number, seed: number): Body[] {
  const plans = fc.sample(plan, { numRuns: count, seed });
  return plans.map(({ kind, order, changes, later, twin: likeness }, index) => {
    const like = plans[index - 1]?.kind === 'honest' && kind === 'honest' ? likeness : null;
    const body = withIds(order, `F${seed}-${index - (like === null ? 0 : 1)}`, index);
    if (like !== null) body.order_id = twinOf(`F${seed}-${index - 1}-A`, like);
    const done = changes.map((change) => change(body));
    return {
      kind,
      text: printJson(body),
      later,
      done: like === null ? done : [`like the one before ${like}`],
    };
  });
}

function twinOf(id: string, like: 'in lower case' | 'with a blank'): string {
  return like === 'with a blank' ? `${id} ` : id.toLowerCase();
}

/** Whole bodies before anything is done to them, for the check against Mirakl's document. */
export function unmutated(count: number, seed: number): JsonObject[] {
  return fc.sample(fc.oneof(believable, ofSchema), { numRuns: count, seed });
}

function withIds(order: JsonObject, commercialId: string, index: number): JsonObject {
  const lines = order.order_lines as JsonObject[];
  return {
    ...structuredClone(order),
    commercial_id: commercialId,
    order_id: `${commercialId}-A`,
    order_lines: structuredClone(lines).map((line, at) => ({
      ...line,
      order_line_id: `${commercialId}-A-${index}-${at + 1}`,
    })),
  };
}
