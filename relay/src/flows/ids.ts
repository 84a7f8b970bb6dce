/**
 * Ids are functions of natural keys (DESIGN D4): the same shop, kind and key give the same row, whichever copy asks and
 * however often, so that doing a thing twice cannot make two rows.
 */
import { createHash } from 'node:crypto';
import { v5 } from 'uuid';

export type Kind =
  | 'order'
  | 'orderline'
  | 'fee'
  | 'salesorder'
  | 'salesorderdetail'
  | 'contact'
  | 'exception'
  | 'cause'
  | 'event'
  | 'checkpoint'
  | 'slot'
  | 'syncrun'
  | 'rawpage'
  | 'listing'
  | 'stockfile'
  | 'census';

export interface Ids {
  /** Row id of a record of this shop. */
  id(kind: Kind, key: string): string;
  /** `mpb_orderkey`: lower-case hexadecimal digest of shop and order id, 64 characters. */
  orderKey(orderId: string): string;
  /** `mpb_listingkey`: lower-case hexadecimal digest of shop and SKU, 64 characters. */
  listingKey(sku: string): string;
}

/** One shop: the Mirakl host and, where the key belongs to several, the shop id. */
export function idsOf(host: string, shopId: string | null): Ids {
  const shop = `${host.toLowerCase()}/${shopId ?? ''}`;
  const namespace = v5(`https://${shop}`, v5.URL);
  return {
    // As bytes: `v5` throws for text that is no well-formed Unicode, and a SKU may be such.
    id: (kind, key) => v5(Buffer.from(`${kind}:${key}`), namespace),
    orderKey: (orderId) => digest(`${shop}|${orderId}`),
    listingKey: (sku) => digest(`${shop}|offer|${sku}`),
  };
}

/** SHA-256 in lower-case hexadecimal. */
export function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
