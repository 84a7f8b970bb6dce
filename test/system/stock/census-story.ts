/** What stories of the census share: its loops, its rows, and whether its counts add up. */
import assert from 'node:assert/strict';
import type { HttpPort } from '@marketplace-bridge/relay';
import type { Row } from '../../sandbox/dataverse/model.ts';
import type { Copy } from '../harness.ts';
import type { Loop } from '../side-by-side.ts';
import { portOf } from '../ports.ts';
import { minute, type StockStory } from './stock-story.ts';

/** Nobody publishes: what is found is what was planted. */
export const withoutStock = ({ flows }: Copy): readonly Loop[] => [flows.orders, flows.census];

/** A census of everything may begin whenever none was finished for a day. */
export const alwaysQuiet = { mpb_quiethours: '00:00-23:59' };

export interface Found {
  readonly sku: string;
  readonly class: string;
  readonly dynamics: number | null;
  readonly confirmed: number | null;
  readonly marketplace: number | null;
}

export function censuses(story: StockStory): readonly Readonly<Row>[] {
  return story.world.dataverse.rows('mpb_census').filter((row) => row.mpb_finishedon != null);
}

export function lastCensus(story: StockStory): Readonly<Row> {
  const last = [...censuses(story)]
    .sort((a, b) => (String(a.mpb_exportedon) < String(b.mpb_exportedon) ? -1 : 1))
    .at(-1);
  assert.ok(last, 'a census was finished');
  return last;
}

export function found(census: Readonly<Row>): Found[] {
  const { mpb_differences: text } = census;
  return typeof text === 'string' ? (JSON.parse(text) as Found[]) : [];
}

/** SKU and class, in the order of the SKUs. */
export function classes(census: Readonly<Row>): string[] {
  return found(census)
    .map(({ sku, class: class_ }) => `${sku} ${class_}`)
    .sort();
}

/** DESIGN D8: every offer stands in one column. */
export function assertAddsUp(census: Readonly<Row>): void {
  const columns = ['agreed', 'moving', 'neversent', 'refused', 'changedthere', 'unknownsku'];
  const sum = columns.reduce((total, name) => total + Number(census[`mpb_${name}`]), 0);
  assert.equal(sum, census.mpb_offers, JSON.stringify(census));
}

/** Until another census is finished. */
export async function nextCensus(story: StockStory, longest = 90 * minute): Promise<Readonly<Row>> {
  const before = censuses(story).length;
  await story.run(longest, () => censuses(story).length > before);
  assert.equal(censuses(story).length, before + 1, 'another census was finished');
  return lastCensus(story);
}

/** Every offer shows what its product has: those of the story sell all that is on hand. */
export function assertShowsAll(story: StockStory, skus: readonly string[]): void {
  for (const sku of skus) assert.equal(story.shown(sku), story.stock.onHand(sku), sku);
}

/** A marketplace whose exports of offers have other lines than it made. */
export function exportOf(change: (lines: readonly string[]) => readonly string[]) {
  return (port: HttpPort): HttpPort =>
    portOf(async (request, signal) => {
      const answer = await port.send(request, signal);
      if (answer.headers['content-type']?.startsWith('text/csv') !== true) return answer;
      const lines = new TextDecoder().decode(answer.body).split('\n');
      return { ...answer, body: new TextEncoder().encode(change(lines).join('\n')) };
    });
}

/** Dies with its so many-th request from `live` on: before it is sent, or when it was carried out and nobody hears of it. */
export class Mortal {
  readonly #dies: { readonly at: number; readonly afterwards: boolean };
  #requests = 0;
  #counts = false;
  isDead = false;

  constructor(dies: { readonly at: number; readonly afterwards: boolean }) {
    this.#dies = dies;
  }

  live(): void {
    this.#counts = true;
  }

  through = (port: HttpPort): HttpPort =>
    portOf(async (request, signal) => {
      if (this.#counts) this.#requests += 1;
      const isLast = this.#requests >= this.#dies.at;
      if (isLast && this.#dies.afterwards && !this.isDead) await port.send(request, signal);
      if (isLast) {
        this.isDead = true;
        return new Promise(() => undefined);
      }
      return port.send(request, signal);
    });
}
