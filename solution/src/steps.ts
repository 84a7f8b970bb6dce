/**
 * The plug-in steps by which Dataverse tells the relay that a person did something, or that stock moved (DESIGN 6,
 * TENANT 16): all of them asynchronous, after the operation, on rows that the relay never writes, so that it never wakes
 * itself. The zips, the decoder and the sandbox read these lists (the sandbox from the zips).
 */
export interface Step {
  /** `<message> of <table>`; its id follows from it. */
  readonly name: string;
  readonly table: string;
  readonly message: 'Create' | 'Update';
  /** Update steps run only when one of these changed; a Create step cannot have any. */
  readonly filter: readonly string[];
  /** Columns of the row after the operation, sent under the alias `after`: an Update's target has only what changed. */
  readonly image: readonly string[];
  readonly event: StepEvent;
}

export type StepEvent =
  'action-requested' | 'mapping-saved' | 'tax-rule-saved' | 'order-closed' | 'stock-changed';

/** Alias of the one image that a step sends. */
export const imageAlias = 'after';

const skuMapping = ['mpb_sku', 'mpb_marketplaceid', 'mpb_productid', 'mpb_uomid', 'statecode'];
const taxRule = [
  'mpb_taxcategory',
  'mpb_territory',
  'mpb_treatment',
  'mpb_rate',
  'mpb_validfrom',
  'mpb_validto',
  'mpb_taxcode',
  'statecode',
];

function step(message: Step['message'], table: string, rest: Omit<Step, 'name' | 'message' | 'table'>): Step {
  return { name: `${message} of ${table}`, message, table, ...rest };
}

/** What people did: in the add-ons for events. */
export const peopleSteps: readonly Step[] = [
  step('Create', 'mpb_action', { event: 'action-requested', filter: [], image: [] }),
  step('Create', 'mpb_skumapping', { event: 'mapping-saved', filter: [], image: [] }),
  step('Update', 'mpb_skumapping', {
    event: 'mapping-saved',
    filter: skuMapping,
    image: ['mpb_sku', 'mpb_marketplaceid'],
  }),
  step('Create', 'mpb_taxrule', { event: 'tax-rule-saved', filter: [], image: [] }),
  step('Update', 'mpb_taxrule', {
    event: 'tax-rule-saved',
    filter: taxRule,
    image: ['mpb_taxcategory', 'mpb_territory'],
  }),
  step('Create', 'orderclose', { event: 'order-closed', filter: [], image: [] }),
];

/**
 * Where stock moves, in add-ons of their own: change tracking finds every movement without them, some seconds later, and
 * a table that another system loads by the ten thousand is no place for a step that nobody asked for (TENANT 16).
 */
export const stockSteps: readonly Step[] = [
  step('Update', 'product', { event: 'stock-changed', filter: ['quantityonhand', 'statecode'], image: [] }),
  step('Create', 'mpb_stocklevel', { event: 'stock-changed', filter: [], image: [] }),
  step('Update', 'mpb_stocklevel', {
    event: 'stock-changed',
    filter: ['mpb_quantity', 'mpb_asof'],
    image: ['mpb_productid'],
  }),
];

/** The same for inventory of Field Service, which not every environment has. */
export const fieldServiceSteps: readonly Step[] = [
  step('Create', 'msdyn_productinventory', { event: 'stock-changed', filter: [], image: [] }),
  step('Update', 'msdyn_productinventory', {
    event: 'stock-changed',
    filter: ['msdyn_qtyonhand', 'msdyn_qtyavailable', 'msdyn_qtyallocated'],
    image: ['msdyn_product'],
  }),
];

/** Every step that the relay may hear of. */
export const steps: readonly Step[] = [...peopleSteps, ...stockSteps, ...fieldServiceSteps];
