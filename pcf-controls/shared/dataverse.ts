/**
 * Rows of Dataverse for the controls, read and made with the rights of the person (DESIGN 6). Tables go by their
 * logical names; a read answers one page, which is all that a control asks for. Whatever fails does so as a Refused.
 */
import { troubleOf } from './trouble.ts';
import type { Trouble } from './trouble.ts';

export interface Dataverse {
  /** @param query `?$select=...&$filter=...`, always with $select */
  read<Row extends object>(table: string, query: string): Promise<readonly Row[]>;
  /** Answers the id of the new row. */
  create(table: string, row: object): Promise<string>;
  update(table: string, id: string, change: object): Promise<void>;
}

export class Refused extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble.message);
    this.name = 'Refused';
    this.trouble = trouble;
  }
}

/** Of whatever was thrown where rows were read or made. */
export function troubleIn(reason: unknown): Trouble {
  if (reason instanceof Refused) return reason.trouble;
  return { kind: 'failed', message: reason instanceof Error ? reason.message : '' };
}

export function createDataverse(webApi: () => ComponentFramework.WebApi, offline: () => boolean): Dataverse {
  async function asked<T>(call: () => Promise<T>): Promise<T> {
    if (offline()) throw new Refused({ kind: 'offline', message: '' });
    try {
      return await call();
    } catch (reason) {
      throw new Refused(troubleOf(reason, offline()));
    }
  }
  return {
    read: async <Row extends object>(table: string, query: string) =>
      asked(async () => {
        const { entities } = await webApi().retrieveMultipleRecords(table, query);
        return entities as unknown as readonly Row[];
      }),
    create: async (table, row) => asked(async () => (await webApi().createRecord(table, row)).id),
    update: async (table, id, change) =>
      asked(async () => {
        await webApi().updateRecord(table, id, change);
      }),
  };
}

/** A text inside an OData filter. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The platform's formatted value of a column or lookup: what the person would read on the form. */
export function formatted(row: object, column: string): string | null {
  const value = (row as Readonly<Record<string, unknown>>)[
    `${column}@OData.Community.Display.V1.FormattedValue`
  ];
  return typeof value === 'string' ? value : null;
}
