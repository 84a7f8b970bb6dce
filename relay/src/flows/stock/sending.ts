/**
 * The file of the minute (PROTOCOL, Slot). One change set takes the slot, keeps the lines, and moves the links: only then
 * is the marketplace called. Whatever happens after it, the row tells whoever comes next what was about to be sent.
 */
import type { ChangeSetAnswer, Operation } from '../../dataverse/client.ts';
import { OperatingError } from '../../errors.ts';
import { isStale, refused } from '../answers.ts';
import { dataverseTime } from '../time.ts';
import { endFile, fileFailed, fileRefused } from './failed-file.ts';
import { fileWrite, linesText, newFile } from './file-rows.ts';
import type { OpenFile } from './open-files.ts';
import type { StockProgress } from './stock-checkpoint.ts';
import type { StockContext } from './stock-context.ts';
import { planAnew, type StockState } from './stock-state.ts';
import { becameUnknown } from './unknown-outcome.ts';

/** Mirakl allows to ask for a status every 15 seconds (mirakl.md 1.7). */
export const askEvery = 15_000;

/** The slot is open (`Slot.ready`), and lines wait. */
export async function sendFile(context: StockContext, state: StockState): Promise<void> {
  const { ports, marketplace, policy } = context;
  const planned = state.waiting.take(state.most);
  const { text, count } = linesText(planned);
  for (const line of planned.slice(count)) state.waiting.put(line);
  const lines = planned.slice(0, count);
  if (lines.length === 0) return;

  const rowId = marketplace.ids.id('stockfile', ports.chance.uuid());
  const progress = progressOf(state);
  const moves = state.checkpoint.moves(progress);
  const notes = state.files.open.filter((file) => file.importId !== null && !file.noted);
  const freed = resolvable(state, new Set(lines.map(({ listingId }) => listingId)));
  const operations: Operation[] = [
    state.slot.move(policy.everyMs),
    newFile(marketplace, { rowId, sentOn: state.readOn, lines: count, text }),
    ...(moves ? [state.checkpoint.move(progress)] : []),
    ...notes.map((file) => fileWrite(file.rowId, 'sent', { mpb_importid: file.importId })),
    ...freed.map((file) => resolution(file, ports.clock.now())),
  ];
  let answer: ChangeSetAnswer;
  try {
    context.assertHeld();
    [answer] = (await ports.dataverse.batch([{ changeSet: operations }], 'intents')) as [ChangeSetAnswer];
  } catch (error) {
    planAnew(state, lines, { unsure: false });
    state.doubt = { rowId };
    throw error;
  }
  if (answer.error) {
    planAnew(state, lines, { unsure: false });
    state.doubt = { rowId };
    if (isStale(answer.error)) return;
    throw refused(answer.error);
  }
  state.slot.moved(answer.changeSet[0]);
  if (moves) state.checkpoint.moved(answerAt(answer, 2), progress);
  for (const file of notes) file.noted = true;
  state.owed = state.owed.filter((file) => !freed.includes(file));
  state.lastFile = { sentOn: state.readOn, lines: count, refused: null, answeredOn: null };
  const file: OpenFile = {
    rowId,
    decidedOn: state.readOn,
    lines,
    state: 'sent',
    importId: null,
    noted: false,
    askAt: 0,
    tries: 0,
    answeredOn: null,
    refusals: [],
    told: 0,
    overtaken: [],
  };
  await send(context, state, file);
}

async function send(context: StockContext, state: StockState, file: OpenFile): Promise<void> {
  const { ports, policy } = context;
  state.slot.calling(policy.everyMs);
  try {
    context.assertHeld();
    const { importId } = await ports.mirakl.sendStock(file.lines);
    file.importId = importId;
    file.askAt = ports.clock.monotonic() + askEvery;
    state.files.add(file);
    const listings = file.lines.map(({ listingId }) => listingId);
    state.syncRun.served(listings);
    for (const listingId of listings) state.syncRun.decided(listingId, 'waiting');
  } catch (error) {
    if (!(error instanceof OperatingError)) {
      // The lease ran out between the row and the call: whoever leads now finds the row.
      planAnew(state, file.lines, { unsure: true });
      throw error;
    }
    ports.log.warn({ code: error.code, lines: file.lines.length }, 'a stock file was not taken');
    if (error.code === 'mirakl.outcome-unknown' || error.code === 'mirakl.unreadable') {
      await becameUnknown(context, state, file, error.message);
      return;
    }
    if (error.code === 'mirakl.refused' || error.code === 'mirakl.too-large') {
      await fileFailed(context, state, file, error.message);
      return;
    }
    await notTaken(context, state, file, error);
  }
}

/** Nothing was done, and nothing is wrong with the lines: called too often, no connection, a key that is not accepted. */
async function notTaken(
  context: StockContext,
  state: StockState,
  file: OpenFile,
  error: OperatingError,
): Promise<void> {
  const { policy } = context;
  planAnew(state, file.lines, { unsure: false });
  state.owed.push({ rowId: file.rowId, state: 'refused', lines: file.lines });
  if (error.owner !== 'time') state.exceptions.set('stock-file-refused', fileRefused(file, error.message));
  if (error.code === 'mirakl.limited') {
    await state.slot.shutFor(Math.max(error.retryAfterMs ?? policy.everyMs, 1_000));
  }
  await endFile(context, file, error.message);
}

/** The links move when nothing that they brought is left behind; the walk when all its lines so far stand in a file. */
export function progressOf(state: StockState): StockProgress {
  const stands = state.checkpoint.progress;
  const nothingLeft = state.dirty.size === 0 && state.waiting.fromChanges === 0;
  const sweptAll = state.waiting.noneFromSweep;
  return {
    links: nothingLeft ? state.deltas.links : stands.links,
    sweep: sweptAll ? state.sweep : stands.sweep,
    policy: sweptAll ? state.policy : stands.policy,
  };
}

/** Files whose lines all stand elsewhere, once these do. */
export function resolvable(state: StockState, sent: ReadonlySet<string>) {
  const checked = new Set(state.files.open.map(({ rowId }) => rowId));
  return state.owed.filter(
    ({ rowId, lines }) =>
      !checked.has(rowId) &&
      lines.every(
        ({ listingId }) =>
          sent.has(listingId) || !(state.dirty.hasListing(listingId) || state.waiting.has(listingId)),
      ),
  );
}

export function resolution(file: StockState['owed'][number], now: Date): Operation {
  return fileWrite(file.rowId, file.state, { mpb_answeredon: dataverseTime(now) });
}

function answerAt({ changeSet }: ChangeSetAnswer, index: number) {
  const answer = changeSet[index];
  if (answer === undefined) throw new Error('a change set answers each of its operations');
  return answer;
}
