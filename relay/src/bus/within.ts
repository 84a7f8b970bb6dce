/**
 * A limit to any wait. The client's own promises may never settle: a hung receive, a settlement after a drop, a close on
 * a frozen connection (service-bus.md 3 and 5.7).
 */
import type { Clock } from '../clock.ts';

export class OutOfTime extends Error {
  override readonly name = 'OutOfTime';

  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

/** What `work` becomes, or `OutOfTime`; `work` itself goes on, and what becomes of it later is nobody's business. */
export async function within<Result>(
  clock: Pick<Clock, 'sleep'>,
  ms: number,
  work: Promise<Result>,
): Promise<Result> {
  const settled = new AbortController();
  const over = clock.sleep(ms, settled.signal).then((): never => {
    throw new OutOfTime(ms);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    settled.abort();
  }
}
