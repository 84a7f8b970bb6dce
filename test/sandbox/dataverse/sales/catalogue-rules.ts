/** Products, units and price list items: their unique indexes, their units, and publishing (dataverse.md 9). */
import { invalidArgument } from '../errors.ts';
import type { OperationCall, SandboxRules, WriteContext } from '../hooks.ts';
import { unitNotInSchedule } from '../pricing/refusals.ts';
import { duplicatePriceListItem, duplicateProductNumber } from './refusals.ts';

export function catalogueRules(): SandboxRules {
  return {
    name: 'catalogue',
    beforeWrite: (context) => {
      if (context.kind === 'delete') return;
      if (context.table.name === 'product') beforeProduct(context);
      if (context.table.name === 'productpricelevel') beforePriceListItem(context);
    },
    operations: { PublishProductHierarchy: publish },
  };
}

function beforeProduct({ id, row, database }: WriteContext): void {
  const same = database.where('product', 'productnumber', row.productnumber);
  if (row.productnumber != null && same.some((other) => other.productid !== id))
    throw duplicateProductNumber();
  const unit = typeof row.defaultuomid === 'string' ? database.get('uom', row.defaultuomid) : undefined;
  if (unit && unit.uomscheduleid !== row.defaultuomscheduleid) throw unitNotInSchedule();
}

function beforePriceListItem({ id, row, database }: WriteContext): void {
  const product = typeof row.productid === 'string' ? database.get('product', row.productid) : undefined;
  const unit = typeof row.uomid === 'string' ? database.get('uom', row.uomid) : undefined;
  const priceList =
    typeof row.pricelevelid === 'string' ? database.get('pricelevel', row.pricelevelid) : undefined;
  if (!product || !unit || !priceList) return;
  if (unit.uomscheduleid !== product.defaultuomscheduleid) throw unitNotInSchedule();
  const clash = database
    .where('productpricelevel', 'productid', row.productid)
    .some(
      (other) =>
        other.productpricelevelid !== id &&
        other.pricelevelid === row.pricelevelid &&
        other.uomid === row.uomid,
    );
  if (clash) throw duplicatePriceListItem();
  row.productidname = product.name;
  row.productnumber = product.productnumber;
  row.uomscheduleid = unit.uomscheduleid;
  row.transactioncurrencyid = priceList.transactioncurrencyid;
}

/** Bound to a product: a draft, or one under revision, becomes active. */
function publish({ bound, caller, database }: OperationCall): undefined {
  if (bound?.table.name !== 'product' || bound.id === undefined)
    throw invalidArgument('PublishProductHierarchy is bound to a product.');
  database.update(caller, 'product', bound.id, { statecode: 0, statuscode: 1 });
}
