/**
 * The pretend Dataverse: one environment behind `handle(request) -> response`. Composition only: the engine has the
 * rows, rules have the behaviour (hooks.ts), a solution zip or standard/ has the tables.
 */
import { randomUUID } from 'node:crypto';
import type { SandboxClock } from '../clock.ts';
import type { SandboxCore, SandboxRequest, SandboxResponse } from '../http.ts';
import { runBatch } from './batch/batch.ts';
import type { ControlModel, FormModel, SiteMapModel, ViewModel } from './components.ts';
import { Engine, systemCaller } from './engine.ts';
import { DataverseError, noSuchSegment } from './errors.ts';
import { AsyncService, type AsyncJob, type EventOptions } from './events/async-service.ts';
import { endpointRules } from './events/endpoint-rules.ts';
import { addEventTables, registerEvents } from './events/registration.ts';
import { Faults, faultError, type FaultScript } from './faults.ts';
import { fileOf, type StoredFile } from './files.ts';
import type { Caller, MeterTicket, SandboxRules } from './hooks.ts';
import type { EnvironmentModel, Row } from './model.ts';
import { newCall, type Operation, type OperationAnswer } from './operation.ts';
import { parsePrefer } from './prefer.ts';
import { refusalAnswer } from './refusal-answer.ts';
import { RequestLog, type LoggedOperation } from './request-log.ts';
import { route } from './router.ts';
import { defaultSettings, type EngineSettings } from './settings.ts';
import { importSolution, type ImportedSolution } from './solution-import/import-solution.ts';

export interface DataverseOptions {
  clock: SandboxClock;
  /** Tables that are there from the start; the sandbox takes the model over and extends it. */
  model?: EnvironmentModel;
  /** Behaviour beyond rows and keys, in the order in which it runs. */
  rules?: SandboxRules[];
  settings?: Partial<EngineSettings>;
  /** Where steps post to; without it no step runs. */
  events?: EventOptions;
}

export interface ImportOptions {
  /** As `pac solution import --activate-plugins`; without it every new step lands disabled (solution.md 3.14). */
  activateSteps?: boolean;
}

/** Characters of a URL outside a batch (dataverse.md 1, "URL"). */
const longestUrl = 32_768;
const serviceRoot = /^\/api\/data\/v9\.\d\/?([^?]*)(?:\?(.*))?$/s;

export class DataverseSandbox implements SandboxCore {
  readonly engine: Engine;
  readonly log = new RequestLog();
  readonly clock: SandboxClock;
  readonly #faults = new Faults();
  readonly #asyncService: AsyncService | undefined;

  constructor(options: DataverseOptions) {
    this.clock = options.clock;
    this.#asyncService = options.events && new AsyncService(options.clock, options.events);
    this.engine = new Engine({
      clock: options.clock,
      model: options.model ?? { tables: new Map(), relationships: [], roles: [] },
      rules: [
        ...(options.rules ?? []),
        endpointRules,
        ...(this.#asyncService ? [this.#asyncService.rules] : []),
      ],
      settings: { ...defaultSettings, ...options.settings },
    });
    this.#asyncService?.attach(this.engine);
  }

  // What tests and seeds do directly, without HTTP, rights or rules.

  /** Reads a solution zip into the environment; throws an Error with the importer's words when it is refused. */
  importSolution(zip: Uint8Array, options: ImportOptions = {}): ImportedSolution {
    const imported = importSolution(this.engine.model, zip);
    if (imported.endpoints.length > 0 || imported.steps.length > 0) addEventTables(this.engine.model);
    this.engine.refreshModel(this.engine.settings.keyDelay);
    registerEvents(this.engine, imported, options.activateSteps ?? false);
    return imported;
  }

  rows(table: string): Readonly<Row>[] {
    return [...this.engine.all(table)];
  }

  get(table: string, id: string): Readonly<Row> | undefined {
    return this.engine.get(table, id);
  }

  find(table: string, predicate: (row: Readonly<Row>) => boolean): Readonly<Row> | undefined {
    for (const row of this.engine.all(table)) if (predicate(row)) return row;
    return undefined;
  }

  /** Seeds a row by column names (lookups as GUIDs), checking types but no rights and no rules. Returns its id. */
  insert(table: string, row: Row): string {
    return this.engine.put(table, this.engine.coerceRow(table, row));
  }

  /**
   * As `insert`, for set-ups of any size: nothing is kept to undo them, and what went in stays when one is refused.
   * Answers their ids.
   */
  insertMany(table: string, rows: Iterable<Row>): string[] {
    return Array.from(rows, (row) => this.engine.putForGood(table, this.engine.coerceRow(table, row)));
  }

  /** Removes a row as if it had never been referenced; change tracking sees the delete. */
  remove(table: string, id: string): void {
    this.engine.drop(table, id);
  }

  /** A user's own edit, with every rule: what a person does on a form. */
  patchAs(caller: Partial<Caller>, table: string, id: string, patch: Row): void {
    this.engine.transaction(() => {
      this.engine.update({ ...systemCaller, ...caller }, table, id, patch);
    });
  }

  createAs(caller: Partial<Caller>, table: string, row: Row): string {
    return this.engine.transaction(() => this.engine.create({ ...systemCaller, ...caller }, table, row));
  }

  removeAs(caller: Partial<Caller>, table: string, id: string): void {
    this.engine.transaction(() => {
      this.engine.remove({ ...systemCaller, ...caller }, table, id);
    });
  }

  file(table: string, id: string, column: string): StoredFile | undefined {
    const row = this.engine.get(table, id);
    const model = this.engine.tableSchema(table).model.columns.get(column);
    return row && model && fileOf(this.engine, row, model);
  }

  /** Forms of a table, the shipped ones included. */
  forms(table: string): readonly FormModel[] {
    return (this.engine.model.forms ?? []).filter((form) => form.table === table);
  }

  views(table: string): readonly ViewModel[] {
    return (this.engine.model.views ?? []).filter((view) => view.table === table);
  }

  controls(): readonly ControlModel[] {
    return this.engine.model.controls ?? [];
  }

  siteMaps(): readonly SiteMapModel[] {
    return this.engine.model.siteMaps ?? [];
  }

  /** The system jobs of steps that are still there: running, waiting, failed, or succeeded and not deleted by themselves. */
  asyncJobs(): readonly Readonly<AsyncJob>[] {
    return [...(this.#asyncService?.jobs.values() ?? [])];
  }

  /** Resolves when every job has had its first attempt; the clock has to move if the delay profile wants it to. */
  async asyncJobsDone(): Promise<void> {
    await this.#asyncService?.idle();
  }

  /** A bearer token that the wire accepts as this user's; without any security rule every request is SYSTEM's. */
  signInAs(userId: string): string {
    if (!this.engine.get('systemuser', userId)) throw new Error(`sandbox: no user ${userId}`);
    return this.#firstOf((rule) => rule.signIn?.(userId)) ?? 'security-is-off';
  }

  script(script: FaultScript): void {
    this.#faults.script(script);
  }

  clearFaults(): void {
    this.#faults.clear();
  }

  /** Makes every delta token that was handed out until now expired. */
  expireDeltaTokens(): void {
    this.engine.oldestDeltaVersion = this.engine.store.version + 1;
  }

  // The wire.

  async handle(request: SandboxRequest): Promise<SandboxResponse> {
    const routed = this.#firstOf((rule) => rule.route?.(request, this.engine));
    if (routed) return routed;
    const fault = this.#faults.forRequest(request);
    if (fault?.kind === 'drop') return { status: 0, headers: {}, body: '', wire: 'drop' };
    const operations: LoggedOperation[] = [];
    const at = this.clock.now();
    let ticket: MeterTicket | undefined;
    let answer: OperationAnswer;
    try {
      if (fault?.kind === 'answer') throw faultError(fault);
      const caller = this.#authenticate(request);
      ticket = this.#meter(request, caller);
      answer = this.#dispatch(request, caller, { operations, ticket });
    } catch (error) {
      answer = refusalAnswer(error, request.headers.prefer);
    }
    this.log.add({ at, method: request.method, url: request.url, status: answer.status, operations });
    const more = await ticket?.finish();
    if (fault?.kind === 'slow') await this.clock.sleep(fault.milliseconds);
    const headers = {
      ...answer.headers,
      ...more,
      'x-ms-service-request-id': randomUUID(),
      Date: new Date(this.clock.now()).toUTCString(),
    };
    const wire =
      fault?.kind === 'cut'
        ? ('cut' as const)
        : fault?.kind === 'lost-answer'
          ? ('drop' as const)
          : undefined;
    return { status: answer.status, headers, body: answer.body, ...(wire ? { wire } : {}) };
  }

  #authenticate(request: SandboxRequest): Caller {
    return this.#firstOf((rule) => rule.authenticate?.(request, this.engine)) ?? systemCaller;
  }

  #meter(request: SandboxRequest, caller: Caller): MeterTicket | undefined {
    return this.#firstOf((rule) => rule.meter?.(request, caller));
  }

  /** What the first rule says that has something to say. */
  #firstOf<T>(ask: (rule: SandboxRules) => T | undefined): T | undefined {
    for (const rule of this.engine.rules) {
      const said = ask(rule);
      if (said !== undefined) return said;
    }
    return undefined;
  }

  #dispatch(request: SandboxRequest, caller: Caller, context: RunContext): OperationAnswer {
    if (request.url.length > longestUrl) throw new DataverseError(414, '', 'The request URL is too long.');
    const match = serviceRoot.exec(request.url);
    if (!match) throw noSuchSegment(request.url.split('?')[0] ?? '');
    const [, path = '', query = ''] = match;
    const base = baseOf(request);
    if (path !== '$batch') {
      return this.#run(
        { method: request.method, path, query, headers: request.headers, body: request.body, caller, base },
        context,
      );
    }
    if (request.method !== 'POST') throw new DataverseError(405, '0x80060888', 'A batch is a POST.');
    const prefer = parsePrefer(request.headers.prefer);
    return runBatch(
      {
        engine: this.engine,
        run: (operation) => this.#run(operation, context),
        refusal: (error, inner) => refusalAnswer(error, inner ?? request.headers.prefer),
        newId: () => randomUUID(),
      },
      {
        contentType: request.headers['content-type'],
        body: request.body,
        continueOnError: prefer.continueOnError,
        caller,
        base,
      },
    );
  }

  /** One operation in its transaction, metered and logged whether it succeeds or not. */
  #run(operation: Operation, context: RunContext): OperationAnswer {
    const call = newCall(this.engine, operation);
    let status = 0;
    try {
      context.ticket?.beforeOperation(call.work);
      this.#faults.beforeOperation(operation);
      const answer = this.engine.transaction(() => route(call));
      status = answer.status;
      return answer;
    } catch (error) {
      if (error instanceof DataverseError) status = error.status;
      throw error;
    } finally {
      context.ticket?.afterOperation(call.work);
      const path = operation.query === '' ? operation.path : `${operation.path}?${operation.query}`;
      const { kind, table, rows } = call.work;
      context.operations.push({ method: operation.method, path, status, kind, table, rows });
    }
  }
}

interface RunContext {
  operations: LoggedOperation[];
  ticket: MeterTicket | undefined;
}

/** Absolute addresses in answers name the host that the client used. */
function baseOf(request: SandboxRequest): string {
  const version = /^\/api\/data\/(v9\.\d)/.exec(request.url)?.[1] ?? 'v9.2';
  return `http://${request.headers.host ?? 'sandbox.crm11.dynamics.com'}/api/data/${version}/`;
}
