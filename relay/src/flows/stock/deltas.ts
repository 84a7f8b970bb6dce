/**
 * What changed in Dynamics, by change tracking (PROTOCOL, Delta): it says which rows changed, never what is to be
 * written. A link is taken before the rows behind it are read, so that what changes meanwhile comes with the next.
 *
 * No link, or one that grew too old: the table is paged through for a new link, its rows are dropped as they come, and
 * whoever asked walks through all listings. Where a table is not tracked (never switched on by us, TENANT 17), the rows
 * modified since the last reading are asked for, five minutes back.
 */
import type { Answer, Operation } from '../../dataverse/client.ts';
import { isExpiredLink } from '../../dataverse/error-body.ts';
import { bodyOf, refused } from '../answers.ts';
import type { Ports } from '../ports.ts';
import { dataverseTime, plus } from '../time.ts';
import { belowRoot, type Page } from '../all-rows.ts';
import type { Followed, Row } from './followed-tables.ts';

/** Where a table is not tracked, its link is the time of the last reading. */
const untracked = 'modified since ';
const overlap = 5 * 60_000;

const lane = 'intents';

export interface News {
  /** Rows that changed or went. */
  readonly rows: number;
  /** Tables of which it is not known what changed, because they have a first link or a new one: everything is to be sent. */
  readonly begun: ReadonlySet<string>;
  /** The answers to what travelled along. */
  readonly others: readonly Answer[];
}

export class Deltas {
  readonly #ports: Ports;
  readonly #tables: readonly Followed[];
  readonly #assertHeld: () => void;
  readonly #links: Map<string, string>;
  /** Until a reading comes to its end. */
  #begun = new Set<string>();
  /** Of each table that is not tracked, rows of the overlap that were seen: their row version by id. */
  readonly #overlapped = new Map<string, ReadonlyMap<string, string>>();

  constructor(
    ports: Ports,
    tables: readonly Followed[],
    from: { readonly links: Readonly<Record<string, string>>; readonly assertHeld: () => void },
  ) {
    this.#ports = ports;
    this.#tables = tables;
    this.#assertHeld = from.assertHeld;
    this.#links = new Map(
      tables.flatMap(({ name }) => {
        const link = from.links[name];
        return link === undefined ? [] : [[name, link] as const];
      }),
    );
  }

  /** Everything before these is handed on. */
  get links(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#links);
  }

  /** One request where little changed; `others` travel with it. */
  async read(others: readonly Operation[]): Promise<News> {
    const known = this.#tables.filter(({ name }) => this.#links.has(name));
    this.#assertHeld();
    const answers = (await this.#ports.dataverse.batch(
      [...known.map((table) => this.#query(table)), ...others],
      lane,
    )) as Answer[];
    let rows = 0;
    for (const [index, table] of known.entries()) {
      const read = await this.#follow(table, answers[index]);
      if (read === null) this.#links.delete(table.name);
      else rows += read;
    }
    for (const table of this.#tables) {
      if (this.#links.has(table.name)) continue;
      await this.#begin(table);
      this.#begun.add(table.name);
    }
    const begun = this.#begun;
    this.#begun = new Set();
    return { rows, begun, others: answers.slice(known.length) };
  }

  #query(table: Followed): Operation {
    const link = this.#links.get(table.name) ?? '';
    return { method: 'GET', path: link.startsWith(untracked) ? modifiedSince(table, link) : link };
  }

  /** Hands on all pages behind an answer; null: the link is too old. */
  async #follow(table: Followed, first: Answer | undefined): Promise<number | null> {
    const link = this.#links.get(table.name) ?? '';
    const isTracked = !link.startsWith(untracked);
    const readOn = this.#ports.clock.now();
    const overlapped = new Map<string, string>();
    let count = 0;
    for (let answer = first; ;) {
      if (answer?.error && isExpiredLink(answer.error)) return null;
      const page = bodyOf(answer) as Page<Row>;
      for (const row of page.value) {
        if (!isTracked && this.#isSeen(table, row, overlapped)) continue;
        count += 1;
        if (row.reason === 'deleted') table.gone(String(row.id));
        else table.changed(row);
      }
      const next = page['@odata.nextLink'];
      if (next === undefined) {
        if (isTracked) this.#links.set(table.name, belowRoot(page['@odata.deltaLink'] ?? link));
        else {
          this.#links.set(table.name, untracked + plus(readOn, -overlap).toISOString());
          this.#overlapped.set(table.name, overlapped);
        }
        return count;
      }
      answer = await this.#page(next);
    }
  }

  #isSeen(table: Followed, row: Row, overlapped: Map<string, string>): boolean {
    const id = String(row[table.id]);
    const version = String(row['@odata.etag']);
    overlapped.set(id, version);
    return this.#overlapped.get(table.name)?.get(id) === version;
  }

  /** Pages through the table for a first link; its rows are dropped. */
  async #begin(table: Followed): Promise<void> {
    const startedOn = this.#ports.clock.now();
    this.#assertHeld();
    let answer = await this.#ports.dataverse.send(
      { method: 'GET', path: table.path, prefer: 'odata.track-changes' },
      lane,
    );
    if (answer.error && isNotTracked(answer.error)) {
      this.#ports.log.warn(
        { table: table.name },
        'change tracking is off; rows are read by when they changed',
      );
      this.#links.set(table.name, untracked + plus(startedOn, -overlap).toISOString());
      return;
    }
    for (;;) {
      if (answer.error) throw refused(answer.error);
      const page = answer.body as Page<Row>;
      const link = page['@odata.deltaLink'];
      const next = page['@odata.nextLink'];
      if (link !== undefined) {
        this.#links.set(table.name, belowRoot(link));
        return;
      }
      if (next === undefined) throw new Error('a first reading of changes ended without a link');
      answer = await this.#page(next, 'odata.track-changes');
    }
  }

  #page(link: string, prefer?: string): Promise<Answer> {
    this.#assertHeld();
    return this.#ports.dataverse.send(
      { method: 'GET', path: belowRoot(link), ...(prefer === undefined ? {} : { prefer }) },
      lane,
    );
  }
}

function modifiedSince(table: Followed, link: string): string {
  const since = dataverseTime(link.slice(untracked.length));
  return `${table.path}&$filter=modifiedon ge ${since}&$orderby=modifiedon,${table.id}`;
}

/** The words are the platform's; its code for it is not documented. */
function isNotTracked({ status, message }: { status: number; message: string }): boolean {
  return status === 400 && /change tracking is not enabled/i.test(message);
}
