import assert from 'node:assert/strict';
import { it } from 'node:test';
import { addOns } from './add-ons.ts';
import { lintSolution } from './lint/lint.ts';
import { renderCustomizations } from './render/customizations.ts';
import { childText, childrenOf, descendants } from './render/element.ts';
import type { Element } from './render/element.ts';
import { renderManifest } from './render/manifest.ts';
import { bridgeSolution, type SolutionModel } from './render/model.ts';
import { allow } from './role.ts';
import { fieldServiceSteps, peopleSteps, stockSteps, type Step } from './steps.ts';

const { SalesForm, EventsBus, EventsWebhook, FieldService } = addOns;
const { StockEventsBus, StockEventsWebhook, FieldServiceEventsBus, FieldServiceEventsWebhook } = addOns;

/** Which steps each add-on for events brings; of the two in a pair one is installed. */
const eventAddOns: readonly (readonly [SolutionModel, SolutionModel, readonly Step[]])[] = [
  [EventsBus, EventsWebhook, peopleSteps],
  [StockEventsBus, StockEventsWebhook, stockSteps],
  [FieldServiceEventsBus, FieldServiceEventsWebhook, fieldServiceSteps],
];

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

const required = (model: SolutionModel): string[] =>
  descendants(renderManifest(model, 'managed'), 'Required').map(
    ({ attributes }) =>
      `${attributes.schemaName ?? attributes.displayName ?? ''} of ${attributes.solution ?? ''}`,
  );

it('says that the core has to be there before', () => {
  assert.deepEqual(required(SalesForm), [
    'mpb_MarketplaceBridge.OrderStatus of MarketplaceBridge (0.1.0.0)',
    'mpb_MarketplaceBridge.FeeBreakdown of MarketplaceBridge (0.1.0.0)',
    'mpb_MarketplaceBridge.ExceptionActions of MarketplaceBridge (0.1.0.0)',
  ]);
  for (const model of [EventsBus, EventsWebhook]) {
    assert.ok(required(model).includes('mpb_action of MarketplaceBridge (0.1.0.0)'));
  }
});

it('says that the endpoint to which more steps send has to be there before, and does not bring it again', () => {
  const endpoints = [
    [StockEventsBus, 'Marketplace Bridge: Service Bus queue of MarketplaceBridge_EventsBus (0.1.0.0)'],
    [StockEventsWebhook, 'Marketplace Bridge: webhook of MarketplaceBridge_EventsWebhook (0.1.0.0)'],
    [FieldServiceEventsBus, 'Marketplace Bridge: Service Bus queue of MarketplaceBridge_EventsBus (0.1.0.0)'],
    [FieldServiceEventsWebhook, 'Marketplace Bridge: webhook of MarketplaceBridge_EventsWebhook (0.1.0.0)'],
  ] as const;
  for (const [model, endpoint] of endpoints) {
    assert.ok(required(model).includes(endpoint), required(model).join('; '));
    assert.deepEqual(descendants(renderCustomizations(model), 'ServiceEndpoint'), []);
  }
  assert.ok(required(StockEventsBus).includes('mpb_stocklevel of MarketplaceBridge (0.1.0.0)'));
});

it('names tables of Field Service in what an environment without it may leave out, and says that it needs them', () => {
  const needs = (model: SolutionModel): boolean =>
    required(model).some((one) => one.startsWith('msdyn_productinventory of msdyn_FieldService'));
  for (const [name, model] of Object.entries(addOns)) {
    const text = JSON.stringify(renderCustomizations(model));
    assert.equal(text.includes('msdyn_'), name.startsWith('FieldService'), name);
    assert.equal(needs(model), name.startsWith('FieldService'), name);
  }
  assert.ok(!JSON.stringify(renderCustomizations(bridgeSolution)).includes('msdyn_'));
});

it('lets the relay read inventory of Field Service, and no more', () => {
  const [role] = FieldService.roles;
  assert.deepEqual(
    role?.privileges.map(({ name }) => name),
    ['prvReadmsdyn_productinventory', 'prvReadmsdyn_warehouse'],
  );
  assert.equal(role.id, 'd7fcd298-a126-5577-ab75-a5dd480a3d19');
});

it('reports a role that may do more with tables that are not ours', () => {
  const roles = FieldService.roles.map((role) => ({
    ...role,
    privileges: allow(['Read', 'Write'], 'msdyn_productinventory'),
  }));
  const problems = lintSolution({ ...FieldService, roles }, 'managed').map(({ problem }) => problem);
  assert.deepEqual(problems, ['prvWritemsdyn_productinventory is more than a role of ours may have']);
});

it('brings no table, column or role of its own, but the one role for Field Service', () => {
  for (const [addOn, model] of Object.entries(addOns)) {
    const customizations = renderCustomizations(model);
    for (const name of ['attribute', 'optionset', 'EntityRelationship'])
      assert.deepEqual(descendants(customizations, name), []);
    const roles = descendants(customizations, 'Role').map(({ attributes }) => attributes.name);
    assert.deepEqual(roles, addOn === 'FieldService' ? ['Marketplace Relay Field Service'] : []);
  }
});

it('has every step of the list, asynchronous, after the operation, with the columns of the list', () => {
  const all = eventAddOns.flatMap(([bus, webhook, steps]) => [
    [bus, steps] as const,
    [webhook, steps] as const,
  ]);
  for (const [model, steps] of all) {
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

it('gives the steps of all event add-ons different ids, and each endpoint its own', () => {
  const ids = eventAddOns.flatMap(([bus, webhook]) => [...idsOf(bus), ...idsOf(webhook)]);
  assert.equal(new Set(ids).size, 2 * (peopleSteps.length + stockSteps.length + fieldServiceSteps.length));
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
