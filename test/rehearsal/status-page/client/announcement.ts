/** The summary for screen readers: polite, and no oftener than people can listen. */
import { byId, setText } from './elements.ts';
import type { PageState } from './page-state.ts';
import { number } from './words.ts';

const between = 20_000;
let last = -between;

export function announce({ counts, openExceptions }: PageState): void {
  if (performance.now() - last < between) return;
  const text =
    `${number(counts.seen)} orders seen: ${number(counts.done)} done, ${number(counts.waiting)} waiting, ` +
    `${number(counts.exception)} held up. ${number(openExceptions)} open exceptions.`;
  const place = byId('announcement');
  if (place.textContent === text) return;
  last = performance.now();
  setText(place, text);
}
