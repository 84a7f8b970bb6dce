/**
 * A stock file as a row (PROTOCOL, Slot; DESIGN D1): its lines stand there from the moment before it is sent.
 *
 * sending -> sent: the marketplace took it and gave an import id, noted with the next write that is due anyway
 * sent -> answered -> done: the answer and its refusals; then every listing has been told
 * sending, sent -> refused: nothing of it was published; unknown: nobody can say. Their lines are planned anew, and
 *   `answeredon` stays empty until they stand in another file or need none, so that a crash loses none of them.
 */
import { choice, type ReadRow, type t, type WriteRow } from '@marketplace-bridge/solution';
import type { Operation } from '../../dataverse/client.ts';
import { quantityOf, unitsOf } from '../../domain/stock/quantity.ts';
import { jsonColumn } from '../json-column.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { dataverseTime } from '../time.ts';
import type { SentLine } from './open-files.ts';
import type { WaitingLine } from './waiting-lines.ts';

const state = choice.stockFileState.values;

/** One line of the file that was refused; the text is the marketplace's own. */
export interface Refusal {
  readonly sku: string;
  readonly reason: string;
}

interface StoredLine {
  readonly sku: string;
  readonly quantity: number;
  readonly changedOn?: string;
  readonly available?: number;
  readonly unsure?: true;
  readonly why?: string;
}

const longestText = 1_048_576;

const columns = [
  'mpb_stockfileid',
  'mpb_state',
  'mpb_importid',
  'mpb_senton',
  'mpb_answeredon',
  'mpb_lines',
  'mpb_refusals',
] as const;
export type StockFileRow = Pick<ReadRow<typeof t.stockfile>, (typeof columns)[number]>;

/** Files that somebody has to go on with, the oldest first. */
export function openFilesQuery(marketplaceId: string): Operation {
  const open = [state.sending, state.sent, state.answered].map((value) => `mpb_state eq ${value}`);
  const owed = [state.refused, state.unknown].map((value) => `mpb_state eq ${value}`);
  return {
    method: 'GET',
    path:
      `mpb_stockfiles?$select=${columns.join(',')}&$orderby=mpb_senton,mpb_stockfileid` +
      `&$filter=_mpb_marketplaceid_value eq ${marketplaceId} and (${open.join(' or ')}` +
      ` or (mpb_answeredon eq null and (${owed.join(' or ')})))`,
  };
}

export function newFile(
  marketplace: Pick<Marketplace, 'id'>,
  file: { readonly rowId: string; readonly sentOn: string; readonly lines: number; readonly text: string },
): Operation {
  return {
    method: 'POST',
    path: 'mpb_stockfiles',
    body: {
      mpb_stockfileid: file.rowId,
      mpb_name: `Stock file of ${dataverseTime(file.sentOn)}`,
      'mpb_marketplaceid@odata.bind': `/mpb_marketplaces(${marketplace.id})`,
      mpb_state: state.sending,
      mpb_linecount: file.lines,
      mpb_senton: dataverseTime(file.sentOn),
      mpb_lines: file.text,
    } satisfies WriteRow<typeof t.stockfile>,
  };
}

export function fileWrite(
  rowId: string,
  to: keyof typeof state,
  more: WriteRow<typeof t.stockfile> = {},
): Operation {
  return {
    method: 'PATCH',
    path: `mpb_stockfiles(${rowId})`,
    ifMatch: '*',
    body: { mpb_state: state[to], ...more } satisfies WriteRow<typeof t.stockfile>,
  };
}

export function stateOf({ mpb_state: value }: StockFileRow): keyof typeof state {
  const known = (Object.keys(state) as (keyof typeof state)[]).find((name) => state[name] === value);
  return known ?? 'unknown';
}

/** As many lines as the column takes, in their order; reasons are left out first where it is too narrow for them. */
export function linesText(lines: readonly WaitingLine[]): { readonly text: string; readonly count: number } {
  const full = textOf(lines.map((line) => JSON.stringify(stored(line))));
  if (full.count === lines.length) return full;
  return textOf(lines.map((line) => JSON.stringify({ ...stored(line), why: undefined })));
}

function textOf(items: readonly string[]): { readonly text: string; readonly count: number } {
  let [length, count] = [2, 0];
  for (const item of items) {
    if (length + item.length + 1 > longestText) break;
    length += item.length + 1;
    count += 1;
  }
  return { text: `[${items.slice(0, count).join(',')}]`, count };
}

function stored(line: WaitingLine): StoredLine {
  return {
    sku: line.sku,
    quantity: line.quantity,
    ...(line.changedOn === null ? {} : { changedOn: line.changedOn }),
    ...(line.available === null ? {} : { available: unitsOf(line.available) }),
    ...(line.unsure ? { unsure: true } : {}),
    why: line.why,
  };
}

/** Null: somebody else wrote the column, and it cannot be read. */
export function linesOf(
  { mpb_lines: text }: Pick<StockFileRow, 'mpb_lines'>,
  listingIdOf: (sku: string) => string,
): SentLine[] | null {
  try {
    return (JSON.parse(text ?? '[]') as StoredLine[]).map((line) => ({
      listingId: listingIdOf(line.sku),
      sku: line.sku,
      quantity: line.quantity,
      changedOn: line.changedOn ?? null,
      available: line.available === undefined ? null : quantityOf(line.available),
      unsure: line.unsure ?? false,
      again: true,
      why: line.why ?? null,
      version: null,
    }));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const leftOut = 'Left out for want of room';

export function refusalsText(refusals: readonly Refusal[]): string | null {
  if (refusals.length === 0) return null;
  return jsonColumn(refusals, longestText, {
    leftOut: ({ length }) => ({ sku: '', reason: `${leftOut}: ${length}` }),
  });
}

/** Null where not all of them are there: the report has to be read again. */
export function refusalsOf({ mpb_refusals: text }: Pick<StockFileRow, 'mpb_refusals'>): Refusal[] | null {
  if (text === null) return [];
  try {
    const refusals = JSON.parse(text) as Refusal[];
    return refusals.some(({ sku, reason }) => sku === '' && reason.startsWith(leftOut)) ? null : refusals;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
