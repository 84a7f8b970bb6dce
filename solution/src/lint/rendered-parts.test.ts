/** Rules over rendered forms, endpoints and ids, each with a document that breaks it. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { addOns } from '../add-ons.ts';
import { renderCustomizations } from '../render/customizations.ts';
import { childrenOf, leaf } from '../render/element.ts';
import type { Element } from '../render/element.ts';
import { renderManifest } from '../render/manifest.ts';
import { bridgeSolution } from '../render/model.ts';
import type { SolutionModel } from '../render/model.ts';
import { lintRendered } from './rendered.ts';

type Change = (element: Element) => Element;

function everywhere(element: Element, change: Change): Element {
  const changed = change(element);
  return typeof changed.content === 'string'
    ? changed
    : { ...changed, content: childrenOf(changed).map((child) => everywhere(child, change)) };
}

const onlyControls = { ...bridgeSolution, tables: [], choices: [], roles: [], views: [], apps: [] };

/** Findings about a solution whose customizations, or manifest, were changed after rendering. */
function findings(
  model: SolutionModel,
  change: Change,
  changed: 'customizations' | 'manifest' = 'customizations',
) {
  const documents = {
    manifest: renderManifest(model, 'managed'),
    customizations: renderCustomizations(model),
  };
  return lintRendered({ ...documents, [changed]: everywhere(documents[changed], change) });
}

function reports(found: ReturnType<typeof findings>, rule: string, problem: RegExp): void {
  assert.ok(
    found.some((finding) => finding.rule === rule && problem.test(finding.problem)),
    `expected ${rule} ${String(problem)}; got ${JSON.stringify(found.slice(0, 5))}`,
  );
}

const withAttributes =
  (name: string, attributes: Record<string, string>): Change =>
  (element) =>
    element.name === name ? { ...element, attributes: { ...element.attributes, ...attributes } } : element;

const withText =
  (name: string, text: string): Change =>
  (element) =>
    element.name === name ? { ...element, content: text } : element;

it('reports a replaced control whose description is missing or about something else', () => {
  const change = withAttributes('controlDescription', {
    forControl: '{00000000-0000-5000-8000-000000000000}',
  });
  const found = findings(addOns.SalesForm, change);
  reports(found, 'controls', /not exactly one description/);
  reports(found, 'controls', /about no control/);
});

it('reports a described control that keeps the class id of a text', () => {
  const native = { classid: '{4273EDBD-AC1D-40d3-9FB2-095C621B552D}' };
  reports(
    findings(addOns.SalesForm, withAttributes('control', native)),
    'controls',
    /keeps its own class id/,
  );
});

it('reports a control that is neither a root component nor required of another solution', () => {
  const unknown = withAttributes('customControl', { name: 'mpb_MarketplaceBridge.OrderLife' });
  reports(findings(addOns.SalesForm, unknown), 'controls', /OrderLife is no control/);
  const notRequired = withAttributes('Required', { type: '1' });
  reports(findings(addOns.SalesForm, notRequired, 'manifest'), 'controls', /OrderStatus is no control/);
  const platform = withAttributes('customControl', { name: 'MscrmControls.Grid.GridControl' });
  assert.deepEqual(findings(addOns.SalesForm, platform), []);
});

it('reports control ids that are there twice, and rows with more cells than the section has columns', () => {
  reports(
    findings(addOns.SalesForm, withAttributes('control', { id: 'same' })),
    'controls',
    /"same" is there twice/,
  );
  const crowded: Change = (element) =>
    element.name === 'row' ? { ...element, content: [...childrenOf(element), leaf('cell', '')] } : element;
  reports(findings(addOns.SalesForm, crowded), 'controls', /a row of 2 cells/);
});

it('reports ids that are there twice and ids that are none', () => {
  const id = '{11111111-1111-5111-8111-111111111111}';
  reports(findings(addOns.SalesForm, withAttributes('cell', { id })), 'unique', /an id twice/);
  reports(findings(addOns.SalesForm, withAttributes('tab', { id: 'summary' })), 'ids', /no lower-case GUID/);
});

it('reports a control, a form, a step, an endpoint, an app and a site map without a root, each by its type', () => {
  const roots = (model: SolutionModel): string[] => {
    const manifest: Element = { name: 'ImportExportXml', attributes: {}, content: [] };
    return lintRendered({ manifest, customizations: renderCustomizations(model) })
      .filter(({ rule }) => rule === 'roots')
      .map(({ where }) => where.split(':')[0]!);
  };
  assert.deepEqual(
    new Set(roots({ ...onlyControls, apps: bridgeSolution.apps })),
    new Set(['1', '60', '62', '66', '80']),
  );
  assert.deepEqual(new Set(roots(addOns.EventsBus)), new Set(['92', '95']));
});

it('reports an Update step without filtering columns', () => {
  reports(findings(addOns.EventsBus, withText('FilteringAttributes', '')), 'steps', /without filtering/);
});

it('reports a step that sends to an endpoint elsewhere, or not to an endpoint at all', () => {
  const elsewhere = withText('EventHandler', '{00000000-0000-5000-8000-000000000000}');
  reports(findings(addOns.EventsBus, elsewhere), 'steps', /no endpoint of this or a required/);
  reports(
    findings(addOns.EventsBus, withText('EventHandlerTypeCode', '4602')),
    'steps',
    /no endpoint of this or a required/,
  );
});

it('lets a step send to an endpoint that a required solution brings, if the solution says that it needs it', () => {
  assert.deepEqual(
    findings(addOns.StockEventsBus, (element) => element),
    [],
  );
  const elsewhere = withText('EventHandler', '{00000000-0000-5000-8000-000000000000}');
  reports(findings(addOns.StockEventsBus, elsewhere), 'steps', /no endpoint of this or a required/);
});

it('reports a step in the way of the user, or one that leaves jobs behind', () => {
  reports(findings(addOns.EventsBus, withText('Mode', '0')), 'steps', /not asynchronous/);
  reports(findings(addOns.EventsBus, withText('AsyncAutoDelete', '0')), 'steps', /job behind/);
});

it('reports a secret in an endpoint, by its element or by its look', () => {
  const added: Change = (element) =>
    element.name === 'ServiceEndpoint'
      ? { ...element, content: [...childrenOf(element), leaf('SASKey', 'x')] }
      : element;
  reports(findings(addOns.EventsBus, added), 'secrets', /SASKey holds a secret/);
  const address = 'Endpoint=sb://x.servicebus.windows.net/;SharedAccessKey=abc';
  reports(findings(addOns.EventsBus, withText('NamespaceAddress', address)), 'secrets', /NamespaceAddress/);
  reports(findings(addOns.EventsWebhook, withText('Url', 'https://x.test/?code=1')), 'secrets', /Url/);
});
