/**
 * What people saved in mappings, tax rules and the marketplace itself since the last reading (PROTOCOL, Delta), by change
 * tracking: three reads that travel with the heartbeat.
 *
 * A reading that begins anew (the relay started, or a link grew too old) cannot tell what was saved in the meantime, so
 * that everything that is held up is to be looked at. A long reading goes on with its next page at the next heartbeat.
 */
import { causeKeyOfMapping, causeKeysOfRule } from '../../domain/cause-key.ts';
import type { Answer, BatchAnswer, Operation } from '../../dataverse/client.ts';
import { belowRoot } from '../all-rows.ts';

interface Delta {
  readonly path: string;
  /** Column with the marketplace that a row is for; rows of another are none of our business. None: it is for all. */
  readonly owner?: string;
  /** Cause keys that a changed row frees; `null` frees everything that waits for set-up. */
  readonly frees: (row: Record<string, unknown>) => readonly string[] | null;
}

export const freedByMapping = (row: Record<string, unknown>): readonly string[] => [
  causeKeyOfMapping(text(row.mpb_sku)),
];
export const freedByRule = (row: Record<string, unknown>): readonly string[] =>
  causeKeysOfRule(text(row.mpb_taxcategory), text(row.mpb_territory));

const deltas: readonly Delta[] = [
  {
    path: 'mpb_skumappings?$select=mpb_sku,modifiedon,_mpb_marketplaceid_value',
    owner: '_mpb_marketplaceid_value',
    frees: freedByMapping,
  },
  { path: 'mpb_taxrules?$select=mpb_taxcategory,mpb_territory,modifiedon', frees: freedByRule },
  {
    path: 'mpb_marketplaces?$select=mpb_name,modifiedon',
    owner: 'mpb_marketplaceid',
    frees: () => null,
  },
];

/** A part of a $batch may hold 65,536 characters of URL (dataverse.md 3). */
const keysPerQuery = 100;

export interface Changes {
  /** When what frees a cause was saved, by cause key. */
  readonly saved: ReadonlyMap<string, string>;
  /** When the marketplace itself was saved; null where it was not. */
  readonly setUpOn: string | null;
  /** Everything is to be looked at: it cannot be told what was saved, or it is more than one query takes. */
  readonly all: boolean;
  /** Whether somebody just now saved something, or a reading only began anew. */
  readonly news: boolean;
  readonly links: readonly (string | null)[];
}

export class Deltas {
  #links: readonly (string | null)[] = deltas.map(() => null);

  get queries(): Operation[] {
    return deltas.map((delta, index) => {
      const link = this.#links[index] ?? null;
      return link === null
        ? { method: 'GET', path: delta.path, prefer: 'odata.track-changes' }
        : { method: 'GET', path: link };
    });
  }

  /** Reads the answers to `queries`; they are behind us only after `accept`. */
  read(answers: readonly BatchAnswer[], marketplaceId: string): Changes {
    const saved = new Map<string, string>();
    const links: (string | null)[] = [];
    let [all, news] = [false, false];
    let setUpOn: string | null = null;
    for (const [index, delta] of deltas.entries()) {
      const answer = answers[index];
      links[index] = null;
      if (!answer || answer.error) continue;
      const page = (answer as Answer).body as Page;
      const link = page['@odata.nextLink'] ?? page['@odata.deltaLink'];
      links[index] = link === undefined ? null : belowRoot(link);
      const begins = (this.#links[index] ?? null) === null;
      if (begins) all = true;
      for (const row of page.value) {
        if (row.reason === 'deleted') continue;
        if (delta.owner !== undefined && row[delta.owner] !== marketplaceId) continue;
        const on = text(row.modifiedon);
        const frees = delta.frees(row);
        frees?.forEach((key) => saved.set(key, later(saved.get(key), on)));
        if (frees === null) setUpOn = later(setUpOn ?? undefined, on);
        if (!begins) {
          news = true;
          all ||= frees === null;
        }
      }
    }
    return { saved, setUpOn, all: all || saved.size > keysPerQuery, news, links };
  }

  /** Only when the orders that the changes free are due: what was saved is not behind us before. */
  accept({ links }: Changes): void {
    this.#links = links;
  }
}

interface Page {
  readonly value: readonly Record<string, unknown>[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

function later(one: string | undefined, other: string): string {
  return one !== undefined && one > other ? one : other;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
