/**
 * Small managed solutions beside the core: what not every tenant has or wants, and what, if it is refused, must not take
 * the core down with it (TENANT 18). All of them depend on the core; of the two for events one is installed, never both.
 */
import { queueEndpoint, webhookEndpoint } from './endpoints.ts';
import { shippedOrderFormChange } from './forms/sales-order.ts';
import { solutionIdentity } from './publisher.ts';
import { bridgeSolution } from './render/model.ts';
import type { SolutionModel } from './render/model.ts';
import { steps } from './steps.ts';

export type AddOnName = 'SalesForm' | 'EventsBus' | 'EventsWebhook';

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
    requires: bridgeSolution,
  };
}

export const addOns: Readonly<Record<AddOnName, SolutionModel>> = {
  SalesForm: {
    ...addOn('SalesForm', 'Order form', 'Adds the Marketplace tab to the Order form that Sales ships.'),
    formChanges: [shippedOrderFormChange],
  },
  EventsBus: {
    ...addOn(
      'EventsBus',
      'events by Service Bus',
      'Tells the relay through an Azure Service Bus queue what people did.',
    ),
    endpoint: queueEndpoint,
    steps,
  },
  EventsWebhook: {
    ...addOn('EventsWebhook', 'events by webhook', 'Tells the relay through its webhook what people did.'),
    endpoint: webhookEndpoint,
    steps,
  },
};
