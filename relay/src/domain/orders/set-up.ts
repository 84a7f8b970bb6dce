import { causeKey } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { isExceptionCode } from '../exception-of.ts';
import { moneyText, sum } from '../money.ts';
import type { OrderFacts } from './decision.ts';
import { liveLines } from './live-lines.ts';
import type { MarketplaceOrder } from './marketplace-order.ts';
import { orderException } from './order-exception.ts';
import { deliveryByLine } from './totals.ts';

/** What stands against every order of this marketplace, or against this kind of order. */
export function marketplaceProblems({ order, marketplace }: OrderFacts): readonly ExceptionDraft[] {
  const { hold, currency } = marketplace;
  return [
    ...(hold === null ? [] : [held(order, hold)]),
    ...(order.currency === currency ? [] : [foreignCurrency(order, currency)]),
    ...deemedSupplier(order, marketplace.establishedInUk),
  ];
}

/**
 * An imported order whose number the marketplace does not have yet must not send it from a copy of the environment
 * (TENANT 6). Other holds do not matter any more once the Sales Order stands.
 */
export function mayNotWriteBack({ order, marketplace }: OrderFacts): readonly ExceptionDraft[] {
  const { hold } = marketplace;
  return hold?.code === 'not-armed' ? [held(order, hold)] : [];
}

/** Delivery that is charged needs a product to stand on (TENANT 9). For orders whose amounts are possible. */
export function shippingProductMissing({ order, marketplace }: OrderFacts): readonly ExceptionDraft[] {
  const charged = sum(deliveryByLine(order));
  if (charged === 0 || marketplace.shippingProduct !== null) return [];
  const delivery = moneyText(charged, order.currency);
  return [
    orderException(order, 'no-shipping-product', {
      causeKey: causeKey('set-up', 'shipping product'),
      cause: `The order charges ${delivery} for delivery, but the marketplace names no product with a unit for it.`,
      evidence: [{ label: 'Delivery', value: delivery }],
    }),
  ];
}

function held(
  order: MarketplaceOrder,
  hold: { readonly code: string; readonly text: string },
): ExceptionDraft {
  return orderException(order, isExceptionCode(hold.code) ? hold.code : 'wrong-organisation-settings', {
    causeKey: causeKey('set-up', hold.code),
    cause: hold.text,
    evidence: [{ label: 'Setting', value: hold.code }],
  });
}

function foreignCurrency(order: MarketplaceOrder, currency: string): ExceptionDraft {
  return orderException(order, 'foreign-currency', {
    causeKey: causeKey('set-up', `currency ${order.currency}`),
    subject: order.currency,
    cause: `The order is in ${order.currency}, the marketplace and its price list are in ${currency}. Nothing is converted.`,
    evidence: [
      { label: 'Currency of the order', value: order.currency },
      { label: 'Currency of the marketplace', value: currency },
    ],
    moneyAtRisk: null,
  });
}

/** Mirakl names taxes that the operator pays itself by this prefix (ACCOUNTING, VAT on sales). */
const operatorTax = /^OPERATOR_REMITTED/i;

function deemedSupplier(order: MarketplaceOrder, establishedInUk: boolean): readonly ExceptionDraft[] {
  const taxes = liveLines(order).flatMap((line) => [...line.taxes, ...line.shippingTaxes]);
  const codes = [...new Set(taxes.map((tax) => tax.code ?? '').filter((code) => operatorTax.test(code)))];
  if (establishedInUk && codes.length === 0) return [];
  return [
    orderException(order, 'operator-collects-vat', {
      causeKey: causeKey('set-up', 'establishment'),
      cause: establishedInUk
        ? `The marketplace pays the VAT of this order itself (${codes.join(', ')}), but the seller is established in the UK and has to account for it.`
        : 'The seller is not established in the UK, so the marketplace may have to account for the VAT of this order. Finance decides how such sales are booked.',
      evidence: [
        { label: 'Seller established in the UK', value: establishedInUk ? 'yes' : 'no' },
        {
          label: 'Taxes paid by the marketplace',
          value: codes.length === 0 ? 'none stated' : codes.join(', '),
        },
      ],
    }),
  ];
}

export function taxModeMissing(order: MarketplaceOrder): ExceptionDraft {
  return orderException(order, 'tax-mode-missing', {
    causeKey: causeKey('order', order.id),
    cause: 'The marketplace does not say whether the prices of this order contain VAT.',
    evidence: [{ label: 'Tax mode', value: 'none' }],
  });
}

export function taxPointMissing(order: MarketplaceOrder): ExceptionDraft {
  return orderException(order, 'tax-point-missing', {
    causeKey: causeKey('order', order.id),
    cause: 'The order has no payment, dispatch or order date that can be read, so no VAT rate can be chosen.',
    evidence: [
      { label: 'Paid', value: order.debitedAt ?? 'none' },
      { label: 'Placed', value: order.createdAt },
    ],
  });
}
