/** Dataverse for unit tests: rows by path with row versions, conditional writes, and scripted refusals. Nothing else. */
import type {
  Answer,
  BatchAnswer,
  BatchItem,
  DataverseClient,
  DataverseError,
  Operation,
} from '../dataverse/client.ts';

type Stored = Readonly<Record<string, unknown>>;

export class FakeDataverse implements DataverseClient {
  /** Every operation that came, in order. */
  readonly operations: Operation[] = [];
  /** Called before an operation is carried out; what it answers or throws happens instead. */
  before: (operation: Operation) => DataverseError | undefined = () => undefined;
  readonly #rows = new Map<string, { version: number; values: Stored }>();
  #version = 0;

  /** Somebody else writes the row `mpb_slots(guid)`. */
  put(path: string, values: Stored): { version: number; values: Stored } {
    const written = { version: (this.#version += 1), values: { ...this.row(path), ...values } };
    this.#rows.set(path, written);
    return written;
  }

  row(path: string): Stored | undefined {
    return this.#rows.get(path)?.values;
  }

  get writes(): Operation[] {
    return this.operations.filter(({ method }) => method !== 'GET');
  }

  send(operation: Operation): Promise<Answer> {
    return new Promise((resolve) => {
      resolve(this.#carryOut(operation));
    });
  }

  batch(items: readonly BatchItem[]): Promise<BatchAnswer[]> {
    return new Promise((resolve) => {
      resolve(
        items.map((item) => {
          if ('changeSet' in item) throw new Error('this fake knows single operations only');
          return this.#carryOut(item);
        }),
      );
    });
  }

  query<T>(): AsyncIterable<T[]> {
    throw new Error('this fake has no queries');
  }

  changes(): never {
    throw new Error('this fake tracks no changes');
  }

  uploadFile(): Promise<void> {
    return Promise.resolve();
  }

  whoAmI(): Promise<{ userId: string; organizationId: string }> {
    return Promise.resolve({ userId: 'user', organizationId: 'organisation' });
  }

  counts(): { requests: number; operations: number } {
    return { requests: this.operations.length, operations: this.operations.length };
  }

  #carryOut(operation: Operation): Answer {
    this.operations.push(operation);
    const error = this.before(operation);
    if (error) return refusal(error);
    const path = operation.path.replace(/\?.*/, '');
    const known = this.#rows.get(path);
    if (operation.method === 'GET') {
      return known ? found(known) : refusal({ status: 404, code: '0x80040217', message: 'Does Not Exist' });
    }
    const { ifMatch, ifNoneMatch } = operation;
    const mismatch = ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etag(known?.version ?? 0);
    if (mismatch || (ifNoneMatch === '*' && known)) return refusal(stale);
    return found(this.put(path, operation.body as Stored));
  }
}

export const stale: DataverseError = {
  status: 412,
  code: '0x80060882',
  message: "The version of the existing record doesn't match.",
};

function etag(version: number): string {
  return `W/"${version}"`;
}

function found({ version, values }: { version: number; values: Stored }): Answer {
  return { status: 200, headers: {}, body: { '@odata.etag': etag(version), ...nullsFor(values) } };
}

/** A column that nobody wrote reads as null. */
function nullsFor(values: Stored): Stored {
  const columns = ['mpb_holder', 'mpb_expireson', 'mpb_nextcallon', 'mpb_watermark', 'mpb_progress'];
  return { ...Object.fromEntries(columns.map((column) => [column, null])), ...values };
}

function refusal(error: DataverseError): Answer {
  return { status: error.status, headers: {}, body: null, error };
}
