/**
 * Every file is asked for (STO02), and for what it refused (STO03, once a minute for the shop): refused lines become
 * exceptions and the rest stand. The answer is kept on the file before the listings are told, so that a crash in between
 * loses none of it.
 */
import { noteLatencies } from '../../domain/stock/latency.ts';
import { mostAfterSuccess } from '../../domain/stock/most-lines.ts';
import { OperatingError } from '../../errors.ts';
import type { StockImport } from '../../mirakl/client.ts';
import { refused } from '../answers.ts';
import { tellListings, type AnsweredLine } from './answer-writes.ts';
import { isCrowded, whenCrowded } from './crowded.ts';
import { fileFailed } from './failed-file.ts';
import { answered, waitsOf } from './file-answer.ts';
import { fileWrite, type Refusal } from './file-rows.ts';
import type { OpenFile } from './open-files.ts';
import { refusalsIn } from './refusals.ts';
import { askEvery } from './sending.ts';
import type { StockContext } from './stock-context.ts';
import { planAnew, type StockState } from './stock-state.ts';
import { becameUnknown, checkUnknown } from './unknown-outcome.ts';

const reportEvery = 60_000;
/** After that nobody waits for it any more: what it held is sent again. */
const longestImport = 2 * 3_600_000;
const mostTries = 5;
const toldAtOnce = 500;
const toldInPart = 100;
/** After it stopped for want of time. */
const goOnAfter = 500;

/** All files whose time has come. Trouble with one keeps nobody from the others. */
export async function askFiles(
  context: StockContext,
  state: StockState,
  hasTime: () => boolean,
): Promise<string | null> {
  const { ports } = context;
  let trouble: string | null = null;
  for (const file of state.files.open) {
    if (file.askAt > ports.clock.monotonic()) continue;
    file.askAt = ports.clock.monotonic() + askEvery;
    try {
      await askFile(context, state, file, hasTime);
    } catch (error) {
      if (!(error instanceof OperatingError)) throw error;
      ports.log.warn({ code: error.code, file: file.rowId }, 'a stock file could not be asked for');
      file.askAt = ports.clock.monotonic() + Math.max(error.retryAfterMs ?? 0, askEvery);
      trouble = error.message;
    }
  }
  return trouble;
}

async function askFile(
  context: StockContext,
  state: StockState,
  file: OpenFile,
  hasTime: () => boolean,
): Promise<void> {
  if (file.state === 'unknown') {
    await checkUnknown(context, state, file);
    return;
  }
  if (file.state === 'sent' && !(await isAnswered(context, state, file))) return;
  await tell(context, state, file, hasTime);
}

/** Asks how the import went, and reads its report. */
async function isAnswered(context: StockContext, state: StockState, file: OpenFile): Promise<boolean> {
  const { ports } = context;
  const { importId } = file;
  if (importId === null) throw new Error('a file that was sent has an import');
  const read = await importOf(context, importId);
  if (read === null) {
    await becameUnknown(context, state, file, 'the marketplace does not know the import');
    return false;
  }
  switch (read.state) {
    case 'COMPLETE':
      break;
    case 'FAILED':
      return fileFailed(context, state, file, 'the import of the file failed');
    default:
      if (ports.clock.now().getTime() - Date.parse(file.decidedOn) > longestImport) {
        await becameUnknown(context, state, file, `the import is ${read.state} for two hours`);
      }
      return false;
  }
  const refusals = await reportOf(context, state, file, read);
  if (refusals === null) return false;
  await answered(context, file, refusals);
  noted(state, file);
  return true;
}

async function importOf(context: StockContext, importId: string): Promise<StockImport | null> {
  context.assertHeld();
  try {
    return await context.ports.mirakl.stockImport(importId);
  } catch (error) {
    if (error instanceof OperatingError && error.code === 'mirakl.not-found') return null;
    throw error;
  }
}

/** Null: not yet. */
async function reportOf(
  context: StockContext,
  state: StockState,
  file: OpenFile,
  read: StockImport,
): Promise<readonly Refusal[] | null> {
  const { ports } = context;
  if (!read.hasErrorReport && (read.linesInError ?? 0) === 0) return [];
  if (file.tries >= mostTries) {
    await becameUnknown(context, state, file, 'the report of refused lines cannot be read');
    return null;
  }
  if (!(await state.reportSlot.take(reportEvery))) {
    file.askAt = ports.clock.monotonic() + Math.max(state.reportSlot.wait, 1_000);
    return null;
  }
  file.tries += 1;
  context.assertHeld();
  state.reportSlot.calling(reportEvery);
  const report = await ports.mirakl.stockRefusals(file.importId ?? '');
  const refusals = refusalsIn(file.lines, report);
  if (refusals === null || (refusals.length === 0 && (read.linesInError ?? 0) > 0)) {
    throw new OperatingError('mirakl.unreadable', 'a report names lines that were not in the file');
  }
  return refusals;
}

function noted(state: StockState, file: OpenFile): void {
  state.most = mostAfterSuccess(state.most);
  const waits = waitsOf(file, file.refusals, file.answeredOn ?? file.decidedOn);
  state.latency = noteLatencies(state.latency, waits);
  if (state.lastFile?.sentOn === file.decidedOn) {
    state.lastFile = { ...state.lastFile, refused: file.refusals.length, answeredOn: file.answeredOn };
  }
}

/**
 * A file of a few lines is told at once. Thousands of rows take minutes to write (dataverse.md 5), and what sells out
 * meanwhile must not wait for them: they are written in parts, in the time that the next file leaves.
 */
async function tell(
  context: StockContext,
  state: StockState,
  file: OpenFile,
  hasTime: () => boolean,
): Promise<void> {
  const { clock } = context.ports;
  const isLarge = file.lines.length > toldAtOnce;
  const reasons = new Map(file.refusals.map(({ sku, reason }) => [sku, reason]));
  while (file.told < file.lines.length) {
    if (isLarge && !hasTime()) {
      file.askAt = clock.monotonic() + goOnAfter;
      return;
    }
    const part = file.lines.slice(file.told, file.told + (isLarge ? toldInPart : toldAtOnce));
    const stands = part.map((line) => ({ line, is: state.files.standing(file, line.listingId) }));
    const current = stands
      .filter(({ is }) => is === 'current')
      .map(({ line }): AnsweredLine => ({ line, refusal: reasons.get(line.sku) ?? null }));
    try {
      await tellListings(context, file, {
        answered: current,
        own: state.own,
        lane: isLarge ? 'sweep' : 'due',
      });
    } catch (error) {
      if (!isCrowded(error)) throw error;
      file.askAt = clock.monotonic() + whenCrowded;
      return;
    }
    for (const { line, refusal } of current) {
      state.syncRun.decided(line.listingId, refusal === null ? 'done' : 'exception');
    }
    file.told += part.length;
    const overtaken = stands.filter(({ is }) => is === 'overtaken').map(({ line }) => line);
    file.overtaken = [...file.overtaken, ...overtaken];
  }
  context.assertHeld();
  const [answer] = await context.ports.dataverse.batch([fileWrite(file.rowId, 'done')], 'due');
  if (answer?.error) throw refused(answer.error);
  state.files.over(file);
  planAnew(state, file.overtaken, { unsure: true });
  if (file.refusals.length < file.lines.length) state.exceptions.set('stock-file-refused', null);
}
