import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { choices } from '../choices.ts';
import {
  date,
  dateTime,
  decimal,
  file,
  integer,
  lookup,
  memo,
  money,
  pick,
  text,
  url,
  yesNo,
} from '../column.ts';
import type { Column } from '../column.ts';
import { renderCustomizations } from './customizations.ts';
import { child, childText, childrenOf, descendants } from './element.ts';
import type { Element } from './element.ts';
import { renderManifest } from './manifest.ts';
import { bridgeSolution } from './model.ts';
import { renderOwnColumn } from './own-column.ts';

const customizations = renderCustomizations(bridgeSolution);
const manifest = renderManifest(bridgeSolution, 'managed');
const entity = (name: string): Element =>
  descendants(customizations, 'Entity').find((candidate) => childText(candidate, 'Name') === name)!;
const relationship = (name: string): Element =>
  descendants(customizations, 'EntityRelationship').find(({ attributes }) => attributes.Name === name)!;
const columnNames = (table: string): string[] =>
  descendants(entity(table), 'attribute').map((column) => childText(column, 'LogicalName'));

/** The values of the named children of a rendered column. */
function parts(column: Column, ...names: string[]): Record<string, string> {
  const [first] = renderOwnColumn('mpb_fee', 'mpb_x', column);
  return Object.fromEntries(names.map((name) => [name, childText(first!, name)]));
}

describe('a column', () => {
  const cases: [kind: string, column: Column, expected: Record<string, string>][] = [
    ['text', text('X', 64), { Type: 'nvarchar', Format: 'text', MaxLength: '64', Length: '128' }],
    ['url', url('X', 200), { Type: 'nvarchar', Format: 'url', MaxLength: '200', Length: '400' }],
    ['memo', memo('X', 4_000), { Type: 'ntext', Format: 'textarea', MaxLength: '4000', Length: '' }],
    [
      'integer',
      integer('X', { max: 9 }),
      { Type: 'int', Format: 'none', MinValue: '0', MaxValue: '9', ImeMode: 'disabled' },
    ],
    [
      'decimal',
      decimal('X', 4, { max: 100 }),
      { Type: 'decimal', MinValue: '0', MaxValue: '100', Accuracy: '4' },
    ],
    ['money', money('X'), { Type: 'money', Accuracy: '2', AccuracySource: '2', MaxValue: '922337203685477' }],
    ['yes/no', yesNo('X', true), { Type: 'bit', AppDefaultValue: '1' }],
    [
      'choice',
      pick('X', choices[0]),
      { Type: 'picklist', AppDefaultValue: '-1', OptionSetName: 'mpb_place' },
    ],
    ['moment', dateTime('X'), { Type: 'datetime', Format: 'datetime', Behavior: '1', ImeMode: 'inactive' }],
    ['day', date('X'), { Type: 'datetime', Format: 'date', Behavior: '2', ImeMode: 'inactive' }],
    ['lookup', lookup('X', 'mpb_order'), { Type: 'lookup', LookupStyle: 'single', LookupTypes: '' }],
    ['file', file('X', 1_024), { Type: 'file', MaxValue: '1024' }],
    ['required column', text('X', 5, { required: true }), { RequiredLevel: 'required' }],
    ['audited column', text('X', 5, { audit: true }), { IsAuditEnabled: '1' }],
  ];
  for (const [kind, column, expected] of cases) {
    it(`of kind ${kind} is written as exports write it`, () => {
      assert.deepEqual(parts(column, ...Object.keys(expected)), expected);
    });
  }

  it('of kind money has a read-only companion in the base currency', () => {
    const [, base] = renderOwnColumn('mpb_fee', 'mpb_x', money('X'));
    assert.equal(childText(base!, 'LogicalName'), 'mpb_x_base');
    assert.equal(childText(base!, 'CalculationOf'), 'mpb_x');
    assert.equal(childText(base!, 'ValidForCreateApi') + childText(base!, 'ValidForUpdateApi'), '00');
  });

  it('of kind file has a read-only companion with the name of the file', () => {
    const [, name] = renderOwnColumn('mpb_fee', 'mpb_x', file('X', 10));
    assert.equal(childText(name!, 'LogicalName'), 'mpb_x_name');
    assert.equal(childText(name!, 'ValidForCreateApi') + childText(name!, 'ValidForUpdateApi'), '00');
  });
});

describe('a table', () => {
  it('has currency and rate if and only if it has money', () => {
    assert.ok(columnNames('mpb_fee').includes('exchangerate'));
    assert.ok(!columnNames('mpb_slot').includes('exchangerate'));
    assert.equal(childText(relationship('TransactionCurrency_mpb_fee'), 'CascadeDelete'), 'Restrict');
  });

  it('has an owner if teams own its rows, and belongs to the organisation otherwise', () => {
    assert.ok(columnNames('mpb_order').includes('ownerid'));
    assert.ok(!columnNames('mpb_taxrule').includes('ownerid'));
    assert.ok(columnNames('mpb_taxrule').includes('organizationid'));
  });

  it('closes its rows into statuses of their own', () => {
    const statuses = descendants(entity('mpb_exception'), 'status').map(({ attributes }) => [
      attributes.value,
      attributes.state,
    ]);
    assert.deepEqual(statuses, [
      ['1', '0'],
      ['2', '1'],
      ['927130000', '1'],
      ['927130001', '1'],
    ]);
    const states = descendants(entity('mpb_exception'), 'state').map(
      ({ attributes }) => attributes.defaultstatus,
    );
    assert.deepEqual(states, ['1', '2']);
  });

  it('is change-tracked where its definition says so', () => {
    const tracked = (name: string): string =>
      childText(descendants(entity(name), 'entity')[0]!, 'ChangeTrackingEnabled');
    assert.deepEqual(['mpb_taxrule', 'mpb_event'].map(tracked), ['1', '0']);
  });

  it('has its alternate keys by logical names', () => {
    const keys = descendants(entity('mpb_order'), 'EntityKey').map((key) => [
      childText(key, 'LogicalName'),
      ...descendants(key, 'AttributeName').map(({ content }) => content),
    ]);
    assert.deepEqual(keys, [
      ['mpb_orderkey_key', 'mpb_orderkey'],
      ['mpb_due_key', 'mpb_dueon', 'mpb_orderkey'],
    ]);
  });
});

describe('a table of the product', () => {
  it('carries our columns and keys and no setting of its own', () => {
    const inner = descendants(entity('SalesOrder'), 'entity')[0]!;
    assert.deepEqual(
      childrenOf(inner).map(({ name }) => name),
      ['attributes', 'EntityKeys'],
    );
    assert.deepEqual(columnNames('SalesOrder'), [
      'mpb_orderkey',
      'mpb_marketplaceid',
      'mpb_marketplaceorderid',
    ]);
  });

  it('is a shell in the manifest, while our tables are whole', () => {
    const behaviour = (name: string): string | undefined =>
      descendants(manifest, 'RootComponent').find(({ attributes }) => attributes.schemaName === name)
        ?.attributes.behavior;
    assert.deepEqual(['salesorder', 'product', 'mpb_order'].map(behaviour), ['2', '2', '0']);
  });
});

describe('a relationship', () => {
  it('is bound by the name of its lookup and expanded by its own', () => {
    const roles = descendants(relationship('mpb_order_mpb_salesorderid'), 'EntityRelationshipRole');
    assert.deepEqual(
      roles.map((role) => [
        childText(role, 'RelationshipRoleType'),
        childText(role, 'NavigationPropertyName'),
      ]),
      [
        ['1', 'mpb_salesorderid'],
        ['0', 'mpb_order_mpb_salesorderid'],
      ],
    );
  });

  it('spells tables of the product as the product does', () => {
    const ends = (name: string): string[] =>
      ['ReferencingEntityName', 'ReferencedEntityName'].map((end) => childText(relationship(name), end));
    assert.deepEqual(ends('mpb_order_mpb_salesorderid'), ['mpb_order', 'SalesOrder']);
    assert.deepEqual(ends('mpb_salesorder_mpb_marketplaceid'), ['SalesOrder', 'mpb_marketplace']);
    assert.deepEqual(ends('mpb_skumapping_mpb_uomid'), ['mpb_skumapping', 'UoM']);
  });

  it('cascades nothing but a deletion, and that only where the definition says so', () => {
    const cascades = (name: string): string[] =>
      childrenOf(relationship(name))
        .map(({ name: cascade }) => `${cascade} ${childText(relationship(name), cascade)}`)
        .filter((cascade) => cascade.startsWith('Cascade') && !cascade.endsWith(' NoCascade'));
    assert.deepEqual(cascades('mpb_fee_mpb_orderlineid'), ['CascadeDelete Cascade']);
    assert.deepEqual(cascades('mpb_order_mpb_salesorderid'), [
      'CascadeDelete Restrict',
      'CascadeArchive Restrict',
    ]);
  });
});

describe('the manifest', () => {
  it('names what an environment without Dynamics 365 Sales lacks', () => {
    const required = descendants(manifest, 'Required').map(({ attributes }) => [
      attributes.schemaName,
      attributes.solution,
    ]);
    assert.deepEqual(required, [
      ['salesorder', 'msdynce_Sales (9.0.4.0076)'],
      ['salesorderdetail', 'msdynce_Sales (9.0.4.0076)'],
      ['product', 'msdynce_ProductManagement (9.0.4.0066)'],
    ]);
    const relationships = descendants(customizations, 'EntityRelationship').map(
      ({ attributes }) => attributes.Name,
    );
    for (const { attributes } of descendants(manifest, 'Dependent')) {
      assert.ok(relationships.includes(attributes.schemaName), attributes.schemaName);
    }
  });

  it('says who publishes it and with which option values', () => {
    const publisher = child(childrenOf(manifest)[0]!, 'Publisher')!;
    assert.equal(childText(publisher, 'CustomizationPrefix'), 'mpb');
    assert.equal(childText(publisher, 'CustomizationOptionValuePrefix'), '92713');
  });
});
