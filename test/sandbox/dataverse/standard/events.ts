/**
 * Where the platform posts to, and on what (solution.md 3.14). An administrator reads and patches these rows after an import:
 * no solution carries a secret or a state. Secrets can be written and never read.
 */
import { choice, id, integer, lookup, memo, states, text, yesNo, type ColumnSpec } from './columns.ts';
import { defineTable, type DefinedTable } from './define-table.ts';

function secret(name: string, maxLength: number): ColumnSpec {
  const spec = text(name, maxLength);
  return { ...spec, column: { ...spec.column, validForRead: false } };
}

export const serviceendpoint: DefinedTable = defineTable({
  name: 'ServiceEndpoint',
  display: 'Service Endpoint',
  primaryName: 'name',
  ownership: 'organization',
  changeTracking: false,
  columns: [
    text('Name', 160, { required: 'system' }),
    memo('Description', 2000),
    choice(
      'Contract',
      {
        1: 'OneWay',
        2: 'Queue',
        3: 'Rest',
        4: 'TwoWay',
        5: 'Topic',
        6: 'Queue (Persistent)',
        7: 'Event Hub',
        8: 'Webhook',
        9: 'Event Grid',
      },
      { required: 'system' },
    ),
    choice('AuthType', {
      1: 'ACS',
      2: 'SAS Key',
      3: 'SAS Token',
      4: 'Webhook Key',
      5: 'Http Header',
      6: 'Http Query String',
      7: 'Connection String',
      8: 'Access Key',
    }),
    choice('MessageFormat', { 1: 'Binary XML', 2: 'Json', 3: 'Text XML' }, { default: 2 }),
    choice('NamespaceFormat', { 1: 'Namespace Name', 2: 'Namespace Address' }),
    text('NamespaceAddress', 160),
    text('SolutionNamespace', 160),
    text('Path', 160),
    text('Url', 2000),
    text('SASKeyName', 160),
    secret('SASKey', 160),
    secret('AuthValue', 2000),
    yesNo('IsSASKeySet', false, { writable: 'never' }),
    yesNo('IsAuthValueSet', false, { writable: 'never' }),
  ],
});

export const sdkmessageprocessingstep: DefinedTable = defineTable({
  name: 'SdkMessageProcessingStep',
  display: 'Sdk Message Processing Step',
  primaryName: 'name',
  ownership: 'organization',
  changeTracking: false,
  columns: [
    text('Name', 256),
    memo('Description', 2000),
    memo('FilteringAttributes', 100_000),
    lookup('EventHandler', {
      table: 'serviceendpoint',
      relationship: 'serviceendpoint_sdkmessageprocessingstep',
      navigation: 'eventhandler_serviceendpoint',
      collection: 'serviceendpoint_sdkmessageprocessingstep',
      onDelete: 'cascade',
    }),
    id('SdkMessageId'),
    integer('Stage', 0, 100, { default: 40 }),
    integer('Mode', 0, 1, { default: 1 }),
    integer('Rank', 0, 2_147_483_647, { default: 1 }),
    yesNo('AsyncAutoDelete', false),
    yesNo('IsManaged', false, { writable: 'never' }),
    ...states(
      { value: 0, label: 'Enabled', statuses: { 1: 'Enabled' } },
      { value: 1, label: 'Disabled', statuses: { 2: 'Disabled' } },
    ),
  ],
});
