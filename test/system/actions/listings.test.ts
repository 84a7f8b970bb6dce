/** People and set-up at a listing that something holds up: it is due, and what is to be sent is the stock flow's business. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cause, clearedOf, mappingSaved, told } from '../events/told.ts';
import { minute, Story } from '../orders/story.ts';
import { assertOutcome, create, actionKinds } from './asking.ts';

const held = { exception: 927_130_001, blocking: 927_130_000, operations: 927_130_001 };
const later = '2027-01-01T00:00:00Z';

/** A listing as the relay leaves it when something holds it up; no stock is published in these stories. */
function listingHeldUp(story: Story, sku: string, about: { code: string; causeKey: string }) {
  const marketplace = { mpb_marketplaceid: story.world.marketplaceId };
  const listing = story.dynamics.insert('mpb_listing', {
    ...marketplace,
    mpb_name: sku,
    mpb_sku: sku,
    mpb_listingkey: sku.toLowerCase().padEnd(64, '0'),
    mpb_place: held.exception,
    mpb_dueon: later,
    mpb_attempts: 7,
  });
  const exception = story.dynamics.insert('mpb_exception', {
    ...marketplace,
    mpb_name: `Held up: ${sku}`,
    mpb_exceptionkey: `${sku}${about.code}`.padEnd(64, '0'),
    mpb_code: about.code,
    mpb_cause: 'Something about this listing.',
    mpb_causekey: about.causeKey,
    mpb_causeid: story.dynamics.find('mpb_cause', (row) => row.mpb_causekey === about.causeKey)?.mpb_causeid,
    mpb_severity: held.blocking,
    mpb_responsible: held.operations,
    mpb_recordtype: 'listing',
    mpb_recordkey: sku,
    mpb_listingid: listing,
  });
  const row = () => story.dynamics.get('mpb_listing', listing);
  const isDue = () => Date.parse(String(row()?.mpb_dueon)) <= story.harness.clock.now();
  return { listing, exception, row, isDue };
}

const refused = { code: 'stock-line-refused', causeKey: 'listing:drill-18' };

function askAbout(story: Story, exception: string, kind: keyof typeof actionKinds, reason?: string): string {
  return create(story, 'operations', {
    mpb_name: kind,
    mpb_kind: actionKinds[kind],
    mpb_exceptionid: exception,
    mpb_parameters: JSON.stringify({ seen: 'Something about this listing.' }),
    ...(reason === undefined ? {} : { mpb_reason: reason }),
  });
}

it('a retry makes the listing due, as if it had never been tried, and says when something is sent', async () => {
  const story = new Story();
  await story.relayWorks(1);
  const { exception, row, isDue } = listingHeldUp(story, 'DRILL-18', refused);
  assert.equal(isDue(), false);
  const action = askAbout(story, exception, 'retry');
  await story.relayWorks(1);
  assertOutcome(story, action, 'done', /^The listing is looked at again now; .* the next stock file\.$/);
  assert.equal(isDue(), true);
  assert.equal(row()?.mpb_attempts, 0);
  const closed = story.dynamics.get('mpb_exception', exception);
  assert.equal(closed?.statecode, 0, 'the exception closes when its check passes, and not before');
  await story.end();
});

it('what keeps a listing from being published cannot be put away', async () => {
  const story = new Story();
  await story.relayWorks(1);
  const { exception, isDue } = listingHeldUp(story, 'DRILL-18', refused);
  const action = askAbout(story, exception, 'dismiss', 'we do not sell it');
  await story.relayWorks(1);
  assertOutcome(story, action, 'refused', /cannot be put away/);
  assert.equal(isDue(), false);
  await story.end();
});

it('a listing whose offer is gone is not looked at again', async () => {
  const story = new Story();
  await story.relayWorks(1);
  const { listing, exception, isDue } = listingHeldUp(story, 'DRILL-18', refused);
  story.dynamics.patchAs({}, 'mpb_listing', listing, { statecode: 1, statuscode: 2 });
  const action = askAbout(story, exception, 'retry');
  await story.relayWorks(1);
  assertOutcome(story, action, 'refused', /gone from the marketplace/);
  assert.equal(isDue(), false);
  await story.end();
});

for (const way of ['the event', 'the sweep'] as const) {
  it(`a mapping that is saved makes the listings due that wait for it, counted with the orders, by ${way}`, async () => {
    const story = new Story();
    story.ordered({ lines: [{ product: 'OLD-DRILL' }] });
    await story.relayWorks();
    const drill = 'sku:old-drill';
    const noProduct = { code: 'offer-without-product', causeKey: drill };
    const waiting = listingHeldUp(story, 'OLD-DRILL', noProduct);
    const other = listingHeldUp(story, 'OLD-SAW', { ...noProduct, causeKey: 'sku:old-saw' });
    await story.relayWorks(6);
    assert.equal(cause(story, drill).mpb_open, 2, 'an order and a listing');
    assert.equal(waiting.isDue(), false);
    const mapping = story.mapSku('OLD-DRILL');
    if (way === 'the event') await told(story, story.copy, mappingSaved(mapping));
    else await story.relayWorks(1);
    assert.equal(waiting.isDue(), true);
    assert.equal(other.isDue(), false);
    assert.deepEqual(clearedOf(story, drill), { held: 2, cleared: 1 });
    await story.end();
  });
}

it('a relay that starts leaves listings alone: what they wait for is in their rows', async () => {
  const story = new Story();
  await story.relayWorks(1);
  const { isDue, row } = listingHeldUp(story, 'DRILL-18', refused);
  const before = row()?.versionnumber;
  await story.startRelay({ name: 'another' });
  await story.relayWorks(2);
  assert.equal(isDue(), false);
  assert.equal(row()?.versionnumber, before);
  await story.end();
});

it('saving the marketplace makes those due that wait for its set-up', async () => {
  const story = new Story();
  await story.relayWorks(1);
  const waiting = listingHeldUp(story, 'DRILL-18', { code: 'stock-unknown', causeKey: 'set-up:teams' });
  const other = listingHeldUp(story, 'DRILL-19', { ...refused, causeKey: 'listing:drill-19' });
  await story.harness.clock.advance(minute);
  story.dynamics.patchAs({}, 'mpb_marketplace', story.world.marketplaceId, { mpb_lowstock: 7 });
  await story.relayWorks(1);
  assert.equal(waiting.isDue(), true);
  assert.equal(other.isDue(), false);
  await story.end();
});
