/**
 * How many records a cause holds up now, counted behind whatever opened or closed some of its exceptions. A relay that
 * dies in between leaves a count that is no longer true: `Recounts` compares all of them with the exceptions now and then,
 * in the heartbeat's own request.
 */
import type { BatchAnswer, Operation } from '../../dataverse/client.ts';
import { isSharedCause } from '../../domain/cause-key.ts';
import { allRows } from '../all-rows.ts';
import { rowsOf } from '../answers.ts';
import { openExceptions, type CauseRow, type CauseWrite } from './cause-rows.ts';
import { countsOf, tallied, type CauseContext, type OpenException, type Tally } from './tally.ts';

/** Counts these causes again; a row is written only where its count is another one. */
export async function recount(context: CauseContext, causeKeys: Iterable<string>): Promise<void> {
  const keys = [...causeKeys].filter(isSharedCause);
  if (keys.length > 0) await tallied(context, keys, corrected);
}

function corrected({ row, open }: Tally, now: string): CauseWrite | null {
  return (row?.mpb_open ?? 0) === open ? null : { mpb_open: open, mpb_countedon: now };
}

const everyMs = 5 * 60_000;

/** The comparison of all counts with all open exceptions; at the start, and every five minutes. */
export class Recounts {
  #next = -Infinity;

  /** Travels with other reads; the answers go to `act`. */
  queries({ marketplace, ports }: CauseContext): Operation[] {
    if (ports.clock.monotonic() < this.#next) return [];
    return [
      { method: 'GET', path: openExceptions(marketplace, ' and _mpb_causeid_value ne null') },
      {
        method: 'GET',
        path: `mpb_causes?$select=mpb_causekey,mpb_open&$filter=_mpb_marketplaceid_value eq ${marketplace.id} and mpb_open gt 0`,
      },
    ];
  }

  async act(context: CauseContext, answers: readonly BatchAnswer[]): Promise<void> {
    if (answers.length === 0) return;
    this.#next = context.ports.clock.monotonic() + everyMs;
    const counts = countsOf(await allRows<OpenException>(context.ports, answers[0], 'due'));
    const written = new Map(
      rowsOf<CauseRow>(answers[1]).map((row) => [row.mpb_causekey ?? '', row.mpb_open ?? 0]),
    );
    const keys = new Set([...counts.keys(), ...written.keys()]);
    await recount(
      context,
      [...keys].filter((key) => (counts.get(key) ?? 0) !== (written.get(key) ?? 0)),
    );
  }
}
