/**
 * What sells out while everything is sent anew: how long zeros wait until the marketplace has taken them, beside a walk
 * through all listings and without one. A file leaves every minute either way; the zeros come at equal phases between
 * two of them. Time is the market's, so that the figures are the same on any machine.
 */
import { Harness } from '../system/harness.ts';
import { slowPort } from './slow-port.ts';
import { listingIds } from '../system/stock/stock-story.ts';

const second = 1000;
const minute = 60 * second;

export interface SweepOptions {
  readonly products: number;
  /** Files after each of which zeros come at all phases. */
  readonly rounds: number;
  /** Zeros between two files. */
  readonly phases: number;
  /** Whether the policy is changed, so that every listing is sent anew; again when that has ended. */
  readonly sweeping: boolean;
}

export interface SweepWaits {
  /** Seconds from the change to the accepted line, in the order of the changes. */
  readonly waits: readonly number[];
  readonly mean: number;
  /** Zeros that were not in the first file that left after them. */
  readonly late: number;
  readonly files: number;
  readonly lines: number;
  /** Longest time between two files, seconds. */
  readonly longestGap: number;
  /** Walks that were begun, and those that ended, while it was measured. */
  readonly sweeps: { readonly begun: number; readonly ended: number };
  /** Of the files while it was measured: those that had lines of a walk in them. */
  readonly sweepFiles: number;
}

/** A file is taken in this fast; the test is about our waiting, not about theirs. */
const stockImport = { baseMs: second, perLineMs: 1 };

export async function sweepWaits(options: SweepOptions): Promise<SweepWaits> {
  const { products, rounds, phases } = options;
  const harness = new Harness({
    stock: {
      products,
      listings: listingIds,
      // Enough of each, so that a buffer leaves something to be sold out.
      onHand: (_sku, index) => 40 + (index % 50),
    },
    mirakl: { settings: { stockImport } },
  });
  const { clock, world } = harness;
  const { stock, mirakl, dataverse, environment, marketplaceId } = world;
  if (stock === null) throw new Error('a market has stock');
  const copy = await harness.driven(harness.startCopy({ through: (port) => slowPort(port, clock) }));
  let broken: unknown = null;
  void copy.flows.run().catch((error: unknown) => (broken = error));
  const until = async (at: number): Promise<void> => {
    if (broken !== null) throw broken instanceof Error ? broken : new Error('the relay ended');
    if (at > clock.now()) await clock.advance(at - clock.now());
  };
  const status = () => copy.flows.stock.status();
  const isQuiet = () => {
    const { running, sweep, waiting, onItsWay } = status();
    return running && sweep === null && waiting === 0 && onItsWay === 0;
  };
  do await until(clock.now() + 30 * second);
  while (!isQuiet());

  let [begun, ended] = [0, 0];
  const admin = { userId: environment.users.admin, initiatingUserId: environment.users.admin };
  const keepSweeping = (): void => {
    if (!options.sweeping) return;
    if (begun > ended && status().sweep !== null) sweepSeen = true;
    if (begun > ended && sweepSeen && status().sweep === null) {
      ended += 1;
      sweepSeen = false;
    }
    if (begun > ended) return;
    begun += 1;
    dataverse.patchAs(admin, 'mpb_marketplace', marketplaceId, {
      mpb_bufferrule: 927_130_000,
      mpb_buffervalue: begun,
    });
  };
  let sweepSeen = false;
  // The first files of a walk are under way before anything is measured.
  keepSweeping();
  if (options.sweeping) while (status().sweep === null) await until(clock.now() + second);
  else stock.change(stock.products.at(-1)!.sku, -1);

  const changes: { readonly sku: string; readonly at: number }[] = [];
  const arrivals: number[] = [];
  let [round, next] = [0, 0];
  let uploads = mirakl.stockUploads.length;
  const [firstUpload, firstLine] = [uploads, mirakl.stockLog.length];
  while (round < rounds || arrivals.length > 0) {
    await until(Math.min(arrivals[0] ?? Infinity, clock.now() + second));
    keepSweeping();
    while (arrivals.length > 0 && arrivals[0]! <= clock.now()) {
      arrivals.shift();
      // Spread over the catalogue: behind, within and ahead of the walk.
      const { sku } = stock.products[(next++ * 7_919) % products]!;
      stock.set(sku, 0);
      changes.push({ sku, at: clock.now() });
    }
    if (mirakl.stockUploads.length > uploads && round < rounds) {
      uploads = mirakl.stockUploads.length;
      const left = mirakl.stockUploads.at(-1)!.at;
      const step = minute / phases;
      const shift = (step * (round + 0.5)) / rounds;
      for (let phase = 0; phase < phases; phase++) {
        arrivals.push(Math.max(clock.now() + 1, Math.round(left + phase * step + shift)));
      }
      round += 1;
    }
  }
  for (let step = 0; step < 18; step++) await until(clock.now() + 10 * second);

  const files = mirakl.stockUploads.slice(firstUpload);
  const lines = mirakl.stockLog.slice(firstLine);
  const found = changes.map(({ sku, at }) => {
    const line = lines.find((one) => one.sku === sku && one.at > at && one.quantity === 0 && one.accepted);
    if (line === undefined) throw new Error(`the zero of ${sku} was never taken`);
    const first = files.find((file) => file.at > at);
    return { wait: (line.at - at) / second, late: first?.importId !== line.importId };
  });
  copy.flows.stop();
  for (let step = 0; step < 10; step++) await clock.advance(30 * second);
  const zeros = new Set(changes.map(({ sku }) => sku));
  const waits = found.map(({ wait }) => wait);
  return {
    waits,
    mean: waits.reduce((sum, wait) => sum + wait, 0) / waits.length,
    late: found.filter(({ late }) => late).length,
    files: files.length,
    lines: lines.length,
    longestGap: Math.max(...files.slice(1).map(({ at }, index) => (at - files[index]!.at) / second)),
    sweeps: { begun, ended },
    sweepFiles: new Set(lines.filter(({ sku }) => !zeros.has(sku)).map(({ importId }) => importId)).size,
  };
}
