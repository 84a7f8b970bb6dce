/**
 * Files that the marketplace did not take. One that it refused as a whole, or whose import failed, is planned anew, and
 * the next is half as long: a line which no file survives ends alone, and then the exception is its listing's.
 */
import { mostAfterRefusal } from '../../domain/stock/most-lines.ts';
import { stockFileRefused } from '../../domain/stock/stock-exceptions.ts';
import { refused } from '../answers.ts';
import { cut } from '../orders/rows.ts';
import { answered } from './file-answer.ts';
import { fileWrite } from './file-rows.ts';
import type { OpenFile } from './open-files.ts';
import type { StockContext } from './stock-context.ts';
import { planAnew, type StockState } from './stock-state.ts';

/** True where the file had one line: then that line is refused, and its listing is to be told. */
export async function fileFailed(
  context: StockContext,
  state: StockState,
  file: OpenFile,
  reason: string,
): Promise<boolean> {
  const [line, ...others] = file.lines;
  if (line !== undefined && others.length === 0) {
    if (!state.files.open.includes(file)) state.files.add(file);
    await answered(context, file, [{ sku: line.sku, reason }]);
    return true;
  }
  state.most = mostAfterRefusal(file.lines.length);
  state.exceptions.set('stock-file-refused', fileRefused(file, reason));
  state.files.withdraw(file, file.lines);
  state.files.over(file);
  planAnew(state, file.lines, { unsure: true });
  state.owed.push({ rowId: file.rowId, state: 'refused', lines: file.lines });
  await endFile(context, file, reason);
  return false;
}

/** Its row says what happened; whoever leads next plans its lines anew while it does. */
export async function endFile(
  { ports, assertHeld }: StockContext,
  { rowId, importId }: OpenFile,
  trouble: string,
): Promise<void> {
  assertHeld();
  const [answer] = await ports.dataverse.batch(
    [fileWrite(rowId, 'refused', { mpb_trouble: cut(trouble, 400), mpb_importid: importId })],
    'due',
  );
  if (answer?.error) throw refused(answer.error);
}

export function fileRefused({ importId, lines }: OpenFile, reason: string) {
  return stockFileRefused({ importId, lines: lines.length, reason });
}
