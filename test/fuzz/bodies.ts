/**
 * OR11 order bodies for the whole chain, from one seed: believable ones, ones of any form that the schema has, and both
 * of them spoiled. The text is what goes over the wire; no double in between loses what was written.
 */
import fc from 'fast-check';
import { printJson, type Json } from '../sandbox/mirakl/lossless-json.ts';
import { believable } from './believable-order.ts';
import { mutations } from './mutations.ts';
import { anyHead, anyLine } from './schema-order.ts';

export interface Body {
  /** `honest`: nothing stands against its import. `schema`: of the right form. `mutated`: neither is promised. */
  readonly kind: 'honest' | 'schema' | 'mutated';
  readonly text: string;
  /** What was done to it, in words. */
  readonly done: readonly string[];
}

const ofSchema = fc
  .tuple(anyHead, fc.array(anyLine, { maxLength: 4 }))
  .map(([head, lines]): Record<string, Json> => ({ ...head, order_lines: lines }));

const plan = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constant('honest' as const), believable, fc.constant([])) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('schema' as const), ofSchema, fc.constant([])) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('mutated' as const), believable, mutations) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('mutated' as const), ofSchema, mutations) },
);

/** So many bodies; the same for the same seed. Ids are unique until a mutation touches them. */
export function bodies(count: number, seed: number): Body[] {
  return fc.sample(plan, { numRuns: count, seed }).map(([kind, order, changes], index) => {
    const body = withIds(order, `F${seed}-${index}`);
    const done = changes.map((change) => change(body));
    return { kind, text: printJson(body), done };
  });
}

/** Whole bodies before anything is done to them, for the check against Mirakl's document. */
export function unmutated(count: number, seed: number): Record<string, Json>[] {
  return fc.sample(fc.oneof(believable, ofSchema), { numRuns: count, seed });
}

function withIds(order: Record<string, Json>, commercialId: string): Record<string, Json> {
  const id = `${commercialId}-A`;
  const lines = order.order_lines as Record<string, Json>[];
  return {
    ...structuredClone(order),
    commercial_id: commercialId,
    order_id: id,
    order_lines: structuredClone(lines).map((line, at) => ({ ...line, order_line_id: `${id}-${at + 1}` })),
  };
}
