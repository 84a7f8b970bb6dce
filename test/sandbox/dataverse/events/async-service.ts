/**
 * The asynchronous service (dataverse.md 11, TENANT 15 and 16): a committed write that an enabled step stands on becomes a
 * system job, which posts the context some seconds later. It promises no order and no single delivery.
 */
import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../../clock.ts';
import type { StepModel } from '../components.ts';
import type { Engine } from '../engine.ts';
import type { SandboxRules, WriteContext } from '../hooks.ts';
import { asyncDelay, type DelayProfile } from '../profiles/async-delay.ts';
import { remoteContext } from './context.ts';
import { postingEndpoint } from './endpoint-row.ts';
import { buildMessage, type Stripping } from './message.ts';
import type { Occurrence } from './occurrence.ts';
import type { EndpointPoster, PostResult } from './poster.ts';

export interface EventOptions {
  poster: EndpointPoster;
  /** How long jobs take to start: a profile, or milliseconds for each job. Default: immediate. */
  delay?: DelayProfile | (() => number);
  seed?: number;
  /** Default: `orgsandbox`. */
  organizationName?: string;
  /** Minutes by which OperationCreatedOn is off (dataverse.md 11, "DATE TRAP"); default 0, as today's cloud. */
  operationOffset?: number;
  /** How a context that is too large loses its parts; default `emptied`. */
  stripping?: Stripping;
  /** Milliseconds before each further attempt at a queue; after the last one it stays at that. */
  retryGaps?: readonly number[];
}

export interface AsyncJob {
  id: string;
  /** Name of the step. */
  step: string;
  table: string;
  recordId: string;
  state: 'waiting' | 'in-progress' | 'succeeded' | 'failed';
  /** Posts made so far. */
  attempts: number;
  createdOn: number;
  /** When it runs next, while it waits. */
  runsOn: number;
}

/** "Growing delay", of which no figure is published. */
const RETRY_GAPS = [10_000, 30_000, 60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000];
/** Before the one retry of a webhook; not documented either. */
const WEBHOOK_GAP = 5_000;
const ENABLED_STATE = 0;
/** Milliseconds. */
const LONG = 5_000;

export class AsyncService {
  /** Jobs that have not been deleted: a succeeded one of a step with AsyncAutoDelete is (solution.md 3.14). */
  readonly jobs = new Map<string, AsyncJob>();
  readonly #clock: SandboxClock;
  readonly #options: EventOptions;
  readonly #delay: () => number;
  readonly #running = new Set<Promise<void>>();
  #engine: Engine | undefined;
  #steps: readonly StepModel[] | undefined;
  #byEvent = new Map<string, StepModel[]>();

  constructor(clock: SandboxClock, options: EventOptions) {
    this.#clock = clock;
    this.#options = options;
    const { delay = 'immediate', seed } = options;
    this.#delay = typeof delay === 'function' ? delay : asyncDelay(delay, seed);
  }

  attach(engine: Engine): void {
    this.#engine = engine;
  }

  readonly rules: SandboxRules = {
    name: 'events',
    afterWrite: (context) => {
      this.#look(context);
    },
  };

  /** Resolves when every job has ended that does not wait for another attempt. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #look(context: WriteContext): void {
    const engine = this.#engine;
    if (!engine) return;
    const steps = this.#stepsOf(engine, context);
    if (!steps) return;
    for (const step of steps) {
      if (!stands(engine, step, context)) continue;
      const { table, id, before, changed, caller } = context;
      // Rules that ran before may have written the row again in the same operation.
      const after = context.kind === 'delete' ? undefined : (engine.get(table.name, id) ?? context.row);
      const occurrence: Occurrence = { step, table, id, before, after, changed, caller, at: engine.now() };
      engine.store.afterCommit(() => {
        this.#fire(engine, occurrence);
      });
    }
  }

  #stepsOf(engine: Engine, { kind, table }: WriteContext): readonly StepModel[] | undefined {
    if (engine.model.steps !== this.#steps) {
      this.#steps = engine.model.steps;
      this.#byEvent = new Map();
      for (const step of this.#steps ?? []) {
        const key = `${step.message.toLowerCase()} ${step.table}`;
        this.#byEvent.set(key, [...(this.#byEvent.get(key) ?? []), step]);
      }
    }
    return this.#byEvent.size === 0 ? undefined : this.#byEvent.get(`${kind} ${table.name}`);
  }

  #fire(engine: Engine, occurrence: Occurrence): void {
    const now = this.#clock.now();
    const delay = this.#delay();
    const job: AsyncJob = {
      id: randomUUID(),
      step: occurrence.step.name,
      table: occurrence.table.name,
      recordId: occurrence.id,
      state: 'waiting',
      attempts: 0,
      createdOn: now,
      runsOn: now + delay,
    };
    this.jobs.set(job.id, job);
    this.#start(engine, job, occurrence);
  }

  /** One attempt at its time. An attempt that waits for outside trouble to pass is none of what `idle` waits for. */
  #start(engine: Engine, job: AsyncJob, occurrence: Occurrence): void {
    const run = this.#attempt(engine, job, occurrence).finally(() => this.#running.delete(run));
    if (job.attempts === 0) this.#running.add(run);
  }

  async #attempt(engine: Engine, job: AsyncJob, occurrence: Occurrence): Promise<void> {
    // Nobody waits for a job of minutes: it must not keep a process that has ended otherwise.
    const wait = job.runsOn - this.#clock.now();
    await this.#clock.sleep(wait, job.attempts > 0 || wait > LONG);
    job.state = 'in-progress';
    job.attempts += 1;
    const { contract, result } = await this.#post(engine, occurrence);
    if (result === 'ok') {
      job.state = 'succeeded';
      if (occurrence.step.asyncAutoDelete) this.jobs.delete(job.id);
      return;
    }
    const gap = result === 'retry' ? this.#gap(contract, job.attempts) : undefined;
    if (gap === undefined) {
      job.state = 'failed';
      return;
    }
    job.state = 'waiting';
    job.runsOn = this.#clock.now() + gap;
    this.#start(engine, job, occurrence);
  }

  /** A webhook gets one more chance, a queue as many as it takes. */
  #gap(contract: string, attempts: number): number | undefined {
    if (contract === 'webhook') return attempts === 1 ? WEBHOOK_GAP : undefined;
    const gaps = this.#options.retryGaps ?? RETRY_GAPS;
    return gaps[Math.min(attempts, gaps.length) - 1];
  }

  async #post(engine: Engine, occurrence: Occurrence): Promise<{ contract: string; result: PostResult }> {
    const endpoint = postingEndpoint(engine, occurrence.step.endpointId);
    if (!endpoint) return { contract: '', result: 'failed' };
    const { organizationName = 'orgsandbox', operationOffset = 0, stripping = 'emptied' } = this.#options;
    const context = remoteContext({ schema: engine.schema, database: engine }, occurrence, {
      organizationName,
      operationOffset,
    });
    const message = buildMessage(endpoint.contract, context, occurrence, { organizationName, stripping });
    if (!message) return { contract: endpoint.contract, result: 'failed' };
    return { contract: endpoint.contract, result: await this.#options.poster.post(endpoint, message) };
  }
}

/** Enabled, and for an Update one of its filtering columns is in the request (whether or not the value differs). */
function stands(engine: Engine, step: StepModel, { changed }: WriteContext): boolean {
  if (step.message === 'Update' && step.filter.length > 0 && !step.filter.some((name) => changed.has(name)))
    return false;
  return engine.get('sdkmessageprocessingstep', step.id)?.statecode === ENABLED_STATE;
}
