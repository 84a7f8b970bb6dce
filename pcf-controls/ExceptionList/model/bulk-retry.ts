/** Asks the relay to look at many records again: one request for each, one after the other, and every refusal is told. */
import { actionRow } from '../../shared/action-request.ts';
import { troubleIn } from '../../shared/dataverse.ts';
import type { Dataverse } from '../../shared/dataverse.ts';
import type { Trouble } from '../../shared/trouble.ts';
import type { ListRow } from './list-row.ts';

/** More at once would hold up everybody else's work for minutes. */
export const mostAtOnce = 100;

export interface BulkProgress {
  readonly total: number;
  readonly sent: number;
  readonly failures: readonly { readonly row: ListRow; readonly trouble: Trouble }[];
  readonly over: boolean;
}

/** @param tell is told after each; ends early when the network is gone, because then every other would fail too */
export async function bulkRetry(
  dataverse: Dataverse,
  rows: readonly ListRow[],
  { tell, signal }: { readonly tell: (progress: BulkProgress) => void; readonly signal: AbortSignal },
): Promise<void> {
  let progress: BulkProgress = { total: rows.length, sent: 0, failures: [], over: rows.length === 0 };
  let offline: Trouble | null = null;
  tell(progress);
  for (const [index, row] of rows.entries()) {
    if (signal.aborted) return;
    const trouble: Trouble | null = offline ?? (await send(dataverse, row));
    if (trouble?.kind === 'offline') offline = trouble;
    progress = {
      ...progress,
      sent: progress.sent + (trouble === null ? 1 : 0),
      failures: trouble === null ? progress.failures : [...progress.failures, { row, trouble }],
      over: index === rows.length - 1,
    };
    tell(progress);
  }
}

async function send(dataverse: Dataverse, row: ListRow): Promise<Trouble | null> {
  try {
    await dataverse.create(
      'mpb_action',
      actionRow({
        action: 'retry',
        orderId: row.orderId,
        marketplaceId: row.marketplaceId,
        exception: { id: row.id, title: row.title, cause: '' },
        reason: null,
      }),
    );
    return null;
  } catch (reason) {
    return troubleIn(reason);
  }
}
