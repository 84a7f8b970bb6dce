/**
 * What Dynamics says of a page of listings, by the planner of the stock flow. Open orders are read once, at the start, and
 * an order that moves meanwhile makes a target wrong: so what agrees by these targets agrees, and what does not is looked
 * at again, closely (`close-look.ts`).
 */
import { openDemand } from '../../../domain/stock/demand.ts';
import { latencyWindow } from '../../../domain/stock/latency.ts';
import { noQuantity } from '../../../domain/stock/quantity.ts';
import { planStock } from '../../../domain/stock/plan-stock.ts';
import { numbersOf } from '../../../domain/stock/target.ts';
import { sourceState } from '../../../domain/stock/source-state.ts';
import type { DemandLine, ListingFacts, SourceState } from '../../../domain/stock/stock-facts.ts';
import type { PlanContext } from '../../../domain/stock/stock-plan.ts';
import { bodyOf } from '../../answers.ts';
import { among, chunks, chunksForUrl } from '../../filters.ts';
import { allRows, type Page } from '../../all-rows.ts';
import { allDemandQuery, offerKey, readDemand } from '../demand-lines.ts';
import { plainMark } from '../dirty.ts';
import type { ListingRow } from '../listing-rows.ts';
import { dynamicsOf, factsOf, unitsPerOffer } from '../observe.ts';
import { sourceOf, type Quantities, type SourceReader } from '../sources/source.ts';
import { lane, type CensusContext } from './census-side.ts';

const skusPerQuery = 400;
const productsPerQuery = 400;

export interface Planned {
  /** Null: nothing is to be published, or only a guess is. */
  readonly target: number | null;
  readonly facts: ListingFacts;
}

export class StockNow {
  readonly #context: CensusContext;
  readonly #source: SourceReader;
  readonly #state: SourceState;
  /** By product. */
  readonly #demand: ReadonlyMap<string, readonly DemandLine[]>;

  private constructor(
    context: CensusContext,
    known: { source: SourceReader; state: SourceState; demand: ReadonlyMap<string, readonly DemandLine[]> },
  ) {
    this.#context = context;
    this.#source = known.source;
    this.#state = known.state;
    this.#demand = known.demand;
  }

  static async read(
    context: CensusContext,
    { withDemand }: { readonly withDemand: boolean },
  ): Promise<StockNow> {
    const source = sourceOf(context.policy);
    context.assertHeld();
    const newest = await context.ports.dataverse.send(source.newest, lane);
    const [row] = (bodyOf(newest) as Page<{ readonly modifiedon: string | null }>).value;
    const now = context.ports.clock.now();
    const state = sourceState(row?.modifiedon ?? null, context.policy.staleAfterMs, now);
    const demand = withDemand ? await demandByProduct(context) : new Map<string, DemandLine[]>();
    return new StockNow(context, { source, state, demand });
  }

  get source(): SourceReader {
    return this.#source;
  }

  /** In the order of the rows. */
  async planned(rows: readonly ListingRow[]): Promise<readonly Planned[]> {
    const quantities = await this.#quantities(rows);
    const now = this.#context.ports.clock.now();
    return this.plan(
      rows.map((row) => {
        const dynamics = dynamicsOf(row, quantities(row));
        const lines = this.#demand.get(row._mpb_productid_value ?? '') ?? [];
        const asOf = dynamics.kind === 'known' ? dynamics.asOf : null;
        const demand =
          lines.length === 0 ? noQuantity : openDemand(lines, { asOf }, this.#context.policy, now).demand;
        return factsOf({ row, mark: plainMark, dynamics, demand }, nothingSent);
      }),
    );
  }

  plan(all: readonly ListingFacts[]): Planned[] {
    const { ports, policy, side } = this.#context;
    const measured = side.stock.status().latency?.p99Ms;
    const context: PlanContext = {
      now: ports.clock.now(),
      latencyMs: latencyWindow(measured === undefined ? [] : [measured], policy.everyMs),
      sweep: 'no',
    };
    const isStale = this.#state.kind === 'stale';
    return all.map((facts) => {
      const { dynamics, stopSelling } = facts;
      if (!stopSelling && (dynamics.kind === 'unknown' || (dynamics.kind === 'known' && isStale))) {
        // What is held is as low as it was, or as the floor; what was sold there since is not put up again.
        return { target: null, facts };
      }
      if (dynamics.kind === 'known' && isPlain(facts)) {
        const { demand, unitsPerOffer, velocity } = facts;
        const numbers = { onHand: dynamics.onHand, demand, unitsPerOffer, velocity };
        return { target: numbersOf(numbers, policy.offer, context).target, facts };
      }
      const [decision] = planStock([facts], policy, this.#state, context);
      return { target: decision?.target ?? null, facts };
    });
  }

  async #quantities(rows: readonly ListingRow[]): Promise<(row: ListingRow) => Quantities | undefined> {
    const { ports, assertHeld } = this.#context;
    if (this.#source.delta === null) {
      const onProduct = await this.#source.read(ports, [], lane);
      return () => onProduct;
    }
    const products = new Set(rows.flatMap((row) => row._mpb_productid_value ?? []));
    const readers = new Map<string, Quantities>();
    for (const some of chunks([...products], productsPerQuery)) {
      assertHeld();
      const answers = await ports.dataverse.batch(this.#source.queries(some), lane);
      const reader = await this.#source.read(ports, answers, lane);
      for (const id of some) readers.set(id, reader);
    }
    return (row) => readers.get(row._mpb_productid_value ?? '');
  }
}

/** As nearly all are: nobody overrides anything, and its numbers are the plan. */
function isPlain({ stopSelling, overrides }: ListingFacts): boolean {
  const { bufferRule, bufferValue, allocationPercent, limit } = overrides;
  return (
    !stopSelling &&
    bufferRule === null &&
    bufferValue === null &&
    allocationPercent === null &&
    limit === null
  );
}

export function nothingSent(): null {
  return null;
}

/** Offers of one product share its stock, wherever they are sold. */
async function demandByProduct(context: CensusContext): Promise<Map<string, DemandLine[]>> {
  const { ports, policy, assertHeld } = context;
  assertHeld();
  const answer = await ports.dataverse.send(allDemandQuery(policy.settleMs, ports.clock.now()), lane);
  const demand = await readDemand(ports, [answer], lane);
  const skus = [...new Set([...demand.keys()].map((key) => key.slice(key.indexOf('|') + 1)))];
  const byProduct = new Map<string, DemandLine[]>();
  for (const some of chunksForUrl(skus, skusPerQuery)) {
    assertHeld();
    const path =
      'mpb_listings?$select=mpb_sku,mpb_unitsperoffer,_mpb_marketplaceid_value,_mpb_productid_value' +
      `&$filter=${among('mpb_sku', some)}`;
    // In a $batch, where an address may be long.
    const [listings] = await ports.dataverse.batch([{ method: 'GET', path }], lane);
    for (const row of await allRows<ListingRow>(ports, listings, lane)) {
      const lines = demand.get(offerKey(row._mpb_marketplaceid_value, row.mpb_sku)) ?? [];
      if (row._mpb_productid_value === null) continue;
      const known = byProduct.get(row._mpb_productid_value) ?? [];
      known.push(...lines.map((line) => ({ ...line, unitsPerOffer: unitsPerOffer(row) })));
      byProduct.set(row._mpb_productid_value, known);
    }
  }
  return byProduct;
}
