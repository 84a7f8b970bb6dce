/** The big counts, their proportions as a picture, and the proof that they add up. */
import { byId, element, setAttribute, setText, showList } from './elements.ts';
import type { Outcome, PageState } from './page-state.ts';
import { codeInWords, identity, number, polyline, shares } from './words.ts';

export function showCounts(state: PageState): void {
  const { counts } = state;
  for (const name of ['seen', 'done', 'waiting', 'exception'] as const)
    setText(byId(name), number(counts[name]));
  showBar(byId('bar'), counts, shares(counts, 'orders'));
  const { holds, text } = identity(state);
  const line = byId('identity');
  setAttribute(line, 'data-holds', holds);
  setText(line, text);
  showVerified(state);
  showTallies(
    'codes',
    state.exceptionsByCode.map(({ name, count, blocking }) => ({
      label: codeInWords(name),
      count,
      note: !blocking,
    })),
    'No exception is open.',
  );
  showTallies(
    'reasons',
    state.waitingFor.map(({ name, count }) => ({ label: name, count, note: false })),
    'Nothing waits.',
  );
}

/** The places side by side, each as long as its share; what is in none of them yet stays empty. */
export function showBar(bar: HTMLElement, counts: PageState['counts'], label: string): void {
  const parts: { name: Outcome; count: number }[] = [
    { name: 'done', count: counts.done },
    { name: 'waiting', count: counts.waiting },
    { name: 'exception', count: counts.exception },
  ];
  showList(bar, parts, {
    key: ({ name }) => name,
    make: () => element('span', ''),
    update: (part, { name, count }) => {
      setAttribute(part, 'class', name);
      if (part.style.flexGrow !== String(count)) part.style.flexGrow = String(count);
      part.hidden = count === 0;
    },
  });
  const rest = counts.seen - parts.reduce((sum, { count }) => sum + count, 0);
  const unread = String(Math.max(0, rest));
  if (bar.style.getPropertyValue('--rest') !== unread) bar.style.setProperty('--rest', unread);
  setAttribute(bar, 'aria-label', label);
}

function showVerified({ verified }: PageState): void {
  const total = verified.at(-1) ?? 0;
  setText(byId('verified'), number(total));
  const chart = byId('sparkline');
  if (verified.length === 0) return;
  setAttribute(
    chart,
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
  setAttribute(made, 'd', d);
}

interface Bar {
  readonly label: string;
  readonly count: number;
  readonly note: boolean;
}

export function showTallies(id: string, bars: readonly Bar[], empty: string): void {
  const highest = Math.max(1, ...bars.map(({ count }) => count));
  showList(byId(id), bars, {
    key: ({ label }) => label,
    make: () => {
      const track = element('span', 'track');
      track.append(element('span', 'fill'));
      const item = element('li', '');
      item.append(element('span', 'label'), element('span', 'value'), track);
      return item;
    },
    update: (item, { label, count, note }) => {
      setAttribute(item, 'class', note ? 'note' : '');
      setText(item.children[0] ?? item, label);
      setText(item.children[1] ?? item, number(count));
      const fill = item.querySelector<HTMLElement>('.fill');
      const width = `${Math.round((count / highest) * 100)}%`;
      if (fill && fill.style.width !== width) fill.style.width = width;
    },
  });
  const nothing = byId(`no-${id}`);
  nothing.hidden = bars.length > 0;
  setText(nothing, empty);
}
