/**
 * From a posted context to what a person did. Which step means what is said in one place, the step list of the
 * solution; here each kind of event only picks its values.
 */
import { imageAlias, steps, type StepEvent } from '@marketplace-bridge/solution';
import type { BusinessEvent, Decoded, EventOrigin } from './business-event.ts';
import { readContext, type ExecutionContext } from './context/execution-context.ts';
import type { ContextValue } from './context/value.ts';

/** What the relay knows of itself; null where it has not asked yet, so that nothing is dropped on a guess. */
export interface Known {
  readonly organizationId: string | null;
  readonly relayUserId: string | null;
}

/**
 * Never throws. What our own user caused is ignored, so that the relay never wakes itself (TENANT 16), and so is what
 * another environment says: a copy of production must not act on production (TENANT 6).
 * @param body the message of Service Bus or of the webhook, as it came
 */
export function decodeContext(body: string | Uint8Array, known: Known): Decoded {
  const reading = readContext(body);
  if (!reading.ok) return { kind: 'refused', refusal: reading.refusal };
  const { context } = reading;
  if (known.organizationId !== null && context.organizationId !== known.organizationId.toLowerCase()) {
    return ignored('another-organization', 'The message comes from another Dynamics environment.');
  }
  if (known.relayUserId !== null && doneBy(context) === known.relayUserId.toLowerCase()) {
    return ignored('our-own-doing', 'The relay itself did what the message tells.');
  }
  const step = steps.find(({ message, table }) => message === context.message && table === context.table);
  if (step === undefined) {
    const text =
      'No step of this version of the solution posts this table and message. Remove the step, or upgrade.';
    return { kind: 'refused', refusal: { reason: 'unknown-step', text } };
  }
  const id = context.recordId ?? context.target?.id ?? guidIn(context.outputs.get('id'));
  if (id === null) {
    return {
      kind: 'refused',
      refusal: { reason: 'no-record-id', text: 'The message does not say which row it is about.' },
    };
  }
  return { kind: 'event', event: eventOf(step.event, id, context) };
}

function eventOf(event: StepEvent, id: string, context: ExecutionContext): BusinessEvent {
  const origin = originOf(context);
  switch (event) {
    case 'action-requested':
      return { kind: event, actionId: id, origin };
    case 'mapping-saved':
      return { kind: event, mappingId: id, sku: textIn(context, 'mpb_sku'), origin };
    case 'tax-rule-saved': {
      const taxCategory = textIn(context, 'mpb_taxcategory');
      return { kind: event, ruleId: id, taxCategory, territory: textIn(context, 'mpb_territory'), origin };
    }
    case 'order-closed': {
      const salesOrderId = referenceIn(context, 'salesorderid');
      return { kind: event, orderCloseId: id, salesOrderId, origin };
    }
    case 'stock-changed':
      return {
        kind: event,
        table: context.table,
        rowId: id,
        productId: context.table === 'product' ? id : productIn(context),
        origin,
      };
  }
}

/** By which column the tables that hold quantities name the product. */
const productColumns = ['mpb_productid', 'msdyn_product'];

function productIn(context: ExecutionContext): string | null {
  for (const column of productColumns) {
    const id = referenceIn(context, column);
    if (id !== null) return id;
  }
  return null;
}

function originOf(context: ExecutionContext): EventOrigin {
  return {
    userId: doneBy(context),
    organizationId: context.organizationId ?? '',
    correlationId: context.correlationId ?? '',
  };
}

function doneBy({ initiatingUserId, userId }: ExecutionContext): string {
  return initiatingUserId ?? userId ?? '';
}

/** What was written counts before the image; an Update's target has only what changed. */
function valueOf({ target, images }: ExecutionContext, column: string): ContextValue | undefined {
  return target?.columns.get(column) ?? images.get(imageAlias)?.columns.get(column);
}

function textIn(context: ExecutionContext, column: string): string | null {
  const value = valueOf(context, column);
  return value?.kind === 'text' ? value.text : null;
}

function referenceIn(context: ExecutionContext, column: string): string | null {
  const value = valueOf(context, column);
  return value?.kind === 'reference' ? value.reference.id : null;
}

function guidIn(value: ContextValue | undefined): string | null {
  return value?.kind === 'text' ? value.text.toLowerCase() : null;
}

function ignored(reason: 'another-organization' | 'our-own-doing', text: string): Decoded {
  return { kind: 'ignored', ignored: { reason, text } };
}
