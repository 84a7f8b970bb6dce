/** The tables whose changes may change a target, and what a changed row of each makes dirty. */
import type { Ids } from '../ids.ts';
import type { Dirty } from './dirty.ts';
import type { SourceReader } from './sources/source.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface Followed {
  /** Of its link on the checkpoint. */
  readonly name: string;
  readonly path: string;
  /** Primary key, for ordering. */
  readonly id: string;
  readonly changed: (row: Row) => void;
  readonly gone: (id: string) => void;
}

export interface Noted {
  readonly dirty: Dirty;
  readonly ids: Ids;
  /** A row is gone, and nobody can say which listings it was for. */
  readonly walk: (how: { readonly relink: boolean }) => void;
  /** When the source was last written. */
  readonly sourceChanged: (on: string) => void;
  /** The row version is that of our own last write. */
  readonly isOurs: (listingId: string, version: string) => boolean;
}

/** Of the link of what people map. */
export const mappings = 'skumapping';

/** A product may be made as a draft and finished later; links live no longer than this anyway (dataverse.md 6). */
const young = 7 * 24 * 3_600_000;

export function followedTables(source: SourceReader, noted: Noted): readonly Followed[] {
  const { dirty, ids, walk, sourceChanged } = noted;
  const ofSku = (row: Row): string => ids.id('listing', text(row.mpb_sku));
  const product: Followed = {
    name: 'product',
    path: 'products?$select=productid,productnumber,quantityonhand,statecode,createdon,modifiedon',
    id: 'productid',
    changed: (row) => {
      const changedOn = text(row.modifiedon);
      dirty.product(text(row.productid), { changedOn });
      // A new product may be the one that an offer has waited for.
      if (Date.parse(changedOn) - Date.parse(text(row.createdon)) <= young) {
        dirty.listing(ids.id('listing', text(row.productnumber)), { changedOn });
      }
      if (source.delta === null) sourceChanged(changedOn);
    },
    gone: (id) => {
      dirty.product(id, {});
    },
  };
  const orderLine: Followed = {
    name: 'orderline',
    path: 'mpb_orderlines?$select=mpb_orderlineid,mpb_sku,mpb_openquantity,mpb_shippedon,createdon,modifiedon',
    id: 'mpb_orderlineid',
    changed: (row) => {
      // A cancelled line may have given its quantity back there, or not.
      const isCancelled = row.mpb_openquantity === 0 && row.mpb_shippedon === null;
      const [createdOn, changedOn] = [text(row.createdon), text(row.modifiedon)];
      dirty.listing(ofSku(row), { changedOn, soldOn: isCancelled ? changedOn : createdOn });
    },
    // Old orders are deleted in bulk; nothing of them is open.
    gone: () => undefined,
  };
  const listing: Followed = {
    name: 'listing',
    path: 'mpb_listings?$select=mpb_listingid,modifiedon',
    id: 'mpb_listingid',
    changed: (row) => {
      const id = text(row.mpb_listingid);
      if (noted.isOurs(id, text(row['@odata.etag']))) return;
      dirty.listing(id, { changedOn: text(row.modifiedon) });
    },
    gone: () => undefined,
  };
  const mapping: Followed = {
    name: mappings,
    path: 'mpb_skumappings?$select=mpb_skumappingid,mpb_sku,modifiedon',
    id: 'mpb_skumappingid',
    changed: (row) => {
      dirty.listing(ofSku(row), { changedOn: text(row.modifiedon), relink: true });
    },
    gone: () => {
      walk({ relink: true });
    },
  };
  const { delta } = source;
  const inventory: Followed[] =
    delta === null
      ? []
      : [
          {
            name: delta.name,
            path: delta.path,
            id: delta.id,
            changed: (row) => {
              const changedOn = text(row.modifiedon);
              dirty.product(text(row[delta.product]), { changedOn });
              sourceChanged(changedOn);
            },
            gone: () => {
              walk({ relink: false });
            },
          },
        ];
  return [product, ...inventory, orderLine, listing, mapping];
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
