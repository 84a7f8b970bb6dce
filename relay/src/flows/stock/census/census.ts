/**
 * The census of one marketplace, run by whichever copy leads: now and then both sides are compared whole, whatever was
 * sent and confirmed, and each difference is reported with its class and repaired. It waits until the orders up to the
 * export are in Dynamics, so that what customers bought is never taken for somebody's hand.
 */
import type { StockPolicy } from '../../../domain/stock/policy.ts';
import { OperatingError } from '../../../errors.ts';
import { isStale, refused } from '../../answers.ts';
import { LeaseLost } from '../../lease.ts';
import type { Marketplace, Shop } from '../../marketplace/marketplace.ts';
import { patient } from '../../patience.ts';
import type { Ports } from '../../ports.ts';
import {
  CensusCheckpoint,
  nothingJudged,
  type CensusProgress,
  type RunningCensus,
} from './census-progress.ts';
import { lane, type CensusContext, type CensusSide } from './census-side.ts';
import type { CensusStatus } from './census-status.ts';
import { CensusWork } from './census-work.ts';
import { judgeChanges } from './judge-changes.ts';
import { judgeEverything, loadOffers, type LoadedOffers } from './judge-everything.ts';
import { isWithoutListings } from './listing-pages.ts';
import { policyOf } from './policy-in-force.ts';
import { OffersExport } from './offers-export.ts';
import { dueCensus } from './schedule.ts';

const lookEvery = 60_000;
const soonest = 1_000;
const whileNotLeading = 15_000;
const forOrders = 5_000;
const afterTrouble = 15_000;
/** An export that is not made by then never will be. */
const longest = 12 * 60 * 60_000;
/** Its files are no longer kept, or hold no offers: read again, they are what they were. */
const endsExport: ReadonlySet<string> = new Set(['mirakl.not-found', 'mirakl.unreadable']);
/** An export that was done before it was asked for is an older one; when that was begun nobody says. */
const olderBy = 15 * 60_000;
const clockGrain = 5_000;

interface Session {
  readonly marketplaceId: string;
  readonly checkpoint: CensusCheckpoint;
  readonly offersExport: OffersExport;
  /** The checkpoint is as Dynamics has it. */
  isKnown: boolean;
  isWithoutListings: boolean | null;
  ready: Ready | null;
}

interface Ready {
  readonly trackingId: string;
  readonly urls: readonly string[];
  readonly readyOn: Date;
  loaded: LoadedOffers | null;
}

export class Census {
  readonly #ports: Ports;
  readonly #shop: Shop;
  readonly #side: CensusSide;
  readonly #stop = new AbortController();
  #session: Session | null = null;
  /** How often somebody asked for one, and how many of those had asked when the last was begun. */
  readonly #wanted = { asks: 0, met: 0 };
  #hold: string | null = null;
  #trouble: string | null = null;
  #nextOn: string | null = null;
  #step = { step: '', done: 0 };

  constructor(ports: Ports, shop: Shop, side: CensusSide) {
    this.#ports = {
      ...ports,
      dataverse: patient(ports.dataverse, (milliseconds) => this.#pause(milliseconds)),
    };
    this.#shop = shop;
    this.#side = side;
  }

  /** Until `stop`. Trouble outside is logged, waited out and tried again. */
  async run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const wait = await this.tick();
      await this.#ports.clock.sleep(wait, this.#stop.signal).catch(() => undefined);
    }
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Somebody wants to know what the marketplace has, the sooner the better. */
  soon(): void {
    this.#wanted.asks += 1;
  }

  /** Does what is due now; answers how many milliseconds there is nothing to do. */
  async tick(): Promise<number> {
    try {
      const wait = await this.#work();
      this.#trouble = null;
      return wait;
    } catch (error) {
      if (this.#stop.signal.aborted) return soonest;
      if (error instanceof LeaseLost) {
        this.#session = null;
        return soonest;
      }
      if (!(error instanceof OperatingError)) throw error;
      this.#trouble = error.message;
      this.#ports.log.warn(
        { code: error.code, message: error.message },
        'census: trouble outside; tried again',
      );
      // Whether what was under way was written is read again; what was loaded stays.
      if (this.#session !== null) this.#session.isKnown = false;
      return Math.max(error.retryAfterMs ?? 0, afterTrouble);
    }
  }

  status(): CensusStatus {
    const progress = this.#session?.checkpoint.progress;
    const running = progress?.running ?? null;
    return {
      running:
        running === null ? null : { scope: running.scope, startedOn: running.startedOn, ...this.#step },
      last: progress?.last ?? null,
      nextOn: this.#nextOn,
      hold: this.#hold,
      trouble: this.#trouble,
    };
  }

  async #work(): Promise<number> {
    const { leadership } = this.#side;
    const marketplace = leadership.held ? this.#side.marketplace() : null;
    if (marketplace === null) {
      this.#session = null;
      return whileNotLeading;
    }
    const policy = policyOf(marketplace);
    this.#hold = typeof policy === 'string' ? policy : null;
    if (typeof policy === 'string') return lookEvery;
    const context = this.#context(marketplace, policy);
    const session = await this.#open(context);
    const { running } = session.checkpoint.progress;
    return running === null ? this.#begin(context, session) : this.#goOn(context, session, running);
  }

  #context(marketplace: Marketplace, policy: StockPolicy): CensusContext {
    return {
      ports: this.#ports,
      marketplace,
      policy,
      side: this.#side,
      outcomeUnknown: () => {
        this.soon();
      },
      assertHeld: () => {
        this.#stop.signal.throwIfAborted();
        this.#side.leadership.assertHeld();
      },
    };
  }

  async #open({ ports, marketplace }: CensusContext): Promise<Session> {
    const { ids } = this.#shop;
    let session = this.#session;
    if (session?.marketplaceId !== marketplace.id) {
      const at = { checkpointId: ids.id('checkpoint', 'stock-census'), marketplaceId: marketplace.id };
      session = {
        marketplaceId: marketplace.id,
        checkpoint: new CensusCheckpoint(at),
        offersExport: new OffersExport(ports, { ids, marketplaceId: marketplace.id }),
        isKnown: false,
        isWithoutListings: null,
        ready: null,
      };
      this.#session = session;
    }
    if (!session.isKnown) {
      session.checkpoint.read(await ports.dataverse.send(session.checkpoint.query, lane));
      session.isKnown = true;
    }
    return session;
  }

  async #begin(context: CensusContext, session: Session): Promise<number> {
    const { checkpoint, offersExport } = session;
    const { lastOn, everythingOn } = checkpoint.progress;
    if (lastOn === null && !checkpoint.isKnown)
      session.isWithoutListings ??= await isWithoutListings(context);
    const due = dueCensus(
      {
        lastOn,
        everythingOn,
        undiscovered: checkpoint.isKnown || (session.isWithoutListings ?? false),
        asked: this.#wanted.asks > this.#wanted.met,
        mayExportAll: await offersExport.mayExportAll(),
      },
      context.policy.quietHours,
      this.#ports.clock.now(),
    );
    const now = this.#ports.clock.now();
    if (due.kind === 'later') {
      this.#nextOn = due.on.toISOString();
      return Math.min(lookEvery, Math.max(afterTrouble, due.on.getTime() - now.getTime()));
    }
    context.assertHeld();
    const { asks } = this.#wanted;
    const started = await offersExport.start(due.since);
    if (started === null) return afterTrouble;
    this.#wanted.met = asks;
    this.#nextOn = null;
    this.#step = { step: 'waits for the export of the marketplace', done: 0 };
    await this.#write(context, session, {
      ...checkpoint.progress,
      running: {
        scope: due.scope,
        since: due.since,
        startedOn: now.toISOString(),
        exportedOn: now.toISOString(),
        trackingId: started.trackingId,
        judged: nothingJudged,
      },
    });
    return 10 * soonest;
  }

  async #goOn(context: CensusContext, session: Session, running: RunningCensus): Promise<number> {
    if (session.ready?.trackingId !== running.trackingId) {
      const wait = await this.#await(context, session, running);
      if (wait > 0) return wait;
    }
    const { ready, checkpoint } = session;
    if (ready === null) return soonest;
    const until = this.#side.ordersReadUntil();
    if (until === null || Date.parse(until) < ready.readyOn.getTime()) return forOrders;
    // As it may have been dated back.
    const now = checkpoint.progress.running ?? running;
    const note = (step: string, done: number): void => {
      this.#step = { step: step === '' ? this.#step.step : step, done };
    };
    const work = await CensusWork.open(context, now, { checkpoint, note });
    try {
      if (now.scope === 'changes') await judgeChanges(work, ready.urls);
      else {
        ready.loaded ??= await loadOffers(work, ready.urls);
        await judgeEverything(work, ready.loaded, ready.urls);
      }
    } catch (error) {
      if (!(error instanceof OperatingError) || !endsExport.has(error.code)) throw error;
      return this.#drop(context, session, error.message);
    }
    await work.finish();
    session.ready = null;
    return soonest;
  }

  /** 0: the export is made. */
  async #await(context: CensusContext, session: Session, running: RunningCensus): Promise<number> {
    const { clock } = this.#ports;
    context.assertHeld();
    const state = await session.offersExport.look(running.trackingId);
    const isTooOld = clock.now().getTime() - Date.parse(running.startedOn) > longest;
    if (state.kind === 'gone' || (state.kind === 'waiting' && isTooOld))
      return this.#drop(context, session, 'the marketplace made none, or lost it');
    if (state.kind === 'waiting') return state.milliseconds;
    const { urls, updatedOn } = state;
    session.ready = { trackingId: running.trackingId, urls, readyOn: clock.now(), loaded: null };
    if (updatedOn !== null && Date.parse(updatedOn) < Date.parse(running.exportedOn) - clockGrain) {
      const exportedOn = new Date(Date.parse(updatedOn) - olderBy).toISOString();
      const { progress } = session.checkpoint;
      await this.#write(context, session, { ...progress, running: { ...running, exportedOn } });
    }
    return 0;
  }

  /** Asked for again when its time comes. */
  async #drop(context: CensusContext, session: Session, why: string): Promise<number> {
    this.#ports.log.warn({ message: why }, 'census: there is no use in the export; another is asked for');
    session.ready = null;
    await this.#write(context, session, { ...session.checkpoint.progress, running: null });
    return lookEvery;
  }

  async #write(context: CensusContext, { checkpoint }: Session, to: CensusProgress): Promise<void> {
    context.assertHeld();
    const answer = await context.ports.dataverse.send(checkpoint.move(to), lane);
    if (answer.error && isStale(answer.error)) throw new LeaseLost('another copy went on with the census');
    if (answer.error) throw refused(answer.error);
    checkpoint.moved(answer, to);
  }

  async #pause(milliseconds: number): Promise<void> {
    await this.#ports.clock.sleep(milliseconds, this.#stop.signal);
    this.#side.leadership.assertHeld();
  }
}
