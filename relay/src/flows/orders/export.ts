/**
 * A long backlog, read as an export (OR13, OR14, OR15) instead of page by page: bounded, resumable after a crash from
 * the checkpoint row, with its progress there for everybody to see.
 */
import { OperatingError } from '../../errors.ts';
import { persistAndLook } from './intake.ts';
import { pageSize, type WalkContext } from './walk.ts';
import type { ExportProgress } from './watermark.ts';

/** OR14 may be asked every two seconds; every ten is what Mirakl recommends (mirakl.md 1.7). */
const askEvery = 10_000;
/** OR13 refuses ranges over a year (mirakl.md 2.2). */
const longestRange = 360 * 24 * 60 * 60_000;

export function beginning(range: { from: string; to: string; total: number }): ExportProgress {
  return { ...range, trackingId: null, read: 0, files: 0 };
}

/** Runs the export to its end; then everything up to its `to` is persisted and the watermark moves. */
export async function runExport(context: WalkContext, from: ExportProgress): Promise<void> {
  const { watermark, ports } = context;
  let progress = from;
  const note = async (change: Partial<ExportProgress>) => {
    progress = { ...progress, ...change };
    context.assertHeld();
    await watermark.noteExport(progress);
  };

  const end = endOfRange(progress);
  const urls = await ready(context, progress, end, async (trackingId) => {
    await note({ trackingId, files: 0, read: 0 });
  });
  if (urls === null) return note({ trackingId: null });
  for (const url of urls.slice(progress.files)) {
    context.assertHeld();
    const chunk = await ports.mirakl.exportChunk(url);
    context.served(chunk.orders.flatMap((order) => (order.orderId === null ? [] : [order.orderId])));
    for (let start = 0; start < chunk.orders.length; start += pageSize) {
      await persistAndLook(context, { orders: chunk.orders.slice(start, start + pageSize), raw: chunk.raw });
    }
    await note({ files: progress.files + 1, read: progress.read + chunk.orders.length });
    ports.log.info({ read: progress.read, of: progress.total }, 'backlog read');
  }
  if (end < progress.to) return note({ from: end, trackingId: null, files: 0 });
  context.assertHeld();
  await watermark.advance(new Date(progress.to), { moved: true });
}

/** The files of the export, once it is made; null when Mirakl says that it failed or forgot it, so that a new one is asked for. */
async function ready(
  context: WalkContext,
  progress: ExportProgress,
  end: string,
  started: (trackingId: string) => Promise<void>,
): Promise<string[] | null> {
  const { ports } = context;
  let trackingId = progress.trackingId;
  if (trackingId === null) {
    context.assertHeld();
    ({ trackingId } = await ports.mirakl.exportOrders({
      startUpdateDate: progress.from,
      endUpdateDate: end,
    }));
    await started(trackingId);
  }
  for (;;) {
    context.assertHeld();
    try {
      const { state, urls } = await ports.mirakl.exportStatus(trackingId);
      if (state === 'COMPLETED') return urls;
      if (state === 'FAILED') return null;
    } catch (error) {
      if (error instanceof OperatingError && error.code === 'mirakl.not-found') return null;
      throw error;
    }
    await context.pause(askEvery);
  }
}

function endOfRange({ from, to }: ExportProgress): string {
  const longest = new Date(Date.parse(from) + longestRange).toISOString();
  return longest < to ? longest : to;
}
