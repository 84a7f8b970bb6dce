/** The answer of the marketplace to a file, and how long its changes had waited. */
import { latencyFigures } from '../../domain/stock/latency.ts';
import { refused } from '../answers.ts';
import { dataverseTime } from '../time.ts';
import { fileWrite, refusalsText, type Refusal } from './file-rows.ts';
import type { OpenFile } from './open-files.ts';
import type { StockContext } from './stock-context.ts';

/** The answer stands on the file before anybody is told. */
export async function answered(
  { ports, assertHeld }: StockContext,
  file: OpenFile,
  refusals: readonly Refusal[],
): Promise<void> {
  const answeredOn = file.answeredOn ?? ports.clock.now().toISOString();
  const waits = waitsOf(file, refusals, answeredOn);
  const figures = latencyFigures(waits);
  assertHeld();
  const [answer] = await ports.dataverse.batch(
    [
      fileWrite(file.rowId, 'answered', {
        mpb_importid: file.importId,
        mpb_answeredon: dataverseTime(answeredOn),
        mpb_refusedcount: refusals.length,
        mpb_refusals: refusalsText(refusals),
        ...(figures === null
          ? {}
          : {
              mpb_medianwait: Math.round(figures.medianMs / 1000),
              mpb_longestwait: Math.round(Math.max(...waits) / 1000),
            }),
      }),
    ],
    'due',
  );
  if (answer?.error) throw refused(answer.error);
  file.answeredOn = answeredOn;
  file.refusals = refusals;
  file.noted = true;
  file.state = 'answered';
}

/** From a change in Dynamics until the marketplace said that it took the line, ms. */
export function waitsOf(file: OpenFile, refusals: readonly Refusal[], answeredOn: string): number[] {
  const notTaken = new Set(refusals.map(({ sku }) => sku));
  return file.lines.flatMap(({ sku, changedOn }) =>
    changedOn === null || notTaken.has(sku)
      ? []
      : Math.max(0, Date.parse(answeredOn) - Date.parse(changedOn)),
  );
}
