/** A bad line among 10,000, of either kind: refused by itself, or such that no file with it is taken. */
import { StockStory, hour, minute } from '../system/stock/stock-story.ts';

const products = 10_000;

export async function poison(kind: 'a line that is refused' | 'a line that no file survives'): Promise<void> {
  const story = new StockStory({
    stock: { products, onHand: (_sku, index) => 20 + (index % 50) },
    mirakl: { settings: { stockImport: { baseMs: 1_000, perLineMs: 1 } } },
  });
  const { mirakl } = story.world;
  const { stock } = story;
  const isQuiet = (): boolean => {
    const { running, sweep, waiting, onItsWay } = story.copy.flows.stock.status();
    return running && sweep === null && waiting === 0 && onItsWay === 0;
  };
  await story.start();
  while (!isQuiet()) await story.run(minute);

  const bad = story.sku(4_321);
  if (kind === 'a line that is refused') mirakl.refuseSku(bad, 'The offer is blocked by the operator');
  else mirakl.poisonSku(bad);
  const [began, uploads] = [story.now(), mirakl.stockUploads.length];
  for (const { sku } of stock.products) stock.change(sku, -3);
  const isShown = (sku: string): boolean => story.shown(sku) === stock.onHand(sku);
  const shown = (): number => stock.products.filter(({ sku }) => isShown(sku)).length;
  const exceptions = (): number =>
    stock.products.filter(({ sku }) => story.exceptions(sku).length > 0).length;
  let publishedOn = NaN;
  for (let minutes = 0; minutes < 180; minutes++) {
    await story.run(minute);
    if (Number.isNaN(publishedOn) && shown() >= products - 1) publishedOn = story.now();
    if (shown() >= products - 1 && isQuiet() && story.exceptions(bad).length > 0) break;
  }
  const [published, blamed] = [shown(), exceptions()];
  const marketplaceWide = story.exceptions().length;
  const files = mirakl.stockUploads.length - uploads;
  if (kind === 'a line that is refused') mirakl.refuseSku(bad, null);
  else mirakl.poisonSku(bad, false);
  for (let hours = 0; hours < 26 && !isShown(bad); hours++) await story.run(hour);
  await story.run(5 * minute);
  console.log(
    `  ${kind}, among ${products.toLocaleString('en-GB')}: ${published} published in ${files} files and ` +
      `${((publishedOn - began) / minute).toFixed(0)} min; ${blamed} exception of a listing` +
      ` (${story.exceptions(bad).length} once it is taken), ${marketplaceWide} of the marketplace; ` +
      `in the end ${shown()} published`,
  );
}
