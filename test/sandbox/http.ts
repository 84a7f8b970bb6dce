/**
 * What every pretend system is made of: a pure core that answers a request with a response, and one socket rim that
 * serves any core on loopback. Tests may call the core directly; the bytes are the same.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SandboxRequest {
  method: string;
  /** Path and query as on the request line, still percent-encoded. */
  url: string;
  /** Lower-case names; repeated headers joined by a comma and a blank. */
  headers: Record<string, string>;
  body: Buffer;
}

export interface SandboxResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer | string;
  /** A scripted fault of the wire instead of an answer: drop the socket before, or in the middle of, the answer. */
  wire?: 'drop' | 'cut';
}

export interface SandboxCore {
  handle(request: SandboxRequest): Promise<SandboxResponse>;
}

export interface Served {
  origin: string;
  close(): Promise<void>;
}

/** Serves a core on 127.0.0.1; port 0 takes a free one. */
export async function serve(core: SandboxCore, port = 0): Promise<Served> {
  // The platform reads URLs of up to 32,768 characters (dataverse.md 1); Node stops at 16 KB by default.
  const server = createServer({ maxHeaderSize: 65_536 }, (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request: SandboxRequest = {
        method: incoming.method ?? 'GET',
        url: incoming.url ?? '/',
        headers: Object.fromEntries(
          Object.entries(incoming.headers).map(([name, value]) => [
            name,
            Array.isArray(value) ? value.join(', ') : (value ?? ''),
          ]),
        ),
        body: Buffer.concat(chunks),
      };
      core.handle(request).then(
        (response) => {
          if (response.wire === 'drop') return outgoing.destroy();
          const body = Buffer.isBuffer(response.body) ? response.body : Buffer.from(response.body, 'utf8');
          if (response.wire === 'cut') {
            outgoing.writeHead(response.status, {
              ...response.headers,
              'content-length': String(body.length),
            });
            outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
            return undefined;
          }
          outgoing.writeHead(response.status, { ...response.headers, 'content-length': String(body.length) });
          return outgoing.end(body);
        },
        (error: unknown) => {
          // A bug of the sandbox itself must be loud, not look like a server error of the real system.
          console.error('sandbox bug', request.method, request.url, error);
          outgoing.destroy();
        },
      );
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  );
  const address = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${address.port}`, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
