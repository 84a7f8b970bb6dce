/** What the show room can make happen to stock: in Dynamics, on the pretend B&Q, and between them. */
import type { StockOfWorld } from '../stock/stock-of-world.ts';
import type { World } from '../world.ts';
import type { Play } from './play.ts';

const refusal = 'This offer is locked by the marketplace';

/** Nobody has so many of anything. */
const typo = 999;

interface About {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  /** The least that has to be on hand where no SKU is on the screen. */
  readonly least?: number;
}

function stockPlay(
  about: About,
  happen: (world: World & { stock: StockOfWorld }, sku: string) => string,
): Play {
  const { least = 0, ...scenario } = about;
  return {
    ...scenario,
    group: 'stock',
    needsOrder: false,
    upTo: 1,
    play: (world, { sku: wanted }) => {
      const { stock } = world;
      if (!stock) throw new Error('This rehearsal keeps no stock.');
      const sku = wanted !== null && stock.has(wanted) ? wanted : someSku(world, stock, least);
      return { text: happen({ ...world, stock }, sku), orderId: null };
    },
  };
}

/** The first that is on sale with so many on hand. */
function someSku({ mirakl }: World, stock: StockOfWorld, least: number): string {
  const found = stock.products.find(
    ({ sku }) => (stock.onHand(sku) ?? -1) >= least && mirakl.offer(sku)?.active === true,
  );
  if (!found) throw new Error(`No product with ${least} on hand is on sale.`);
  return found.sku;
}

export const stockPlays: readonly Play[] = [
  stockPlay(
    {
      id: 'sell-elsewhere',
      title: 'Sell 3 elsewhere',
      hint: 'In the shop, say: on hand falls, and the next stock file tells the marketplace.',
      least: 6,
    },
    ({ stock }, sku) => {
      stock.change(sku, -3);
      return `3 of ${sku} are sold elsewhere, ${stock.onHand(sku) ?? 0} are left`;
    },
  ),
  stockPlay(
    {
      id: 'receipt',
      title: 'Receipt of 20',
      hint: 'Goods come in: on hand rises, and more are offered.',
    },
    ({ stock }, sku) => {
      stock.change(sku, 20);
      return `20 of ${sku} came in, ${stock.onHand(sku) ?? 0} are on hand`;
    },
  ),
  stockPlay(
    {
      id: 'last-one',
      title: 'Last one sold elsewhere',
      hint: 'Nothing is left: 0 goes first in the next stock file.',
      least: 1,
    },
    ({ stock }, sku) => {
      stock.set(sku, 0);
      return `The last ${sku} is sold elsewhere`;
    },
  ),
  stockPlay(
    {
      id: 'buy',
      title: 'Customer buys it on B&Q',
      hint: 'B&Q takes it off its own quantity; the order counts as taken until it is dispatched.',
      least: 6,
    },
    ({ life }, sku) => {
      const born = life.buy(sku, 1);
      if (!born) throw new Error(`B&Q has no ${sku} on sale.`);
      return `${born.orderId}: a customer bought one ${sku}`;
    },
  ),
  stockPlay(
    {
      id: 'edit-there',
      title: 'Somebody edits the quantity at B&Q',
      hint: `Somebody types ${typo} into the back office: the next census finds it and repairs it.`,
      least: 1,
    },
    ({ mirakl }, sku) => {
      mirakl.changeOffer(sku, { quantity: typo });
      return `Somebody set ${sku} to ${typo} at B&Q`;
    },
  ),
  stockPlay(
    {
      id: 'refuse-sku',
      title: 'B&Q refuses the SKU',
      hint: 'The line is refused, an exception quotes why; all other lines stand.',
      least: 6,
    },
    ({ mirakl, stock }, sku) => {
      mirakl.refuseSku(sku, refusal);
      stock.change(sku, -1);
      return `B&Q refuses ${sku} from now on, and one of it is sold elsewhere`;
    },
  ),
  {
    id: 'take-again',
    group: 'stock',
    title: 'B&Q takes the SKU again',
    hint: 'Have its exception looked at again, or wait: it is sent again by itself.',
    needsOrder: false,
    upTo: 1,
    play: ({ mirakl, stock }, { sku: wanted }) => {
      for (const { sku } of stock?.products ?? [])
        if (wanted === null || wanted === sku) mirakl.refuseSku(sku, null);
      return { text: `B&Q takes ${wanted ?? 'every SKU'} again`, orderId: null };
    },
  },
];
