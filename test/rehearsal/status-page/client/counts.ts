/** The big counts, their proportions as a picture, and the proof that they add up. */
import { byId, element, setText, showList } from './elements.ts';
import type { Outcome, PageState, Tally } from './page-state.ts';
import { codeInWords, identity, number, polyline, shares } from './words.ts';

export function showCounts(state: PageState): void {
  const { counts } = state;
  for (const name of ['seen', 'done', 'waiting', 'exception'] as const)
    setText(byId(name), number(counts[name]));
  showBar(state);
  const { holds, text } = identity(state);
  const line = byId('identity');
  line.dataset.holds = holds;
  setText(line, text);
  showVerified(state);
  showTallies('codes', state.exceptionsByCode, {
    label: codeInWords,
    empty: 'Nothing: no exception is open.',
  });
  showTallies('reasons', state.waitingFor, { label: (name) => name, empty: 'Nothing waits.' });
}

function showBar(state: PageState): void {
  const parts: { name: Outcome; count: number }[] = [
    { name: 'done', count: state.counts.done },
    { name: 'waiting', count: state.counts.waiting },
    { name: 'exception', count: state.counts.exception },
  ];
  const bar = byId('bar');
  showList(bar, parts, {
    key: ({ name }) => name,
    make: () => element('span', ''),
    update: (part, { name, count }) => {
      part.className = name;
      part.style.flexGrow = String(count);
      part.hidden = count === 0;
    },
  });
  const rest = state.counts.seen - parts.reduce((sum, { count }) => sum + count, 0);
  bar.style.setProperty('--rest', String(Math.max(0, rest)));
  bar.setAttribute('aria-label', shares(state));
}

function showVerified({ verified }: PageState): void {
  const total = verified.at(-1) ?? 0;
  setText(byId('verified'), number(total));
  const chart = byId('sparkline');
  if (verified.length === 0) return;
  chart.setAttribute(
    'aria-label',
    `Rising from ${number(verified[0] ?? 0)} to ${number(total)} Sales Orders`,
  );
  const points = polyline(verified, { width: 300, height: 60 });
  path(chart, 'area', `M0,64 L${points.replaceAll(' ', ' L')} L300,64 Z`);
  path(chart, 'line', `M${points.replaceAll(' ', ' L')}`);
}

function path(chart: Element, className: string, d: string): void {
  let made = chart.querySelector(`.${className}`);
  if (!made) {
    made = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    made.setAttribute('class', className);
    chart.append(made);
  }
  made.setAttribute('d', d);
}

function showTallies(
  id: string,
  tallies: readonly Tally[],
  words: { label: (name: string) => string; empty: string },
): void {
  const highest = Math.max(1, ...tallies.map(({ count }) => count));
  showList(byId(id), tallies, {
    key: ({ name }) => name,
    make: () => {
      const item = element('li', '');
      item.append(element('span', 'label'), element('span', 'value'), element('span', 'track'));
      item.lastElementChild?.append(element('span', 'fill'));
      return item;
    },
    update: (item, { name, count }) => {
      setText(item.children[0] ?? item, words.label(name));
      setText(item.children[1] ?? item, number(count));
      const fill = item.querySelector<HTMLElement>('.fill');
      if (fill) fill.style.width = `${(count / highest) * 100}%`;
    },
  });
  const note = byId(`no-${id}`);
  note.hidden = tallies.length > 0;
  setText(note, words.empty);
}
