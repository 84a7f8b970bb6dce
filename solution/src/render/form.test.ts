import assert from 'node:assert/strict';
import { it } from 'node:test';
import { section, shown, whole } from '../forms/form.ts';
import type { Form } from '../forms/form.ts';
import { childText, childrenOf, descendants } from './element.ts';
import type { Element } from './element.ts';
import { renderForms } from './form.ts';
import { bridgeSolution } from './model.ts';

const formOf = (table: string): Element =>
  descendants(renderForms(bridgeSolution, table)[0]!, 'systemform')[0]!;
const control = (form: Element, id: string): Element =>
  descendants(form, 'control').find(({ attributes }) => attributes.id === id)!;

it('puts the three controls on the marketplace order and on the Sales Order, each bound to the order key', () => {
  for (const table of ['mpb_order', 'salesorder']) {
    const form = formOf(table);
    const described = descendants(form, 'controlDescription');
    assert.deepEqual(
      described.map((description) => {
        const [native, ...custom] = childrenOf(description);
        return [
          native?.attributes.id,
          custom.map(({ attributes }) => attributes.formFactor).join(),
          new Set(custom.map(({ attributes }) => attributes.name)).size,
          custom[0]?.attributes.name,
          descendants(custom[0]!, 'orderKey')[0]?.content,
        ];
      }),
      ['ExceptionActions', 'OrderStatus', 'FeeBreakdown'].map((name) => [
        '{4273EDBD-AC1D-40d3-9FB2-095C621B552D}',
        '0,1,2',
        1,
        `mpb_MarketplaceBridge.${name}`,
        'mpb_orderkey',
      ]),
    );
    const bound = descendants(form, 'control').filter(
      ({ attributes }) => attributes.datafieldname === 'mpb_orderkey',
    );
    assert.deepEqual(
      bound.map(({ attributes }) => attributes.uniqueid),
      described.map(({ attributes }) => attributes.forControl),
    );
  }
});

it('draws each column by the control of its type', () => {
  const form = formOf('mpb_order');
  assert.equal(control(form, 'mpb_total').attributes.classid, '{533B9E00-756B-4312-95A0-DC888637AC78}');
  assert.equal(
    control(form, 'mpb_salesorderid').attributes.classid,
    '{270BD3DB-D9AF-4782-9025-509E298DEC0A}',
  );
  assert.equal(control(form, 'mpb_placedon').attributes.classid, '{5B773807-9FB2-42db-97C3-7A91EFF8ADFF}');
  assert.equal(
    control(form, 'header_mpb_state').attributes.classid,
    '{3EF39988-22BB-4f0b-BBBE-64B5A3748AEE}',
  );
});

it('shows our list of exceptions where rows of a cause and of a marketplace are', () => {
  for (const [table, relationship] of [
    ['mpb_cause', 'mpb_exception_mpb_causeid'],
    ['mpb_marketplace', 'mpb_exception_mpb_marketplaceid'],
  ] as const) {
    const grid = control(formOf(table), 'mpb_exceptions');
    assert.equal(childText(childrenOf(grid)[0]!, 'RelationshipName'), relationship);
    const dataSets = descendants(formOf(table), 'data-set');
    assert.deepEqual(
      dataSets.map(({ attributes }) => attributes.name),
      ['exceptions', 'exceptions', 'exceptions'],
    );
    assert.equal(childText(dataSets[0]!, 'TargetEntityType'), 'mpb_exception');
  }
});

it('lets people fill what is theirs and nothing that the relay writes', () => {
  const disabled = (table: string, column: string): string | undefined =>
    control(formOf(table), column).attributes.disabled;
  assert.equal(disabled('mpb_skumapping', 'mpb_productid'), 'false');
  assert.equal(disabled('mpb_action', 'mpb_reason'), 'false');
  assert.equal(disabled('mpb_action', 'mpb_outcome'), 'true');
  const ofRelay = ['mpb_order', 'mpb_orderline', 'mpb_fee', 'mpb_exception', 'mpb_cause', 'mpb_event'];
  for (const table of ofRelay) {
    const open = descendants(formOf(table), 'control').filter(
      ({ attributes }) =>
        attributes.datafieldname !== undefined &&
        attributes.datafieldname !== 'mpb_orderkey' &&
        attributes.disabled !== 'true',
    );
    assert.deepEqual(open, [], table);
  }
});

it('gives tall cells a row of their own with empty ones below, and fills the columns of a section', () => {
  const cells = shown('mpb_open', 'mpb_held', 'mpb_fixedon');
  const exceptions = bridgeSolution.forms.find(({ table }) => table === 'mpb_cause')!;
  const grid = exceptions.tabs[0]!.columns[0]!.sections[1]!.cells[0]!;
  assert.ok(grid.kind === 'subGrid');
  const form: Form = {
    ...exceptions,
    tabs: [
      {
        key: 'x',
        label: 'X',
        columns: whole({ ...section('y', [...cells, { ...grid, rows: 3 }]), columns: 2 }),
      },
    ],
  };
  const rendered = renderForms({ ...bridgeSolution, forms: [form] }, 'mpb_cause')[0]!;
  const rows = descendants(descendants(rendered, 'section')[0]!, 'row').map((row) => childrenOf(row).length);
  assert.deepEqual(rows, [2, 1, 1, 0, 0]);
});
