/** The Web API of a state that is told beforehand: what each table answers, call after call. */
import type { Entity, WebApi } from './web-api.ts';

export type Answer =
  | { readonly rows: readonly Entity[] }
  | { readonly id: string }
  | { readonly error: { readonly errorCode: number; readonly message: string } }
  | 'never';

export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>;

export interface ScriptedCall {
  readonly kind: 'read' | 'create' | 'update';
  readonly table: string;
  readonly options: string;
  readonly data: Entity | null;
}

export interface Script {
  readonly reads: Answers;
  readonly creates: Answers;
  /** The link to a further page, for the tables that have one. */
  readonly hasNextPage: ReadonlySet<string>;
}

/** There is nothing on it, which is enough to see that it was asked for. */
const furtherPage = '?$skiptoken=2';

export function scriptedApi(script: Script, calls: ScriptedCall[]): WebApi {
  const turns = new Map<string, number>();

  async function answer(kind: 'read' | 'create', table: string): Promise<Answer> {
    const given = (kind === 'read' ? script.reads : script.creates)[table] ?? { rows: [] };
    const list = Array.isArray(given) ? (given as readonly Answer[]) : [given as Answer];
    const turn = turns.get(`${kind} ${table}`) ?? 0;
    turns.set(`${kind} ${table}`, turn + 1);
    const one = list[Math.min(turn, list.length - 1)] ?? { rows: [] };
    if (one === 'never') return new Promise(() => undefined);
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the platform rejects with a plain object
    if ('error' in one) throw one.error;
    return Promise.resolve(one);
  }

  const rowsOf = async (table: string, options: string) => {
    calls.push({ kind: 'read', table, options, data: null });
    const one = await answer('read', table);
    return typeof one === 'object' && 'rows' in one ? [...one.rows] : [];
  };
  return {
    retrieveMultipleRecords: async (table, options = '') => {
      if (options === furtherPage) {
        calls.push({ kind: 'read', table, options, data: null });
        return { entities: [], nextLink: '' };
      }
      return {
        entities: await rowsOf(table, options),
        nextLink: script.hasNextPage.has(table) ? `https://stage/${table}${furtherPage}` : '',
      };
    },
    retrieveRecord: async (table, id, options = '') => (await rowsOf(table, `(${id})${options}`))[0] ?? {},
    createRecord: async (table, data) => {
      calls.push({ kind: 'create', table, options: '', data });
      const one = await answer('create', table);
      return { entityType: table, id: typeof one === 'object' && 'id' in one ? one.id : '', name: '' };
    },
    updateRecord: (table, id, data) => {
      calls.push({ kind: 'update', table, options: id, data });
      return Promise.resolve({ entityType: table, id, name: '' });
    },
    deleteRecord: (table, id) => Promise.resolve({ entityType: table, id, name: '' }),
  };
}
