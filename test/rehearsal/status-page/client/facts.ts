/** Rehearsal time, speed, freshness, and what was asked of each side. */
import { byId, setText } from './elements.ts';
import type { PageState } from './page-state.ts';
import { ago, number, timeOfDay } from './words.ts';

export function showFacts({ now, speed, lastRead, requests }: PageState): void {
  setText(byId('now'), timeOfDay(now));
  setText(byId('speed'), speed === null ? '...' : speed === 1 ? 'real time' : `${number(speed)} x real time`);
  setText(byId('last-read'), lastRead === null ? 'not yet' : ago(lastRead, now));
  setText(byId('to-mirakl'), number(requests.mirakl.requests));
  setText(byId('to-dynamics'), number(requests.dynamics.requests));
  setText(byId('operations'), number(requests.dynamics.operations));
  setText(byId('refused'), number(requests.mirakl.refused + requests.dynamics.refused));
}
