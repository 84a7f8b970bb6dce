/**
 * Stands between the relay and the world and reads each stock file that leaves (DESIGN 7, 5): no line of it may show more
 * than Dynamics allowed at some moment between the reading of changes that led to it and its sending.
 */
import type { HttpPort, HttpRequest } from '@marketplace-bridge/relay';
import type { Row } from '../sandbox/dataverse/model.ts';
import type { World } from '../rehearsal/world.ts';
import { bodyText, portOf, wholeBody } from '../system/ports.ts';
import type { StockOracle } from './stock-oracle.ts';

/** The relay hears of a policy when it next reads the marketplace, and of none while that fails. */
const policyReadWithin = 5 * 60_000;
/** What only the reading before a file asks for. */
const readsChanges = 'mpb_listings?$select=mpb_listingid&$orderby=mpb_dueon';

export class StockWatch {
  readonly problems: string[] = [];
  lines = 0;
  files = 0;
  readonly #world: World;
  readonly #oracle: StockOracle;
  /** What was allowed, moment by moment. */
  readonly #allowed: ReadonlyMap<string, number>[] = [];
  #policies: { readonly row: Readonly<Row>; until: number }[] = [];

  constructor(world: World, oracle: StockOracle) {
    this.#world = world;
    this.#oracle = oracle;
    this.look();
  }

  /** Something may have happened. */
  look(): void {
    const now = this.#world.clock.now();
    const row = this.#oracle.policy;
    const newest = this.#policies.at(-1);
    if (newest?.row.versionnumber === row.versionnumber) newest!.until = now;
    else this.#policies.push({ row, until: now });
    this.#policies = this.#policies.filter(({ until }) => now - until <= policyReadWithin);
    const most = new Map<string, number>();
    for (const policy of this.#policies) {
      for (const [sku, target] of this.#oracle.targets(policy.row)) {
        most.set(sku, Math.max(target, most.get(sku) ?? 0));
      }
    }
    this.#allowed.push(most);
  }

  /** The network of one copy, right before the world. */
  through(port: HttpPort): HttpPort {
    let from = Infinity;
    return portOf(async (request, signal) => {
      if (bodyText(request).includes(readsChanges)) {
        this.look();
        from = this.#allowed.length - 1;
      }
      const isFile =
        request.method === 'POST' && new URL(request.url).pathname === '/api/offers/stock/imports';
      const passed = isFile ? { ...request, body: new Uint8Array(await wholeBody(request)) } : request;
      this.look();
      if (isFile) this.#judge(passed, from);
      const answer = await port.send(passed, signal);
      this.look();
      return answer;
    });
  }

  #judge(file: HttpRequest, from: number): void {
    this.files += 1;
    const lines = [...bodyText(file).matchAll(/^"([^"]+)";"(\d+)";/gm)];
    if (lines.length === 0) this.problems.push('a stock file without lines, or one that cannot be read');
    for (const [, sku = '', quantity] of lines) {
      this.lines += 1;
      const allowed = this.#allowed.slice(from).map((known) => known.get(sku) ?? 0);
      const most = Math.max(...allowed);
      if (Number(quantity) > most) {
        const at = new Date(this.#world.clock.now()).toISOString();
        this.problems.push(`invariant 5: ${at} ${sku} is sent as ${quantity}, but Dynamics allowed ${most}`);
      }
    }
  }
}
