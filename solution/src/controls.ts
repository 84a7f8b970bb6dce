/**
 * The controls on the forms (DESIGN 6). What they are made of is built in `pcf-controls`; here stands what forms and the
 * zip have to know of them, and packing fails when a built manifest says something else.
 */
export interface Control {
  /** The constructor of the manifest, also the folder that its build goes to. */
  readonly constructorName: string;
  readonly display: string;
  readonly bound: BoundProperty | DataSet;
}

/** Stands in place of one field. */
export interface BoundProperty {
  readonly kind: 'property';
  readonly name: string;
}

/** Stands in place of a grid. */
export interface DataSet {
  readonly kind: 'dataSet';
  readonly name: string;
}

export const controlNamespace = 'MarketplaceBridge';

/** How forms and root components call a control: prefix, namespace, constructor (solution.md 3.9). */
export const controlName = (constructorName: string): string => `mpb_${controlNamespace}.${constructorName}`;

const onOrderKey: BoundProperty = { kind: 'property', name: 'orderKey' };

export const controls: readonly Control[] = [
  { constructorName: 'OrderStatus', display: 'Order status', bound: onOrderKey },
  { constructorName: 'FeeBreakdown', display: 'Fees and payout', bound: onOrderKey },
  { constructorName: 'ExceptionActions', display: 'Exceptions and actions', bound: onOrderKey },
  {
    constructorName: 'StockBadge',
    display: 'Stock on the marketplace',
    bound: { kind: 'property', name: 'recordKey' },
  },
  { constructorName: 'ExceptionList', display: 'Exceptions', bound: { kind: 'dataSet', name: 'exceptions' } },
];
