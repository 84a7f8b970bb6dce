import { causeKey, causeKeyOfMapping } from '../cause-key.ts';
import type { ExceptionDraft } from '../exception.ts';
import type { ExceptionCode } from '../exception-of.ts';
import type { OrderFacts, ProductMatch } from './decision.ts';
import { liveLines } from './live-lines.ts';
import type { MarketplaceOrder, MarketplaceOrderLine } from './marketplace-order.ts';
import { lineName, orderException } from './order-exception.ts';

/** A line with the product that it can be sold as. */
export interface MatchedLine {
  readonly line: MarketplaceOrderLine;
  readonly productId: string;
  readonly unitId: string;
  readonly taxCategory: string;
}

export interface MatchedLines {
  readonly lines: readonly MatchedLine[];
  readonly exceptions: readonly ExceptionDraft[];
}

/** Finds the product of each live line and checks that Dynamics can sell it; every problem of every line at once. */
export function matchProducts({ order, products }: Pick<OrderFacts, 'order' | 'products'>): MatchedLines {
  const lines: MatchedLine[] = [];
  const exceptions: ExceptionDraft[] = [];
  for (const line of liveLines(order)) {
    const sku = line.sku?.trim() ?? '';
    const product = products.get(line.sku ?? '') ?? products.get(sku);
    const problems = sku === '' ? [noSku(order, line)] : problemsOf(order, line, product);
    exceptions.push(...problems);
    if (problems.length === 0 && product?.unitId != null && product.taxCategory !== null) {
      const { productId, unitId, taxCategory } = product;
      lines.push({ line, productId, unitId, taxCategory });
    }
  }
  return { lines, exceptions };
}

function problemsOf(
  order: MarketplaceOrder,
  line: MarketplaceOrderLine,
  product: ProductMatch | undefined,
): ExceptionDraft[] {
  const sku = line.sku ?? '';
  const problem = (code: ExceptionCode, cause: string, key = causeKeyOfMapping(sku)) =>
    orderException(order, code, {
      causeKey: key,
      subject: sku,
      cause: `${lineName(line)}: ${cause}`,
      evidence: [
        { label: 'SKU', value: sku },
        { label: 'Title on the marketplace', value: line.title ?? '' },
        ...(product === undefined ? [] : [{ label: 'Product in Dynamics', value: product.name }]),
      ],
      moneyAtRisk: line.total,
    });
  if (product === undefined) {
    return [problem('unknown-sku', 'no product in Dynamics has this number, and no SKU mapping names one.')];
  }
  const { name } = product;
  return [
    ...(product.active ? [] : [problem('product-inactive', `product "${name}" is not active in Dynamics.`)]),
    ...(product.unitId === null ? [problem('product-without-unit', `product "${name}" has no unit.`)] : []),
    ...(product.inPriceList
      ? []
      : [
          problem(
            'product-not-in-price-list',
            `product "${name}" is not in the price list of the marketplace.`,
          ),
        ]),
    ...(product.taxCategory === null || product.taxCategory.trim() === ''
      ? [
          problem(
            'no-tax-category',
            `product "${name}" has no tax category, so its VAT rate is not known.`,
            causeKey('category', sku),
          ),
        ]
      : []),
  ];
}

function noSku(order: MarketplaceOrder, line: MarketplaceOrderLine): ExceptionDraft {
  return orderException(order, 'no-sku', {
    causeKey: causeKey('order', `${order.id}|${line.id}`),
    subject: lineName(line),
    cause: `${lineName(line)} ("${line.title ?? 'no title'}") has no SKU, so its product cannot be found.`,
    evidence: [{ label: 'Title on the marketplace', value: line.title ?? '' }],
    moneyAtRisk: line.total,
  });
}
