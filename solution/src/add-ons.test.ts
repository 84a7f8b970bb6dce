import assert from 'node:assert/strict';
import { it } from 'node:test';
import { addOns } from './add-ons.ts';
import { lintSolution } from './lint/lint.ts';
import { renderCustomizations } from './render/customizations.ts';
import { childText, childrenOf, descendants } from './render/element.ts';
import type { Element } from './render/element.ts';
import { renderManifest } from './render/manifest.ts';
import type { SolutionModel } from './render/model.ts';
import { steps } from './steps.ts';

const { SalesForm, EventsBus, EventsWebhook } = addOns;

const stepsOf = (model: SolutionModel): Element[] =>
  descendants(renderCustomizations(model), 'SdkMessageProcessingStep');
const idsOf = (model: SolutionModel): string[] =>
  stepsOf(model).map(({ attributes }) => attributes.SdkMessageProcessingStepId ?? '');
const endpointOf = (model: SolutionModel): Element =>
  descendants(renderCustomizations(model), 'ServiceEndpoint')[0]!;

it('finds nothing wrong with any of them', () => {
  for (const model of Object.values(addOns)) assert.deepEqual(lintSolution(model, 'managed'), []);
});

it('cannot be an unmanaged solution with a change to a form that is not ours', () => {
  const rules = lintSolution(SalesForm, 'unmanaged').map(({ rule }) => rule);
  assert.deepEqual(new Set(rules), new Set(['dialect']));
});

it('says that the core has to be there before', () => {
  const required = (model: SolutionModel): string[] =>
    descendants(renderManifest(model, 'managed'), 'Required').map(
      ({ attributes }) => `${attributes.schemaName ?? ''} of ${attributes.solution ?? ''}`,
    );
  assert.deepEqual(required(SalesForm), [
    'mpb_MarketplaceBridge.OrderStatus of MarketplaceBridge (0.1.0.0)',
    'mpb_MarketplaceBridge.FeeBreakdown of MarketplaceBridge (0.1.0.0)',
    'mpb_MarketplaceBridge.ExceptionActions of MarketplaceBridge (0.1.0.0)',
  ]);
  for (const model of [EventsBus, EventsWebhook]) {
    assert.ok(required(model).includes('mpb_action of MarketplaceBridge (0.1.0.0)'));
  }
});

it('brings no table, column or role of its own', () => {
  for (const model of Object.values(addOns)) {
    const customizations = renderCustomizations(model);
    for (const name of ['attribute', 'Role', 'optionset', 'EntityRelationship'])
      assert.deepEqual(descendants(customizations, name), []);
  }
});

it('has every step of the list, asynchronous, after the operation, with the columns of the list', () => {
  for (const model of [EventsBus, EventsWebhook]) {
    const rendered = stepsOf(model);
    assert.equal(rendered.length, steps.length);
    for (const [index, step] of steps.entries()) {
      const element = rendered[index]!;
      assert.equal(childText(element, 'PrimaryEntity'), step.table);
      assert.equal(childText(element, 'FilteringAttributes'), step.filter.join(','));
      assert.deepEqual(
        [childText(element, 'Stage'), childText(element, 'Mode'), childText(element, 'AsyncAutoDelete')],
        ['40', '1', '1'],
      );
      const images = descendants(element, 'SdkMessageProcessingStepImage');
      assert.deepEqual(
        images.map((image) => [
          childText(image, 'EntityAlias'),
          childText(image, 'Attributes'),
          childText(image, 'ImageType'),
        ]),
        step.image.length === 0 ? [] : [['after', step.image.join(','), '1']],
      );
    }
  }
});

it('gives the steps of the two event add-ons different ids, and each endpoint its own', () => {
  const ids = [...idsOf(EventsBus), ...idsOf(EventsWebhook)];
  assert.equal(new Set(ids).size, 2 * steps.length);
  const endpoints = [EventsBus, EventsWebhook].map((model) => endpointOf(model).attributes.ServiceEndpointId);
  assert.equal(new Set(endpoints).size, 2);
});

it('keeps the ids that steps have in environments', () => {
  assert.equal(idsOf(EventsBus)[0], '{fc0ee415-4b24-5b65-8d0d-56c82010e754}');
  assert.equal(idsOf(EventsWebhook)[0], '{c8b32380-e121-5448-bd17-1e5a11bfd37a}');
});

it('names a persistent queue for JSON, or a webhook with a header, at addresses that do not exist', () => {
  const values = (model: SolutionModel): Record<string, string> =>
    Object.fromEntries(childrenOf(endpointOf(model)).map(({ name, content }) => [name, content as string]));
  const queue = values(EventsBus);
  assert.deepEqual(
    [queue.Contract, queue.AuthType, queue.MessageFormat, queue.UserClaim, queue.Path],
    ['6', '2', '2', '2', 'marketplace-events'],
  );
  assert.match(queue.NamespaceAddress!, /^sb:\/\/.*\.invalid\/$/);
  const webhook = values(EventsWebhook);
  assert.deepEqual([webhook.Contract, webhook.AuthType, webhook.MessageFormat], ['8', '5', '2']);
  assert.match(webhook.Url!, /^https:\/\/[^/]*\.invalid\//);
});

it('adds one tab to the shipped form, with an order for what is in it, and changes nothing else', () => {
  const form = descendants(renderCustomizations(SalesForm), 'systemform')[0]!;
  assert.equal(childText(form, 'formid'), '{d598792c-3ff0-43f3-b3e3-bbd70b99e1a5}');
  const actions = (name: string): (string | undefined)[] =>
    descendants(form, name).map(({ attributes }) => attributes.solutionaction);
  assert.deepEqual(actions('form'), ['Modified']);
  assert.deepEqual(actions('tab'), ['Added']);
  assert.deepEqual(actions('controlDescription'), ['Added', 'Added', 'Added']);
  for (const name of ['section', 'cell', 'control'])
    assert.ok(actions(name).every((action) => action === undefined));
  for (const name of ['tab', 'section', 'cell'])
    assert.ok(descendants(form, name).every(({ attributes }) => /^\d+$/.test(attributes.ordinalvalue ?? '')));
});
