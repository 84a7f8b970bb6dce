/** A network with the time that answers take, ms: the other side of a good line. */
import type { HttpPort } from '@marketplace-bridge/relay';
import type { ManualClock } from '../sandbox/clock.ts';

const latency = { dataverse: 120, mirakl: 250 };

/** `seen` is told when a request arrives. */
export function slowPort(
  port: HttpPort,
  clock: ManualClock,
  seen: (url: string, body: unknown) => void = () => undefined,
): HttpPort {
  const after = async <T>(url: string, body: unknown, call: () => Promise<T>): Promise<T> => {
    const toDynamics = url.includes('/api/data/') || url.includes('oauth2');
    await clock.sleep(toDynamics ? latency.dataverse : latency.mirakl);
    seen(url, body);
    return call();
  };
  return {
    send: (request, signal) => after(request.url, request.body, () => port.send(request, signal)),
    stream: (request, signal) => after(request.url, request.body, () => port.stream(request, signal)),
  };
}
