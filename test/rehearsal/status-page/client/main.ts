/** Asks for the state once a second and hands it to the parts of the page. */
import { announce } from './announcement.ts';
import { showCounts } from './counts.ts';
import { byId, setText } from './elements.ts';
import { showExceptions } from './exceptions.ts';
import { showFacts } from './facts.ts';
import { showOrders } from './orders.ts';
import type { PageState } from './page-state.ts';
import { showStock } from './stock.ts';

const period = 1000;
const longestAnswer = 5000;

async function refresh(): Promise<void> {
  try {
    const answer = await fetch('/state.json', { signal: AbortSignal.timeout(longestAnswer) });
    if (!answer.ok) throw new Error(String(answer.status));
    show((await answer.json()) as PageState);
    connected(true);
  } catch {
    connected(false);
  }
  setTimeout(() => void refresh(), period);
}

function show(state: PageState): void {
  showFacts(state);
  showCounts(state);
  showExceptions(state);
  showOrders(state);
  showStock(state);
  announce(state);
}

function connected(is: boolean): void {
  document.body.dataset.connection = is ? 'live' : 'stopped';
  const banner = byId('stopped');
  banner.hidden = is;
  setText(
    banner,
    is
      ? ''
      : 'The rehearsal has stopped. What you see is how it stood; "npm start" in the terminal starts it again.',
  );
}

void refresh();
