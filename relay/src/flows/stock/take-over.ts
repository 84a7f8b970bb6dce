/**
 * A copy begins to lead: everything that matters is read from rows. Files that somebody left open are gone on with, and
 * what was about to be sent when the relay stopped is taken for unknown.
 */
import { mostLinesOfAll } from '../../domain/stock/most-lines.ts';
import type { Answer } from '../../dataverse/client.ts';
import { mustSucceed, rowsOf } from '../answers.ts';
import { digest } from '../ids.ts';
import { Slot } from '../slot.ts';
import { dataverseTime } from '../time.ts';
import { allRows } from '../all-rows.ts';
import { Deltas } from './deltas.ts';
import { settlingQuery } from './demand-lines.ts';
import { fileWrite, linesOf, openFilesQuery, refusalsOf, stateOf, type StockFileRow } from './file-rows.ts';
import { followedTables } from './followed-tables.ts';
import { LookAgain } from './look-again.ts';
import { MarketplaceExceptions } from './marketplace-exceptions.ts';
import { OpenFiles, type OpenFile } from './open-files.ts';
import { OwnWrites } from './own-writes.ts';
import { askEvery } from './sending.ts';
import { sourceOf } from './sources/source.ts';
import { StockCheckpoint } from './stock-checkpoint.ts';
import type { StockContext } from './stock-context.ts';
import { planAnew, walkAll, type StockState } from './stock-state.ts';
import { sweepAgain } from './sweep.ts';
import { becameUnknown } from './unknown-outcome.ts';
import { WaitingLines } from './waiting-lines.ts';

export async function takeOver(
  context: StockContext,
  { dirty, syncRun }: Pick<StockState, 'dirty' | 'syncRun'>,
): Promise<StockState> {
  const { ports, marketplace, policy } = context;
  const { ids } = marketplace;
  const now = ports.clock.now();
  const checkpoint = new StockCheckpoint({
    checkpointId: ids.id('checkpoint', 'stock'),
    marketplaceId: marketplace.id,
  });
  const source = sourceOf(policy);
  context.assertHeld();
  const [progress, files, settling, newest] = (await ports.dataverse.batch(
    [checkpoint.query, openFilesQuery(marketplace.id), settlingQuery(policy.settleMs, now), source.newest],
    'events',
  )) as [Answer, Answer, Answer, Answer];
  checkpoint.read(progress);
  for (const row of await allRows<{ readonly mpb_sku: string | null }>(ports, settling, 'events')) {
    dirty.listing(ids.id('listing', row.mpb_sku ?? ''), {});
  }
  const slot = (operation: string): Slot =>
    new Slot(ports, { slotId: ids.id('slot', operation), operation, marketplaceId: marketplace.id });
  const policyDigest = digestOf(context);
  const stands = checkpoint.progress;
  const state: StockState = {
    dirty,
    waiting: new WaitingLines(),
    files: new OpenFiles(),
    own: new OwnWrites(),
    again: new LookAgain(),
    exceptions: new MarketplaceExceptions(),
    checkpoint,
    syncRun,
    slot: slot('STO01'),
    reportSlot: slot('STO03'),
    source,
    deltas: new Deltas(ports, [], { links: {}, assertHeld: context.assertHeld }),
    readOn: now.toISOString(),
    newestChangeOn: rowsOf<{ readonly modifiedon: string }>(newest)[0]?.modifiedon ?? null,
    sweep:
      stands.policy === null || stands.policy === policyDigest
        ? stands.sweep
        : sweepAgain(stands.sweep, { kind: 'differences', relink: false }),
    policy: policyDigest,
    most: mostLinesOfAll,
    latency: [],
    owed: [],
    doubt: null,
    staleness: 'fresh',
    lastFile: null,
  };
  followTables(context, state, stands.links);
  await state.slot.know();
  for (const row of await allRows<StockFileRow>(ports, files, 'events')) await goOn(context, state, row);
  return state;
}

/** The source, or the warehouses of it, are others now; what changed in the tables goes on being followed. */
export function followTables(
  context: StockContext,
  state: StockState,
  links: Readonly<Record<string, string>>,
): void {
  const { ports, marketplace, policy } = context;
  state.source = sourceOf(policy);
  const tables = followedTables(state.source, {
    dirty: state.dirty,
    ids: marketplace.ids,
    walk: ({ relink }) => {
      walkAll(state, { kind: 'differences', relink });
    },
    sourceChanged: (on) => {
      if (state.newestChangeOn === null || Date.parse(on) > Date.parse(state.newestChangeOn)) {
        state.newestChangeOn = on;
      }
    },
    isOurs: (listingId, version) => state.own.isOurs(listingId, version),
  });
  state.deltas = new Deltas(ports, tables, { links, assertHeld: context.assertHeld });
}

/** What the targets of all listings depend on. */
export function digestOf({ policy }: StockContext): string {
  const { source, warehouses, demandRule, settleMs, offer, maxHoldMs, floor, staleAfterMs } = policy;
  return digest(
    JSON.stringify([source, warehouses, demandRule, settleMs, offer, maxHoldMs, floor, staleAfterMs]),
  ).slice(0, 16);
}

async function goOn(context: StockContext, state: StockState, row: StockFileRow): Promise<void> {
  const { ports, marketplace } = context;
  const lines = linesOf(row, (sku) => marketplace.ids.id('listing', sku));
  const rowId = row.mpb_stockfileid;
  if (lines === null) {
    // What it held is not known any more: whatever it was is sent again.
    state.sweep = sweepAgain(state.sweep, { kind: 'everything', relink: false });
    context.assertHeld();
    const answeredOn = dataverseTime(ports.clock.now());
    const [answer] = await ports.dataverse.batch(
      [fileWrite(rowId, 'unknown', { mpb_answeredon: answeredOn })],
      'due',
    );
    mustSucceed(answer);
    return;
  }
  const kind = stateOf(row);
  if (kind === 'refused' || kind === 'unknown') {
    planAnew(state, lines, { unsure: true });
    state.owed.push({ rowId, state: kind, lines });
    return;
  }
  const refusals = refusalsOf(row);
  const file: OpenFile = {
    rowId,
    decidedOn: row.mpb_senton ?? ports.clock.now().toISOString(),
    lines,
    state: kind === 'answered' && refusals !== null ? 'answered' : 'sent',
    importId: row.mpb_importid,
    noted: row.mpb_importid !== null,
    // The one that stopped may have asked just now (mirakl.md 1.7).
    askAt: kind === 'answered' ? 0 : ports.clock.monotonic() + askEvery,
    tries: 0,
    answeredOn: row.mpb_answeredon,
    refusals: refusals ?? [],
    told: 0,
    overtaken: [],
  };
  state.files.add(file);
  if (file.state === 'sent' && file.importId === null) {
    await becameUnknown(context, state, file, 'the relay stopped while it was being sent');
  }
}
