/** What the engine's tests share: a sandbox over the sample model, a way to ask it, and a way to write a $batch. */
import { ManualClock } from '../clock.ts';
import { DataverseSandbox, type DataverseOptions } from './dataverse.ts';
import { sampleModel } from './sample-model.ts';

export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** Parsed body; an empty object when there is none or it is no JSON. */
  json: Record<string, unknown>;
  /** The rows of a collection. */
  value: Record<string, unknown>[];
  error: { code: string; message: string };
}

export function sampleSandbox(options: Partial<DataverseOptions> = {}): {
  sandbox: DataverseSandbox;
  clock: ManualClock;
} {
  const clock = new ManualClock('2026-11-02T09:00:00Z');
  return { sandbox: new DataverseSandbox({ clock, model: sampleModel(), ...options }), clock };
}

/** One request to the core; `path` is below /api/data/v9.2/ or an absolute link from an answer. */
export async function ask(
  sandbox: DataverseSandbox,
  request: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const [method = 'GET', path = ''] = request.split(/ (.*)/s);
  const url = path.startsWith('http') ? path.replace(/^https?:\/\/[^/]+/, '') : `/api/data/v9.2/${path}`;
  const bytes = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await sandbox.handle({
    method,
    url: url.replaceAll(' ', '%20'),
    headers: { host: 'org.test', 'content-type': 'application/json', ...headers },
    body: Buffer.from(bytes, 'utf8'),
  });
  const text = answer.body.toString();
  const json = (text.startsWith('{') ? JSON.parse(text) : {}) as Record<string, unknown>;
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    json,
    value: (json.value ?? []) as Record<string, unknown>[],
    error: (json.error ?? { code: '', message: '' }) as Answer['error'],
  };
}

export interface BatchOperation {
  /** `POST mpb_samples`, or `PATCH $1`. */
  request: string;
  body?: unknown;
  headers?: Record<string, string>;
  contentId?: number;
}

/** A batch of single operations and change sets (lists), sent; the answer's parts are cut apart. */
export async function askBatch(
  sandbox: DataverseSandbox,
  items: (BatchOperation | BatchOperation[])[],
  headers: Record<string, string> = { prefer: 'odata.continue-on-error' },
): Promise<Answer & { statuses: number[] }> {
  let contentId = 0;
  const parts = items.map((item, at) => {
    if (!Array.isArray(item)) return part(item, undefined);
    const inner = item.map(
      (operation) => `--set${at}\r\n${part(operation, operation.contentId ?? ++contentId)}\r\n`,
    );
    return `Content-Type: multipart/mixed; boundary=set${at}\r\n\r\n${inner.join('')}--set${at}--\r\n`;
  });
  const body = `${parts.map((text) => `--all\r\n${text}\r\n`).join('')}--all--\r\n`;
  const answer = await ask(sandbox, 'POST $batch', body, {
    'content-type': 'multipart/mixed; boundary=all',
    ...headers,
  });
  return {
    ...answer,
    statuses: [...answer.text.matchAll(/HTTP\/1\.1 (\d+)/g)].map((match) => Number(match[1])),
  };
}

function part(operation: BatchOperation, contentId: number | undefined): string {
  const [method = '', path = ''] = operation.request.split(/ (.*)/s);
  const url = path.startsWith('$') ? path : `/api/data/v9.2/${path.replaceAll(' ', '%20')}`;
  const body = operation.body === undefined ? '' : JSON.stringify(operation.body);
  const lines = [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(contentId === undefined ? [] : [`Content-ID: ${contentId}`]),
    '',
    `${method} ${url} HTTP/1.1`,
    ...(body === '' ? [] : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`]),
    ...Object.entries(operation.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ];
  return lines.join('\r\n');
}

/** A GUID that says its number. */
export function id(n: number): string {
  return `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
}
