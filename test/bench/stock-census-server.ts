/**
 * Both sides on one port, in a process of its own: pages of listings and files of offers by arithmetic, and a $batch that
 * takes every write and remembers what the census reports and repairs.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileRows, indexOfId, keyOf, listingRow, longAgo, offerOf, skuOf } from './stock-census-market.ts';

const count = Number(process.argv[2]);
const root = '/api/data/v9.2/';
const rows = new Map<string, { version: number; values: Record<string, unknown> }>();
const repaired = new Set<number>();
let created = 0;
let version = 1;
let bytes = 0;

interface Answer {
  readonly status: number;
  readonly body?: object;
}

const server = createServer((request, response) => {
  void serve(request, response);
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});

process.on('disconnect', () => process.exit());

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://server');
  const body = await textOf(request);
  if (url.pathname.startsWith('/api/offers')) {
    marketplace(request, url, response);
    return;
  }
  if (url.pathname === '/report') {
    json(response, { status: 200, body: report() });
    return;
  }
  if (url.pathname === `${root}$batch`) {
    batch(request, body, response);
    return;
  }
  const method = request.method ?? 'GET';
  json(response, dataverse(method, url.pathname.slice(root.length) + url.search, body));
}

function marketplace(request: IncomingMessage, url: URL, response: ServerResponse): void {
  const origin = `http://${request.headers.host ?? ''}`;
  const files = Math.ceil(count / fileRows);
  if (url.pathname.endsWith('/export/async')) {
    json(response, { status: 200, body: { tracking_id: 'bench' } });
    return;
  }
  if (url.pathname.includes('/status/')) {
    const urls = Array.from({ length: files }, (_, file) => `${origin}/api/offers/file/${file}`);
    json(response, { status: 200, body: { status: 'COMPLETED', urls } });
    return;
  }
  if (!url.pathname.includes('/file/')) {
    json(response, { status: 200, body: { offers: [], total_count: 0 } });
    return;
  }
  const first = Number(url.pathname.split('/').at(-1)) * fileRows;
  response.writeHead(200, { 'content-type': 'text/csv;charset=UTF-8' });
  let text = 'offer-id;shop-sku;quantity;active;deleted\n';
  for (let index = first; index < Math.min(first + fileRows, count); index += 1) {
    const quantity = offerOf(index);
    if (quantity !== null) text += `${2_000_000 + index};${skuOf(index)};${quantity};true;false\n`;
  }
  bytes += text.length;
  response.end(text);
}

function dataverse(method: string, path: string, body: string): Answer {
  const [table = ''] = path.split(/[(?]/);
  const id = /\(([0-9a-f-]{36})\)/.exec(path)?.[1];
  if (method === 'PATCH' && id !== undefined) return write(table, id, body);
  if (id !== undefined) {
    const row = rows.get(id);
    return row === undefined
      ? { status: 404, body: { error: { code: '0x80040217', message: 'Does Not Exist' } } }
      : { status: 200, body: { '@odata.etag': `W/"${row.version}"`, ...row.values } };
  }
  const filter = decodeURIComponent(/\$filter=([^&]*)/.exec(path)?.[1] ?? '');
  if (table === 'mpb_listings' && path.includes('$orderby'))
    return { status: 200, body: { value: page(path, filter) } };
  if (table === 'mpb_listings' && filter.includes('_mpb_productid_value eq')) {
    const found = [...filter.matchAll(/_mpb_productid_value eq ([0-9a-f-]{36})/g)].map(([, product]) =>
      listingRow(indexOfId(product ?? '')),
    );
    return { status: 200, body: { value: found.filter((row) => row !== null) } };
  }
  if (table === 'products' && path.includes('$orderby')) {
    return { status: 200, body: { value: [{ modifiedon: longAgo }] } };
  }
  return { status: 200, body: { value: [] } };
}

function page(path: string, filter: string): object[] {
  const top = Number(/\$top=(\d+)/.exec(path)?.[1] ?? 1);
  const after = /mpb_listingkey gt '([0-9a-f]+)'/.exec(filter)?.[1];
  const found: object[] = [];
  for (
    let index = after === undefined ? 0 : parseInt(after, 16) + 1;
    index < count && found.length < top;
    index += 1
  ) {
    const row = listingRow(index);
    if (row !== null) found.push(row);
  }
  return found;
}

function write(table: string, id: string, body: string): Answer {
  const known = rows.get(id)?.values ?? { mpb_nextcallon: null, mpb_progress: null };
  version += 1;
  const values = JSON.parse(body) as Record<string, unknown>;
  if (table === 'mpb_listings' && 'mpb_listingkey' in values) created += 1;
  else if (table === 'mpb_listings') repaired.add(indexOfId(id));
  else rows.set(id, { version, values: { ...known, ...values } });
  return { status: 200, body: { '@odata.etag': `W/"${version}"` } };
}

/** As the relay writes it: parts behind one delimiter, and change sets as parts of parts. */
function batch(request: IncomingMessage, body: string, response: ServerResponse): void {
  const boundary = boundaryIn(request.headers['content-type'] ?? '');
  const answers = partsOf(body, boundary).map((part) => {
    const inner = boundaryIn(part.slice(0, part.indexOf('\r\n\r\n')));
    if (inner === '') return httpPart(operate(part));
    const own = partsOf(part, inner).map((one, at) => httpPart(operate(one), at + 1));
    return `Content-Type: multipart/mixed; boundary=changeset\r\n\r\n${joined(own, 'changeset')}`;
  });
  const text = joined(answers, 'answers');
  bytes += text.length;
  response.writeHead(200, { 'content-type': 'multipart/mixed; boundary=answers' });
  response.end(text);
}

function operate(part: string): Answer {
  const request = /^(GET|POST|PATCH|DELETE) (\S+) HTTP\/1\.1\r?$/m.exec(part);
  const url = new URL(request?.[2] ?? '/', 'http://server');
  const body = part.slice(part.lastIndexOf('\r\n\r\n') + 4).trim();
  return dataverse(request?.[1] ?? 'GET', url.pathname.slice(root.length) + url.search, body);
}

function boundaryIn(header: string): string {
  return /boundary="?([^"\r\n;]+)"?/.exec(header)?.[1] ?? '';
}

function partsOf(text: string, boundary: string): string[] {
  return text.split(`--${boundary}`).slice(1, -1);
}

function joined(parts: readonly string[], boundary: string): string {
  return `${parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('')}--${boundary}--\r\n`;
}

function httpPart({ status, body }: Answer, contentId?: number): string {
  const id = contentId === undefined ? '' : `Content-ID: ${contentId}\r\n`;
  const text = body === undefined ? '' : JSON.stringify(body);
  return (
    `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n${id}\r\n` +
    `HTTP/1.1 ${status} Answer\r\nContent-Type: application/json\r\n\r\n${text}`
  );
}

function report(): object {
  const found = [...rows.values()].find(({ values }) => 'mpb_agreed' in values);
  return { row: found?.values ?? null, repaired: [...repaired], created, bytes, firstKey: keyOf(0) };
}

function json(response: ServerResponse, { status, body }: Answer): void {
  const text = JSON.stringify(body ?? {});
  bytes += text.length;
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(text);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString();
}
