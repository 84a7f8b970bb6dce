import assert from 'node:assert/strict';
import type { Copy, Harness } from '../harness.ts';

/** Invariant 9 of DESIGN 7: what one copy decides from the stored observations, a new one decides byte for byte. */
export async function decidesAlike(harness: Harness, copy: Copy): Promise<void> {
  const other = await harness.startCopy({ name: 'relay-of-another-day', seed: 99 });
  const decisions = async ({ app }: Copy) => {
    const flow = app.flows()?.orders;
    assert.ok(flow);
    return JSON.stringify([...(await harness.driven(flow.preview()))]);
  };
  assert.equal(await decisions(other), await decisions(copy), 'invariant 9: decided twice, differently');
}
