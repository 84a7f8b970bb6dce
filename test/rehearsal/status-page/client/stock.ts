/** What the marketplace shows of the stock: the file that comes next, the one before, where every listing is, what is held. */
import { showBar, showTallies } from './counts.ts';
import { byId, setAttribute, setText } from './elements.ts';
import type { PageState, StockState } from './page-state.ts';
import {
  ago,
  censusInWords,
  codeInWords,
  countdown,
  fileInWords,
  listingIdentity,
  number,
  shares,
} from './words.ts';

export function showStock({ stock, now }: PageState): void {
  byId('stock').hidden = stock === null;
  if (stock === null) return;
  setText(byId('next-file'), countdown(stock.nextFileOn, now));
  setText(byId('last-file'), lastFile(stock, now));
  setText(byId('stock-wait'), waitText(stock));
  setText(
    byId('census'),
    stock.census === null
      ? 'none yet'
      : `${ago(stock.census.finishedOn, now)}: ${censusInWords(stock.census)}`,
  );
  showBar(byId('stock-bar'), stock.counts, shares(stock.counts, 'listings'));
  const { holds, text } = listingIdentity(stock.counts);
  setAttribute(byId('stock-identity'), 'data-holds', holds);
  setText(byId('stock-identity'), text);
  showTallies(
    'held',
    stock.held.map(({ name, count }) => ({ label: codeInWords(name), count, note: false })),
    'Nothing is held.',
  );
}

function lastFile({ lastFile: file, files }: StockState, now: string): string {
  if (file === null) return 'none yet';
  return `${ago(file.sentOn, now)}, ${fileInWords(file)} (${number(files)} so far)`;
}

function waitText({ wait }: StockState): string {
  if (wait === null) return 'not known yet';
  return `median ${number(wait.medianSeconds)} s, longest ${number(wait.longestSeconds)} s, over ${number(wait.files)} files`;
}
