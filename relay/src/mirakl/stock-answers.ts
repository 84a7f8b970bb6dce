/** zod schemas of the answers about stock and offers, as forgiving as their neighbours. */
import { z } from 'zod';
import { flag, id, listOf, text } from './answers.ts';
import type { Offer, OffersExportStatus, StockImport } from './client.ts';

/** STO01. */
export const stockTaken = z.object({ import_id: id }).transform((it) => ({ importId: it.import_id }));

const count = z
  .number()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** STO02. */
export const stockImport = z
  .object({ status: z.string(), lines_in_success: count, lines_in_error: count, has_error_report: flag })
  .transform((it): StockImport => ({
    state: it.status,
    linesInSuccess: it.lines_in_success,
    linesInError: it.lines_in_error,
    hasErrorReport: it.has_error_report ?? (it.lines_in_error ?? 0) > 0,
  }));

/**
 * OF21. An offer that cannot be read makes the answer unreadable: dropped, it would look as if the marketplace had none.
 */
export const offersOfSku = z
  .object({
    offers: z.array(
      z.object({
        shop_sku: z.string(),
        offer_id: id.nullish().catch(null),
        quantity: z.number().int().min(0),
        product_title: text,
        active: flag,
      }),
    ),
  })
  .transform((it): Offer[] =>
    it.offers.map((offer) => ({
      sku: offer.shop_sku,
      offerId: offer.offer_id ?? null,
      quantity: offer.quantity,
      title: offer.product_title,
      active: offer.active ?? true,
      deleted: false,
    })),
  );

/** OF53. */
export const offersExport = z
  .object({ status: z.string(), urls: listOf(z.string()), last_updated: text })
  .transform((it): OffersExportStatus => ({ state: it.status, urls: it.urls, updatedOn: it.last_updated }));
