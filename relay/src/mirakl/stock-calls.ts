import type { z } from 'zod';
import { OperatingError } from '../errors.ts';
import type { HttpResponse, StreamedResponse } from '../http-port.ts';
import { exportStarted } from './answers.ts';
import type { MiraklClient } from './client.ts';
import { UnreadableCsv } from './csv-rows.ts';
import { offerColumns, readOffers } from './offers-file.ts';
import { readAnswer, unreadable } from './read-answer.ts';
import * as answers from './stock-answers.ts';
import { stockFile } from './stock-file.ts';
import { readStockReport } from './stock-report.ts';
import type { Call } from './transport.ts';

/** How the calls of one client reach Mirakl. */
interface Caller {
  /** A path or a link, with the origin that it lacks. */
  readonly at: (path: string, query?: Record<string, string>) => URL;
  readonly send: (call: Call) => Promise<HttpResponse>;
  readonly stream: (call: Call) => Promise<StreamedResponse>;
  readonly get: <T extends z.ZodType>(path: string, schema: T) => Promise<z.output<T>>;
  /** A text that is new with each call. */
  readonly unique: () => string;
}

type StockCalls = Pick<
  MiraklClient,
  'sendStock' | 'stockImport' | 'stockRefusals' | 'offer' | 'exportOffers' | 'offersExport' | 'offersChunk'
>;

const IMPORTS = '/api/offers/stock/imports';
const EXPORTS = '/api/offers/export/async';

/** Some five megabytes; one that breaks is read again. Mirakl allows no fewer than 10,000 (OF52). */
const OFFERS_PER_FILE = 20_000;

/** Whole files take their time: an upload of ten thousand lines, and a file of an export at a slow line's speed. */
const UPLOAD_MS = 60_000;
const DOWNLOAD_MS = 600_000;

/** The part of the seller API that is about stock and offers. */
export function stockCalls({ at, send, stream, get, unique }: Caller): StockCalls {
  const csv = (url: URL): Promise<StreamedResponse> =>
    stream({ method: 'GET', url, repeatable: true, accept: 'text/csv, */*', timeoutMs: DOWNLOAD_MS });

  return {
    async sendStock(lines) {
      const file = stockFile(lines, unique);
      const call: Call = { method: 'POST', url: at(IMPORTS), file, repeatable: false, timeoutMs: UPLOAD_MS };
      return importOf(await send(call));
    },

    stockImport: (importId) => get(`${IMPORTS}/${encodeURIComponent(importId)}/status`, answers.stockImport),

    async stockRefusals(importId) {
      const answer = await csv(at(`${IMPORTS}/${encodeURIComponent(importId)}/error_report`));
      try {
        return await readStockReport(answer.body);
      } catch (error) {
        throw sayingWhere(error, answer, `${IMPORTS}/…/error_report`);
      }
    },

    async offer(sku) {
      const path = '/api/offers';
      const answer = await send({ method: 'GET', url: at(path, { sku }), repeatable: true });
      const offers = readAnswer(answer, answers.offersOfSku, path);
      const found = offers.find((offer) => offer.sku === sku);
      // Mirakl ignores a filter that it does not know (mirakl.md 1.8); then nothing follows from what is not listed.
      const isOther = (other: string) => other.trim().toLowerCase() !== sku.trim().toLowerCase();
      if (!found && offers.some((offer) => isOther(offer.sku))) {
        throw unreadable(answer, `${path}: offers of other SKUs than the one asked for`);
      }
      return found ?? null;
    },

    async exportOffers({ since }) {
      const body = {
        export_type: 'text/csv',
        include_fields: offerColumns,
        items_per_chunk: OFFERS_PER_FILE,
        // A differential export has inactive offers anyway, and fails when it is asked for them (OF52).
        ...(since === null ? { include_inactive_offers: true } : { last_request_date: since }),
      };
      // Repeatable: the same request again is answered with the export that is under way (OF52).
      const call: Call = { method: 'POST', url: at(EXPORTS), body, repeatable: true };
      return readAnswer(await send(call), exportStarted, EXPORTS);
    },

    offersExport: (trackingId) =>
      get(`${EXPORTS}/status/${encodeURIComponent(trackingId)}`, answers.offersExport),

    async *offersChunk(url) {
      const answer = await csv(at(url));
      try {
        yield* readOffers(answer.body);
      } catch (error) {
        throw sayingWhere(error, answer, 'OF54');
      }
    },
  };
}

/** The file was taken: an answer that does not say as what leaves an unknown outcome, not one to try again. */
function importOf(answer: HttpResponse): { importId: string } {
  try {
    return readAnswer(answer, answers.stockTaken, IMPORTS);
  } catch (cause) {
    // The address of its state has the id too (mirakl.md 5.2).
    const [, id] = /\/stock\/imports\/([^/?#]+)\/status/.exec(answer.headers.location ?? '') ?? [];
    if (id !== undefined) return { importId: decodeURIComponent(id) };
    throw new OperatingError('mirakl.outcome-unknown', `POST ${IMPORTS}: taken, and no import id`, {
      status: answer.status,
      cause,
    });
  }
}

function sayingWhere(error: unknown, answer: StreamedResponse, where: string): unknown {
  return error instanceof UnreadableCsv ? unreadable(answer, `${where}: ${error.message}`) : error;
}
