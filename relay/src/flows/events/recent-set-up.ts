/**
 * The marketplace as it is set up now, and which teams have roles of ours, for what people ask for. Set-up is read again
 * for every run and no cache outlives one (PROTOCOL, Park and wake); of many runs in one second the first reads it for
 * all. Whatever is saved in that second is not missed: who saved it is told by the event of the saving itself, which
 * always reads anew. Who somebody is, and in which teams, is read for every run.
 */
import type { BatchAnswer, Operation } from '../../dataverse/client.ts';
import { teamRolesOf, teamRolesQuery, type TeamRoles } from '../actions/people.ts';
import {
  marketplaceOf,
  marketplaceQueries,
  type Marketplace,
  type Shop,
} from '../marketplace/marketplace.ts';
import type { Ports } from '../ports.ts';

export interface SetUp {
  readonly marketplace: Marketplace | null;
  readonly teamRoles: TeamRoles;
}

const longest = 1_000;

export class RecentSetUp {
  readonly #ports: Pick<Ports, 'clock'>;
  readonly #shop: Shop;
  #known: (SetUp & { readonly readAt: number }) | null = null;

  constructor(ports: Pick<Ports, 'clock'>, shop: Shop) {
    this.#ports = ports;
    this.#shop = shop;
  }

  /** Reads that are due, to travel with others; their answers go to `of`. */
  get queries(): Operation[] {
    const { clock } = this.#ports;
    if (this.#known !== null && clock.monotonic() - this.#known.readAt > longest) this.#known = null;
    return this.#known === null ? [...marketplaceQueries(this.#shop), teamRolesQuery] : [];
  }

  of(answers: readonly BatchAnswer[]): SetUp {
    this.#known ??= {
      marketplace: marketplaceOf(this.#shop, answers.slice(0, -1)),
      teamRoles: teamRolesOf(answers.at(-1)),
      readAt: this.#ports.clock.monotonic(),
    };
    return this.#known;
  }
}
