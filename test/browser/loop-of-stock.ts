/**
 * Stock in a real browser: what is sold elsewhere falls on the marketplace, and the badge on the listing and on the product
 * shows it with its time; what the marketplace refuses shows its words, and is taken after somebody asks for it again.
 */
import assert from 'node:assert/strict';
import type { Row } from '../sandbox/dataverse/model.ts';
import { picture } from './screenshots.ts';
import type { Room } from './show-room.ts';
import type { Visit } from './visit.ts';
import { until } from './watched-page.ts';

/** Kept back on every listing, as the policy of the room says. */
export const buffer = 2;

const done = 927_130_002;

export function listingOf({ world }: Room, sku: string): Readonly<Row> | undefined {
  return world.dataverse.find('mpb_listing', (row) => row.mpb_sku === sku);
}

export function onHand({ world }: Room, sku: string): number {
  return world.stock?.onHand(sku) ?? 0;
}

/** The listing as Dynamics knows it once the marketplace has confirmed so many. */
export async function isPublished(room: Room, sku: string, quantity: number): Promise<void> {
  await until(() => {
    const row = listingOf(room, sku);
    return row?.mpb_published === quantity && row.mpb_place === done;
  }, `${quantity} of ${sku} published`);
  assert.equal(room.world.mirakl.offer(sku)?.quantity, quantity, 'the marketplace has what it confirmed');
}

export async function openListing(room: Room, visit: Visit, sku: string): Promise<void> {
  await visit.open('operations', `#/form/mpb_listing/${String(listingOf(room, sku)?.mpb_listingid)}`);
}

export async function openProduct({ world }: Room, visit: Visit, sku: string): Promise<void> {
  await visit.open('operations', `#/form/product/${world.stock?.productId(sku) ?? ''}`);
}

/** Reads again until the badge says it: it asks once when the form opens, and while something is on its way. */
export async function badgeShows(visit: Visit, words: string | RegExp): Promise<void> {
  const badge = visit.control('StockBadge');
  await until(
    async () => {
      if ((await badge.getByText(words).count()) > 0) return true;
      const again = badge.getByRole('button', { name: 'Read again' });
      if ((await again.count()) > 0) await again.click();
      return false;
    },
    `the badge says ${String(words)}`,
  );
}

/** The three numbers of the one listing on the screen. */
export async function numbersOnBadge(visit: Visit): Promise<Record<string, string>> {
  const facts = visit.control('StockBadge').locator('dl > div');
  const labels = await facts.locator('dt').allInnerTexts();
  const values = await facts.locator('dd').allInnerTexts();
  return Object.fromEntries(labels.map((label, index) => [label, values[index] ?? '']));
}

/** Operations ask for a refused line to be sent again, in the list of exceptions on the form of the listing. */
export async function askForItAgain(room: Room, visit: Visit, sku: string): Promise<void> {
  await openListing(room, visit, sku);
  await visit.page.getByRole('tab', { name: 'Exceptions', exact: true }).click();
  const list = visit.control('ExceptionList');
  await list.getByRole('checkbox', { name: /^Select: The marketplace refused/ }).check();
  await picture(visit.page, 'loop-stock-refused-exception');
  await list.getByRole('button', { name: /Look again/ }).click();
}
