/**
 * One copy's time of leading: the order in which things are done. Answers first; then, while the slot of the file is
 * open, what changed is read, planned and sent at once; while it is shut, the walk through all listings goes on.
 */
import { dataverseTime } from '../time.ts';
import { mustSucceed, refused, rowsOf } from '../answers.ts';
import { Slot } from '../slot.ts';
import { askFiles } from './answers.ts';
import { isCrowded, whenCrowded } from './crowded.ts';
import { fileWrite } from './file-rows.ts';
import { dueListings } from './listing-rows.ts';
import { planDirty, planPage, sweepPage } from './planning.ts';
import { progressOf, resolution, resolvable, sendFile } from './sending.ts';
import { lookAtFreshness, newestChange } from './source-freshness.ts';
import { sourceOf } from './sources/source.ts';
import type { StockContext } from './stock-context.ts';
import { planAnew, walkAll, type StockState } from './stock-state.ts';
import { mappings } from './followed-tables.ts';
import { digestOf, followTables, takeOver } from './take-over.ts';
import { mostFromSweep } from './waiting-lines.ts';

/** Files that the marketplace may have at once; more would only queue there. */
const mostAwaited = 5;
const pollEvery = 15_000;
const pollEveryWhenIdle = 30_000;
/** Readings without news after which it is quiet. */
const soonIdle = 8;
const dueAtOnce = 500;
/** Links that moved without a file are written so often: they last for a week (dataverse.md 6). */
const linksEvery = 15 * 60_000;
/** A sweep stops so long before the slot opens, ms: what changed is read right when it does. */
const beforeFile = 3_000;
/** While the slot is open a sweep goes on for so long before what changed is looked at again, ms. */
const sweepFor = 1_000;

export class StockSession {
  readonly state: StockState;
  #context: StockContext;
  #nextPoll = 0;
  #quietPolls = 0;
  #linksWrittenAt: number;
  #walkNotBefore = 0;
  #trouble: string | null = null;

  private constructor(context: StockContext, state: StockState) {
    this.#context = context;
    this.state = state;
    this.#linksWrittenAt = context.ports.clock.monotonic();
  }

  static async begin(
    context: StockContext,
    kept: Pick<StockState, 'dirty' | 'syncRun'>,
  ): Promise<StockSession> {
    return new StockSession(context, await takeOver(context, kept));
  }

  get context(): StockContext {
    return this.#context;
  }

  get trouble(): string | null {
    return this.#trouble;
  }

  /** The marketplace as it is set up now. */
  async adopt(context: StockContext): Promise<void> {
    const { state } = this;
    const isSameSource = context.policy.source === this.#context.policy.source;
    // How fresh the source before it was says nothing of another one.
    const newestOn = isSameSource
      ? state.newestChangeOn
      : await newestChange(context, sourceOf(context.policy));
    this.#context = context;
    const digest = digestOf(context);
    if (digest === state.policy) return;
    state.policy = digest;
    state.newestChangeOn = newestOn;
    walkAll(state, { kind: 'differences', relink: false });
    followTables(context, state, state.deltas.links);
  }

  /** Somebody else leads, or nothing may be sent now: what waits is planned anew by whoever goes on. */
  drop(): void {
    const { state } = this;
    planAnew(state, [...state.waiting.values()], { unsure: false });
  }

  /** The next reading is not waited for. */
  pollNow(): void {
    this.#nextPoll = 0;
    this.#quietPolls = 0;
  }

  /** Does what is due now; answers how many milliseconds there is nothing to do. */
  async work(): Promise<number> {
    const { state } = this;
    const context = this.#context;
    const { clock } = context.ports;
    await this.#settleDoubt();
    await state.slot.know();
    const began = clock.monotonic();
    this.#trouble = await askFiles(context, state, () => this.#hasTime(began));
    if (state.slot.wait === 0 && state.files.awaited < mostAwaited) {
      if (this.#mayPoll || this.#hasWork) await this.#putTogether();
    } else if (this.#mayWalk && this.#hasTime(began)) {
      await this.#walk();
    }
    await this.#keep();
    await this.#count();
    lookAtFreshness(context, state);
    await state.exceptions.write(context);
    return this.#wait(clock.monotonic());
  }

  async #putTogether(): Promise<void> {
    const { state } = this;
    const context = this.#context;
    const began = context.ports.clock.monotonic();
    await this.#poll();
    await planDirty(context, state);
    const polled = context.ports.clock.monotonic();
    while (state.waiting.fromChanges === 0 && this.#mayWalk && this.#hasTime(began)) await this.#walk();
    if (context.ports.clock.monotonic() > polled && state.waiting.size > 0) {
      // What sold out while pages were read is not left behind.
      await this.#poll();
      await planDirty(context, state);
    }
    if (state.waiting.size > 0) await sendFile(context, state);
  }

  async #walk(): Promise<void> {
    try {
      await planPage(this.#context, this.state);
    } catch (error) {
      if (!isCrowded(error)) throw error;
      this.#walkNotBefore = this.#context.ports.clock.monotonic() + whenCrowded;
    }
  }

  /** For what can wait, in a turn that began at `began`. */
  #hasTime(began: number): boolean {
    const { slot } = this.state;
    if (slot.wait > 0) return slot.wait > beforeFile;
    return this.#context.ports.clock.monotonic() - began < sweepFor;
  }

  get #mayPoll(): boolean {
    return this.#nextPoll <= this.#context.ports.clock.monotonic();
  }

  get #hasWork(): boolean {
    const { dirty, waiting } = this.state;
    return dirty.size > 0 || waiting.size > 0 || this.#mayWalk;
  }

  get #mayWalk(): boolean {
    const { sweep, waiting, files } = this.state;
    return (
      sweep !== null &&
      waiting.roomForSweep(sweepPage) &&
      // Not faster than the listings can be told of it.
      files.untold <= mostFromSweep &&
      this.#walkNotBefore <= this.#context.ports.clock.monotonic()
    );
  }

  /** Reads what changed right before it is planned, so that no line is older than its file. */
  async #poll(): Promise<void> {
    const { state } = this;
    const { ports, marketplace } = this.#context;
    const now = ports.clock.now();
    state.readOn = now.toISOString();
    const news = await state.deltas.read([dueListings(marketplace.id, dataverseTime(now), dueAtOnce)]);
    for (const { mpb_listingid: id } of rowsOf<{ mpb_listingid: string }>(news.others[0])) {
      state.dirty.listing(id, {});
    }
    for (const [id, on] of state.again.take(now)) state.dirty.listing(id, { changedOn: on });
    if (news.begun.size > 0) {
      // What people mapped before is not told of any more.
      walkAll(state, { kind: 'everything', relink: news.begun.has(mappings) });
    }
    if (state.dirty.overflows) {
      const relink = state.dirty.forget();
      walkAll(state, { kind: 'differences', relink });
    }
    this.#quietPolls = news.rows === 0 ? this.#quietPolls + 1 : 0;
    this.#nextPoll = ports.clock.monotonic() + (this.#quietPolls > soonIdle ? pollEveryWhenIdle : pollEvery);
  }

  /** A change set whose fate is not known: nothing of it was sent, whatever stands in the row. */
  async #settleDoubt(): Promise<void> {
    const { state } = this;
    const { ports, marketplace, assertHeld } = this.#context;
    if (state.doubt === null) return;
    const { rowId } = state.doubt;
    const notSent = {
      mpb_trouble: 'Not sent: Dynamics did not answer',
      mpb_answeredon: dataverseTime(ports.clock.now()),
    };
    assertHeld();
    const [progress, file] = await ports.dataverse.batch(
      [state.checkpoint.query, ...(rowId === null ? [] : [fileWrite(rowId, 'refused', notSent)])],
      'intents',
    );
    if (progress === undefined || 'changeSet' in progress) throw new Error('a read is not a change set');
    if (file?.error && file.error.status !== 404) throw refused(file.error);
    state.checkpoint.read(progress);
    state.slot = new Slot(ports, {
      slotId: marketplace.ids.id('slot', 'STO01'),
      operation: 'STO01',
      marketplaceId: marketplace.id,
    });
    state.doubt = null;
  }

  /** What no file was due for is written now and then: how far the reading came, and files that are dealt with. */
  async #keep(): Promise<void> {
    const { state } = this;
    const { ports, assertHeld } = this.#context;
    const now = ports.clock.monotonic();
    const freed = resolvable(state, new Set());
    if (freed.length > 0) {
      assertHeld();
      const writes = freed.map((file) => resolution(file, ports.clock.now()));
      for (const answer of await ports.dataverse.batch(writes, 'due')) mustSucceed(answer);
      state.owed = state.owed.filter((file) => !freed.includes(file));
    }
    const to = progressOf(state);
    const stands = state.checkpoint.progress;
    const begins = stands.policy === null || (stands.sweep !== null && to.sweep === null);
    const turns = begins || to.policy !== stands.policy;
    if (!state.checkpoint.moves(to) || (!turns && now - this.#linksWrittenAt < linksEvery)) return;
    assertHeld();
    if (!(await state.checkpoint.write(ports, to))) state.doubt ??= { rowId: null };
    this.#linksWrittenAt = now;
  }

  /** What the hour brought so far. */
  async #count(): Promise<void> {
    const { ports, marketplace, assertHeld } = this.#context;
    const now = ports.clock.now();
    const { syncRun } = this.state;
    const owed = syncRun.pending(now, marketplace);
    if (owed.length === 0) return;
    assertHeld();
    const [answer] = await ports.dataverse.batch(owed, 'due');
    syncRun.answered(answer, now);
  }

  #wait(now: number): number {
    const { state } = this;
    const asks = state.files.open.map(({ askAt }) => askAt - now);
    const opens = state.slot.wait;
    const waits = [...asks];
    if (state.files.awaited < mostAwaited) {
      const more = state.dirty.size > 0 || state.waiting.size > 0;
      waits.push(Math.max(opens, more ? 0 : this.#nextPoll - now));
    }
    if (this.#mayWalk && (opens === 0 || opens > beforeFile)) waits.push(0);
    if (state.sweep !== null) waits.push(Math.max(1_000, this.#walkNotBefore - now));
    return Math.max(50, Math.min(...waits));
  }
}
