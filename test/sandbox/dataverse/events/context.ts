/**
 * The RemoteExecutionContext of one occurrence, in the form of the recorded ones: member order, types, the image that every
 * asynchronous step adds, and the parent of stage 30 (dataverse.md 11).
 */
import { randomUUID } from 'node:crypto';
import type { ColumnModel, Row } from '../model.ts';
import {
  attribute,
  bareReference,
  entity,
  entry,
  formatted,
  image,
  reference,
  type Entry,
  type EntityValues,
  type Json,
  type Serializer,
} from './entity.ts';
import type { Occurrence } from './occurrence.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';
const SANDBOXED = 1;
const ASYNCHRONOUS = 1;
const STAGE = { main: 30, after: 40 } as const;

export interface ContextOptions {
  organizationName: string;
  /**
   * Minutes by which OperationCreatedOn is off: its milliseconds are local time and its offset does not undo that.
   * Today's cloud says +0000; older recordings do not.
   */
  operationOffset: number;
}

export interface RemoteContext {
  correlationId: string;
  json: Record<string, Json>;
}

export function remoteContext(
  serializer: Serializer,
  occurrence: Occurrence,
  options: ContextOptions,
): RemoteContext {
  const correlationId = randomUUID();
  const ids = { correlationId, operationId: randomUUID(), requestId: randomUUID() };
  const shared = sharedVariables(occurrence);
  const part = (stage: number, more: Varying): Record<string, Json> =>
    members(serializer, occurrence, { options, ids, stage, ...more });
  const json = part(STAGE.after, {
    input: [entry('Target', target(serializer, occurrence))],
    output: occurrence.step.message === 'Create' ? [entry('id', occurrence.id)] : [],
    pre: images(serializer, occurrence, 'pre'),
    post: [...images(serializer, occurrence, 'post'), primaryName(serializer, occurrence)],
    shared,
    parent: part(STAGE.main, {
      input: [entry('Target', requested(serializer, occurrence)), entry('SuppressDuplicateDetection', false)],
      output: [],
      pre: [],
      post: [],
      shared: [...shared, entry('ChangedEntityTypes', [changedType(occurrence.table.name)])],
      parent: null,
    }),
  });
  return { correlationId, json };
}

interface Varying {
  input: Entry[];
  output: Entry[];
  pre: Entry[];
  post: Entry[];
  shared: Entry[];
  parent: Json;
}

interface Fixed {
  options: ContextOptions;
  ids: { correlationId: string; operationId: string; requestId: string };
  stage: number;
}

function members(
  { database }: Serializer,
  { caller, step, table, id, at }: Occurrence,
  { options, ids, stage, ...varying }: Fixed & Varying,
): Record<string, Json> {
  const directoryId = (userId: string): string => {
    const known = database.get('systemuser', userId)?.azureactivedirectoryobjectid;
    return typeof known === 'string' ? known : NOBODY;
  };
  return {
    BusinessUnitId: caller.businessUnitId,
    CorrelationId: ids.correlationId,
    Depth: 1,
    InitiatingUserAzureActiveDirectoryObjectId: directoryId(caller.initiatingUserId),
    InitiatingUserId: caller.initiatingUserId,
    InputParameters: varying.input,
    IsExecutingOffline: false,
    IsInTransaction: false,
    IsOfflinePlayback: false,
    IsolationMode: SANDBOXED,
    MessageName: step.message,
    Mode: ASYNCHRONOUS,
    OperationCreatedOn: operationDate(at, options.operationOffset),
    OperationId: ids.operationId,
    OrganizationId: caller.organizationId,
    OrganizationName: options.organizationName,
    OutputParameters: varying.output,
    OwningExtension: bareReference('sdkmessageprocessingstep', step.id, null),
    ParentContext: varying.parent,
    PostEntityImages: varying.post,
    PreEntityImages: varying.pre,
    PrimaryEntityId: id,
    PrimaryEntityName: table.name,
    RequestId: ids.requestId,
    SecondaryEntityName: 'none',
    SharedVariables: varying.shared,
    Stage: stage,
    UserAzureActiveDirectoryObjectId: directoryId(caller.userId),
    UserId: caller.userId,
  };
}

/** True UTC = milliseconds + offset, in whole seconds (dataverse.md 11, "DATE TRAP"). */
function operationDate(at: number, offset: number): string {
  const seconds = Math.floor(at / 1000) * 1000;
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const zone = `${offset < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${String(minutes).padStart(2, '0')}`;
  return `/Date(${seconds - offset * 60_000}${zone})/`;
}

function sharedVariables({ step }: Occurrence): Entry[] {
  const automatic = [entry('IsAutoTransact', true)];
  return step.message === 'Create' ? [...automatic, entry('DefaultsAddedFlag', true)] : automatic;
}

function changedType(table: string): Json {
  return { __type: 'KeyValuePairOfstringstring:#System.Collections.Generic', key: table, value: 'Update' };
}

/** Columns that the platform writes itself with every write. */
const ON_UPDATE = ['modifiedon', 'modifiedby'];
/** Never part of a target. */
const NEVER = new Set(['versionnumber']);

/** After the operation: a Create has the whole new row, an Update what was written and by whom, a Delete its address. */
function target(serializer: Serializer, occurrence: Occurrence): Json {
  const { step, table, id, after, changed } = occurrence;
  if (step.message === 'Delete' || !after) return reference(table.name, id);
  const onBehalf = table.columns.has('modifiedby') ? [entry('modifiedonbehalfby', null)] : [];
  if (step.message === 'Update') {
    const written = columnsOf(occurrence, [...changed, table.primaryId, ...ON_UPDATE]);
    const attributes = written.map((column) => attribute(serializer, column, after));
    return entity({ table, id, attributes: [...attributes, ...onBehalf], formatted: [] });
  }
  const filled = [...table.columns.values()].filter(({ name }) => after[name] != null && !NEVER.has(name));
  const values = valuesOf(serializer, occurrence, { columns: filled, row: after, named: false });
  const organization =
    table.ownership === 'organization'
      ? [entry('organizationid', reference('organization', occurrence.caller.organizationId))]
      : [];
  return entity({ ...values, attributes: [...values.attributes, ...onBehalf, ...organization] });
}

/** What the caller sent: the target of the parent. */
function requested(serializer: Serializer, occurrence: Occurrence): Json {
  const { step, table, id, after, changed } = occurrence;
  if (step.message === 'Delete' || !after) return reference(table.name, id);
  const columns = columnsOf(occurrence, [...changed, table.primaryId]);
  const attributes = columns.map((column) => attribute(serializer, column, after));
  return entity({ table, id, attributes, formatted: [] });
}

function columnsOf({ table }: Occurrence, names: readonly string[]): ColumnModel[] {
  return [...new Set(names)].map((name) => table.columns.get(name)).filter((column) => column !== undefined);
}

/** Images hold the columns that are filled; the primary key is always there. */
function images(serializer: Serializer, occurrence: Occurrence, when: 'pre' | 'post'): Entry[] {
  const row = when === 'pre' ? occurrence.before : occurrence.after;
  if (!row) return [];
  return occurrence.step.images
    .filter(({ kind }) => kind === when || kind === 'both')
    .map(({ alias, columns: asked }) => {
      const names = asked.length > 0 ? asked : [...occurrence.table.columns.keys()];
      const columns = columnsOf(occurrence, [...names, occurrence.table.primaryId]).filter(
        ({ name }) => row[name] != null,
      );
      return entry(alias, image(valuesOf(serializer, occurrence, { columns, row, named: true })));
    });
}

/** Every asynchronous step adds this one (seen in all seven recordings of such). */
function primaryName(serializer: Serializer, occurrence: Occurrence): Entry {
  const { table, id, after, before } = occurrence;
  const row = after ?? before ?? {};
  const columns = columnsOf(occurrence, [table.primaryName, table.primaryId]).filter(
    ({ name }) => row[name] != null,
  );
  const attributes = columns.map((column) => attribute(serializer, column, row));
  return entry('AsynchronousStepPrimaryName', image({ table, id, attributes, formatted: [] }));
}

function valuesOf(
  serializer: Serializer,
  { table, id }: Occurrence,
  given: { columns: readonly ColumnModel[]; row: Readonly<Row>; named: boolean },
): EntityValues {
  const { columns, row, named } = given;
  return {
    table,
    id,
    attributes: columns.map((column) => attribute(serializer, column, row, named)),
    formatted: columns
      .map((column) => formatted(serializer, column, row, named))
      .filter((one) => one !== undefined),
  };
}
