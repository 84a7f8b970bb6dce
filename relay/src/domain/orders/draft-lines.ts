/** Lines of the Sales Order, from proved lines: goods as they are, delivery gathered by VAT rate. */
import { causeKey } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import { minorDigits, moneyText, spread } from '../money.ts';
import { exactPrices } from '../price/exact-price.ts';
import { taxed, vatOf } from '../vat/extract.ts';
import type { Taxed, TaxMode } from '../vat/extract.ts';
import type { MarketplaceFacts, SalesOrderLineDraft } from './decision.ts';
import { deliveryGroups } from './delivery.ts';
import type { MarketplaceOrder } from './marketplace-order.ts';
import { orderException } from './order-exception.ts';
import type { ProvedLine } from './vat-proof.ts';

export interface DraftLines {
  readonly lines: readonly SalesOrderLineDraft[];
  readonly exceptions: readonly ExceptionDraft[];
}

type Identity = Pick<
  SalesOrderLineDraft,
  'kind' | 'key' | 'lineId' | 'productId' | 'unitId' | 'quantity' | 'rate' | 'taxCode'
>;

/** The lines with prices from which Dynamics computes exactly these amounts. */
export function draftLines(
  order: MarketplaceOrder,
  proved: readonly ProvedLine[],
  { mode, marketplace }: { readonly mode: TaxMode; readonly marketplace: MarketplaceFacts },
): DraftLines {
  const goods = proved.map(({ line, productId, unitId, rule, goodsVat }): [Identity, Taxed] => [
    {
      ...{ kind: 'goods', key: line.id, lineId: line.id, productId, unitId, quantity: line.quantity },
      ...{ rate: rule.rate, taxCode: rule.taxCode },
    },
    taxed(line.price, goodsVat ?? vatOf(line.price, rule.rate, mode), mode),
  ]);
  const priced = [...goods, ...deliveryLines(proved, mode, marketplace.shippingProduct)].map(
    ([identity, amounts]) => price(order, identity, amounts, marketplace),
  );
  return {
    lines: priced.flatMap(({ lines }) => lines),
    exceptions: priced.flatMap(({ exceptions }) => exceptions),
  };
}

/** The shipping product is known by now wherever anything is charged for delivery. */
function deliveryLines(
  proved: readonly ProvedLine[],
  mode: TaxMode,
  product: MarketplaceFacts['shippingProduct'],
): readonly (readonly [Identity, Taxed])[] {
  if (product === null) return [];
  const { productId, unitId } = product;
  return deliveryGroups(proved, mode).map(({ key, rate, taxCode, amounts }) => [
    { kind: 'delivery', key, lineId: null, productId, unitId, quantity: 1, rate, taxCode },
    amounts,
  ]);
}

function price(
  order: MarketplaceOrder,
  identity: Identity,
  amounts: Taxed,
  marketplace: MarketplaceFacts,
): DraftLines {
  const rules = {
    precision: marketplace.pricingPrecision,
    currencyDigits: minorDigits(order.currency),
    discountMethod: marketplace.discountMethod,
  };
  const parts = exactPrices(amounts.net, identity.quantity, rules);
  if (parts === null) return { lines: [], exceptions: [tooCoarse(order, identity, amounts, marketplace)] };
  const taxes = spread(
    amounts.tax,
    parts.map((part) => part.net),
  );
  const lines = parts.map((part, index) => {
    const tax = taxes[index] ?? 0;
    return {
      ...identity,
      key: index === 0 ? identity.key : `${identity.key}#${index + 1}`,
      quantity: part.quantity,
      price: part.price,
      pricePlaces: part.places,
      discount: part.discount,
      tax,
      net: part.net,
      gross: part.net + tax,
    };
  });
  return { lines, exceptions: [] };
}

function tooCoarse(
  order: MarketplaceOrder,
  identity: Identity,
  amounts: Taxed,
  { pricingPrecision }: MarketplaceFacts,
): ExceptionDraft {
  const net = moneyText(amounts.net, order.currency);
  return orderException(order, 'price-precision-too-coarse', {
    causeKey: causeKey('set-up', 'pricing precision'),
    cause: `${identity.quantity} for ${net} without VAT cannot be priced with ${pricingPrecision} decimals and no discount.`,
    evidence: [
      { label: 'Net amount', value: net },
      { label: 'Pricing precision', value: pricingPrecision.toString() },
    ],
  });
}
