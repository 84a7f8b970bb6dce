import assert from 'node:assert/strict';
import { it } from 'node:test';
import { viewId } from '../views/table-views.ts';
import { renderApp, renderSiteMap } from './app.ts';
import { child, childText, descendants } from './element.ts';
import type { Element } from './element.ts';
import { bridgeSolution } from './model.ts';
import { renderViews } from './view.ts';

const view = (table: string, key: string): Element =>
  descendants(renderViews(bridgeSolution, table)[0]!, 'savedquery').find(
    (query) => childText(query, 'savedqueryid') === `{${viewId(table, key)}}`,
  )!;
const grid = (query: Element): Element => descendants(child(query, 'layoutxml')!, 'grid')[0]!;
const conditions = (query: Element): Record<string, string>[] =>
  descendants(query, 'condition').map(({ attributes }) => ({ ...attributes }));

it('writes each kind of view with its number', () => {
  const numbers = { open: '0', find: '1', associated: '2', 'quick-find': '4', lookup: '64' };
  for (const [key, number] of Object.entries(numbers))
    assert.equal(childText(view('mpb_exception', key), 'querytype'), number, key);
});

it('shows the first list of a table when nobody chose one, and lets no view of the platform be deleted', () => {
  assert.equal(childText(view('mpb_exception', 'open'), 'isdefault'), '1');
  assert.equal(childText(view('mpb_exception', 'closed'), 'isdefault'), '0');
  assert.equal(childText(view('mpb_exception', 'closed'), 'CanBeDeleted'), '1');
  assert.equal(childText(view('mpb_exception', 'lookup'), 'CanBeDeleted'), '0');
});

it('orders open exceptions by deadline, and asks for every column that it shows', () => {
  const open = view('mpb_exception', 'open');
  assert.deepEqual(conditions(open), [{ attribute: 'statecode', operator: 'eq', value: '0' }]);
  assert.deepEqual(descendants(open, 'order')[0]!.attributes, {
    attribute: 'mpb_deadline',
    descending: 'false',
  });
  const fetched = descendants(open, 'attribute').map(({ attributes }) => attributes.name);
  for (const { attributes } of descendants(grid(open), 'cell')) assert.ok(fetched.includes(attributes.name));
  assert.ok(fetched.includes('mpb_exceptionid'));
  assert.equal(new Set(fetched).size, fetched.length);
});

it("asks for orders by the value of a choice, and for the reader's own rows without any value", () => {
  assert.deepEqual(conditions(view('mpb_order', 'exception')), [
    { attribute: 'mpb_place', operator: 'eq', value: '927130001' },
  ]);
  assert.deepEqual(conditions(view('mpb_action', 'mine')), [
    { attribute: 'createdby', operator: 'eq-userid' },
  ]);
});

it('searches by quick find in the name and in what else people type', () => {
  const quick = view('mpb_exception', 'quick-find');
  assert.equal(childText(quick, 'isquickfindquery'), '1');
  const filter = descendants(quick, 'filter').find(({ attributes }) => attributes.isquickfindfields === '1')!;
  assert.deepEqual(
    conditions(filter).map(
      ({ attribute, operator, value }) => `${attribute ?? ''} ${operator ?? ''} ${value ?? ''}`,
    ),
    ['mpb_name', 'mpb_code', 'mpb_causekey', 'mpb_recordkey'].map((name) => `${name} like {0}`),
  );
});

it('calls the grid of sub-grids and lookups by entity set and table, and that of lists by a word', () => {
  const names = (key: string): (string | undefined)[] => {
    const found = grid(view('mpb_exception', key));
    return [found.attributes.name, descendants(found, 'row')[0]!.attributes.name];
  };
  assert.deepEqual(names('open'), ['resultset', 'result']);
  assert.deepEqual(names('associated'), ['mpb_exceptions', 'mpb_exception']);
  assert.deepEqual(names('lookup'), ['mpb_exceptions', 'mpb_exception']);
});

it('has an app for every role of people, with each page of its site map among its components', () => {
  const app = bridgeSolution.apps[0]!;
  const pages = descendants(renderSiteMap(app), 'SubArea').map(({ attributes }) => attributes.Entity);
  const components = descendants(renderApp(app), 'AppModuleComponent').map(({ attributes }) => attributes);
  assert.deepEqual(
    components.filter(({ type }) => type === '1').map(({ schemaName }) => schemaName),
    pages,
  );
  assert.deepEqual(
    components.filter(({ type }) => type === '62').map(({ schemaName }) => schemaName),
    [app.uniqueName],
  );
  const roles = descendants(renderApp(app), 'Role').map(({ attributes }) => attributes.id);
  const people = bridgeSolution.roles.filter(({ name }) => name !== 'Marketplace Relay');
  for (const { id } of people) assert.ok(roles.includes(`{${id}}`));
  assert.equal(roles.length, people.length + 2);
});
