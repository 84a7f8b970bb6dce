/** One census under way: its report, and how far it has come, which move together or not at all. */
import type { Operation } from '../../../dataverse/client.ts';
import type { Offer } from '../../../mirakl/client.ts';
import { isKeyClash, isStale, refused } from '../../answers.ts';
import { LeaseLost } from '../../lease.ts';
import { dataverseTime } from '../../time.ts';
import type {
  CensusCheckpoint,
  CensusProgress,
  Judged as Reached,
  RunningCensus,
} from './census-progress.ts';
import { CensusReport, reportColumns, type ReportRow } from './census-report.ts';
import { lane, type CensusContext } from './census-side.ts';
import type { Judged } from './judge-listings.ts';
import { createEach, creations } from './new-listings.ts';
import { repair } from './repair.ts';

/** For what is on its way from a change in Dynamics to the marketplace, beside two files. */
const onTheWay = 5 * 60_000;
/** Absent offers are asked for by name, so many at most; where one of them is there, none is taken for gone unasked. */
const mostAsked = 20;

export class CensusWork {
  readonly context: CensusContext;
  readonly running: RunningCensus;
  readonly report: CensusReport;
  readonly #checkpoint: CensusCheckpoint;
  readonly #rowPath: string;
  readonly #note: (step: string, done: number) => void;
  #reached: Reached;
  #done = 0;
  #asked = 0;
  /** An offer is there that the export does not have. */
  #exportLost = false;

  private constructor(
    context: CensusContext,
    running: RunningCensus,
    with_: { checkpoint: CensusCheckpoint; report: CensusReport; note: (step: string, done: number) => void },
  ) {
    this.context = context;
    this.running = running;
    this.report = with_.report;
    this.#checkpoint = with_.checkpoint;
    this.#rowPath = rowPath(context, running);
    this.#note = with_.note;
    this.#reached = running.judged;
  }

  static async open(
    context: CensusContext,
    running: RunningCensus,
    with_: { checkpoint: CensusCheckpoint; note: (step: string, done: number) => void },
  ): Promise<CensusWork> {
    context.assertHeld();
    const path = `${rowPath(context, running)}?$select=${reportColumns.join(',')}`;
    const answer = await context.ports.dataverse.send({ method: 'GET', path }, lane);
    if (answer.error && answer.status !== 404) throw refused(answer.error);
    const report = new CensusReport(answer.error ? null : (answer.body as ReportRow));
    return new CensusWork(context, running, { ...with_, report });
  }

  get reached(): Reached {
    return this.#reached;
  }

  /** A target may be so young that no file can have had it. While all listings are walked through, each may be. */
  get freshSince(): string {
    const { side, policy } = this.context;
    if (side.stock.status().sweep !== null) return new Date(0).toISOString();
    const span = 2 * policy.everyMs + onTheWay;
    return new Date(Date.parse(this.running.exportedOn) - span).toISOString();
  }

  step(step: string): void {
    this.#done = 0;
    this.#note(step, 0);
    this.context.ports.log.info({ scope: this.running.scope }, `census: ${step}`);
  }

  behind(count: number): void {
    this.#done += count;
    this.#note('', this.#done);
  }

  count(judged: readonly Judged[]): void {
    for (const { judgement, row, offer, target } of judged) {
      if (judgement === 'nothing') continue;
      this.report.note(judgement, {
        sku: row.mpb_sku ?? '',
        dynamics: target,
        confirmed: row.mpb_published,
        marketplace: offer,
      });
    }
  }

  /**
   * Absent from the export, and there all the same: the export lost it, or it is new; nothing is said of it. An export
   * that lost something must not end listings.
   */
  async reallyMissing(judged: readonly Judged[]): Promise<Judged[]> {
    const real: Judged[] = [];
    for (const one of judged) {
      const isMissing = typeof one.judgement !== 'string' && one.judgement.class === 'missing';
      if (!isMissing || (await this.#isGone(one.row.mpb_sku ?? ''))) real.push(one);
    }
    return real;
  }

  async #isGone(sku: string): Promise<boolean> {
    if (this.#asked >= mostAsked) return !this.#exportLost;
    this.#asked += 1;
    this.context.assertHeld();
    const isThere = (await this.context.ports.mirakl.offer(sku)) !== null;
    this.#exportLost ||= isThere;
    return !isThere;
  }

  repair(judged: readonly Judged[]): Promise<void> {
    return repair(this.context, judged, this.running.exportedOn);
  }

  /** The report first: what it names may be repaired twice, but nothing is repaired that it does not name. */
  async reach(reached: Reached): Promise<void> {
    await this.#move(this.#progressAt(reached), {});
  }

  /** New offers become listings and stand on the report, or neither. */
  async make(offers: readonly Offer[], reached: Reached): Promise<void> {
    const writes = await creations(this.context, offers);
    for (const { sku, quantity } of offers) {
      this.report.note(
        { class: 'unknown-sku' },
        { sku, dynamics: null, confirmed: null, marketplace: quantity },
      );
    }
    await this.#move(this.#progressAt(reached), {}, writes);
  }

  #progressAt(reached: Reached): CensusProgress {
    this.#reached = reached;
    return { ...this.#checkpoint.progress, running: { ...this.running, judged: reached } };
  }

  async finish(): Promise<void> {
    const { exportedOn, scope } = this.running;
    const { progress } = this.#checkpoint;
    const finishedOn = dataverseTime(this.context.ports.clock.now());
    const { counts } = this.report;
    const last = { scope, finishedOn, offers: counts.mpb_offers, differences: this.report.differences };
    await this.#move(
      {
        lastOn: exportedOn,
        everythingOn: scope === 'everything' ? exportedOn : progress.everythingOn,
        last,
        running: null,
      },
      { mpb_finishedon: finishedOn },
    );
    this.context.ports.log.info({ ...last, ...counts }, 'census: finished');
  }

  async #move(to: CensusProgress, more: object, writes: readonly Operation[] = []): Promise<void> {
    const { ports, marketplace, assertHeld } = this.context;
    const { scope, startedOn, exportedOn } = this.running;
    assertHeld();
    const [answer] = await ports.dataverse.batch(
      [
        {
          changeSet: [
            this.#checkpoint.move(to),
            {
              method: 'PATCH',
              path: this.#rowPath,
              body: {
                mpb_name: `Census ${dataverseTime(exportedOn)}`,
                mpb_scope: scope === 'everything' ? 'Everything' : 'What changed there',
                mpb_startedon: dataverseTime(startedOn),
                mpb_exportedon: dataverseTime(exportedOn),
                'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${marketplace.id})`,
                ...this.report.columns(),
                ...more,
              },
            },
            ...writes,
          ],
        },
      ],
      lane,
    );
    if (answer === undefined || !('changeSet' in answer)) throw new Error('a change set is answered as one');
    if (answer.error) {
      const isTaken = isStale(answer.error) || isKeyClash(answer.error);
      if (isTaken && writes.length > 0 && answer.error.operation !== 0) {
        // One of them is there already: somebody made it meanwhile.
        await createEach(this.context, writes);
        return this.#move(to, more);
      }
      if (isStale(answer.error)) throw new LeaseLost('another copy went on with the census');
      throw refused(answer.error);
    }
    this.#checkpoint.moved(answer.changeSet[0], to);
  }
}

function rowPath({ marketplace }: CensusContext, { trackingId }: RunningCensus): string {
  return `mpb_censuses(${marketplace.ids.id('census', trackingId)})`;
}
