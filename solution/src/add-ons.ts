/**
 * Small managed solutions beside the core: what not every tenant has or wants, and what, if it is refused, must not take
 * the core down with it (TENANT 18). All of them depend on the core; of two that differ by bus or webhook one is installed,
 * never both.
 */
import { queueEndpoint, webhookEndpoint } from './endpoints.ts';
import { fieldServiceRole, productInventory, warehouse } from './field-service.ts';
import { shippedOrderFormChange } from './forms/sales-order.ts';
import { solutionIdentity } from './publisher.ts';
import { bridgeSolution } from './render/model.ts';
import type { SolutionModel } from './render/model.ts';
import { fieldServiceSteps, peopleSteps, stockSteps } from './steps.ts';

/** Each stands behind those that it requires. */
export const addOnNames = [
  'SalesForm',
  'EventsBus',
  'EventsWebhook',
  'StockEventsBus',
  'StockEventsWebhook',
  'FieldService',
  'FieldServiceEventsBus',
  'FieldServiceEventsWebhook',
] as const;
export type AddOnName = (typeof addOnNames)[number];

function addOn(name: AddOnName, display: string, description: string): SolutionModel {
  return {
    identity: {
      ...solutionIdentity,
      uniqueName: `${solutionIdentity.uniqueName}_${name}`,
      display: `${solutionIdentity.display}: ${display}`,
      description,
    },
    publisher: bridgeSolution.publisher,
    tables: [],
    extensions: [],
    choices: [],
    roles: [],
    controls: [],
    forms: [],
    views: [],
    apps: [],
    formChanges: [],
    endpoint: null,
    steps: [],
    foreignTables: [],
    requires: bridgeSolution,
  };
}

const eventsBus: SolutionModel = {
  ...addOn(
    'EventsBus',
    'events by Service Bus',
    'Tells the relay through an Azure Service Bus queue what people did.',
  ),
  endpoint: queueEndpoint,
  steps: peopleSteps,
};

const eventsWebhook: SolutionModel = {
  ...addOn('EventsWebhook', 'events by webhook', 'Tells the relay through its webhook what people did.'),
  endpoint: webhookEndpoint,
  steps: peopleSteps,
};

/** More steps for the endpoint that another add-on brings. */
function stockEvents(name: AddOnName, way: string, requires: SolutionModel): SolutionModel {
  return {
    ...addOn(
      name,
      `stock events by ${way}`,
      'Tells the relay at once that stock moved, and not some seconds later.',
    ),
    steps: stockSteps,
    requires,
  };
}

function fieldServiceEvents(name: AddOnName, way: string, requires: SolutionModel): SolutionModel {
  return {
    ...addOn(
      name,
      `Field Service stock events by ${way}`,
      'Tells the relay at once that inventory of Field Service moved.',
    ),
    steps: fieldServiceSteps,
    foreignTables: [productInventory],
    requires,
  };
}

export const addOns: Readonly<Record<AddOnName, SolutionModel>> = {
  SalesForm: {
    ...addOn('SalesForm', 'Order form', 'Adds the Marketplace tab to the Order form that Sales ships.'),
    formChanges: [shippedOrderFormChange],
  },
  EventsBus: eventsBus,
  EventsWebhook: eventsWebhook,
  StockEventsBus: stockEvents('StockEventsBus', 'Service Bus', eventsBus),
  StockEventsWebhook: stockEvents('StockEventsWebhook', 'webhook', eventsWebhook),
  FieldService: {
    ...addOn(
      'FieldService',
      'Field Service',
      'The role by which the relay reads inventory of Field Service.',
    ),
    roles: [fieldServiceRole],
    foreignTables: [productInventory, warehouse],
  },
  FieldServiceEventsBus: fieldServiceEvents('FieldServiceEventsBus', 'Service Bus', eventsBus),
  FieldServiceEventsWebhook: fieldServiceEvents('FieldServiceEventsWebhook', 'webhook', eventsWebhook),
};
