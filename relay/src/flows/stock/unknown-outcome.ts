/**
 * A file of which nobody can say whether it arrived: its answer was lost, or the relay stopped before it. Quantities are
 * absolute, so that sending them again is right; some offers are looked at first (OF21), because what arrived needs no
 * second line.
 */
import { OperatingError } from '../../errors.ts';
import { refused } from '../answers.ts';
import { cut } from '../orders/rows.ts';
import { tellListings, type AnsweredLine } from './answer-writes.ts';
import { fileWrite } from './file-rows.ts';
import type { OpenFile, SentLine } from './open-files.ts';
import type { StockContext } from './stock-context.ts';
import { planAnew, type StockState } from './stock-state.ts';

const mostChecked = 20;
/** An import takes its time. */
const checkAfter = 15_000;

export async function becameUnknown(
  context: StockContext,
  state: StockState,
  file: OpenFile,
  trouble: string,
): Promise<void> {
  const { ports, assertHeld } = context;
  // Of what a newer file has as well, nobody could say which of the two it was.
  const own = file.lines.filter(({ listingId }) => state.files.standing(file, listingId) === 'current');
  const checked = new Set(own.slice(0, mostChecked));
  state.files.withdraw(file, file.lines);
  state.files.over(file);
  planAnew(
    state,
    file.lines.filter((line) => !checked.has(line)),
    { unsure: true },
  );
  state.owed.push({ rowId: file.rowId, state: 'unknown', lines: file.lines });
  state.files.add({
    ...file,
    lines: [...checked],
    state: 'unknown',
    askAt: ports.clock.monotonic() + checkAfter,
  });
  context.outcomeUnknown?.();
  assertHeld();
  const [answer] = await ports.dataverse.batch(
    [fileWrite(file.rowId, 'unknown', { mpb_trouble: cut(trouble, 400), mpb_importid: file.importId })],
    'due',
  );
  if (answer?.error) throw refused(answer.error);
}

export async function checkUnknown(context: StockContext, state: StockState, file: OpenFile): Promise<void> {
  const { ports } = context;
  const arrived: AnsweredLine[] = [];
  const differs: SentLine[] = [];
  for (const [index, line] of file.lines.entries()) {
    if (state.files.standing(file, line.listingId) !== 'current') {
      differs.push(line);
      continue;
    }
    try {
      context.assertHeld();
      const offer = await ports.mirakl.offer(line.sku);
      if (offer?.quantity === line.quantity) arrived.push({ line, refusal: null });
      else differs.push(line);
    } catch (error) {
      if (!(error instanceof OperatingError)) throw error;
      differs.push(...file.lines.slice(index));
      break;
    }
  }
  file.answeredOn = ports.clock.now().toISOString();
  let again = file.lines;
  try {
    await tellListings(context, file, { answered: arrived, own: state.own, lane: 'due' });
    again = differs;
  } finally {
    // Those that could not be told of are sent again: that does no harm.
    state.files.over(file);
    planAnew(state, again, { unsure: true });
  }
}
