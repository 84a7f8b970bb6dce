/** Checks a shared access signature as the service does: HMAC-SHA256 over the encoded address and the expiry. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface SasKey {
  readonly name: string;
  readonly key: string;
}

export function sasTokenIsGood(token: string, key: SasKey, now: number): boolean {
  const prefix = 'SharedAccessSignature ';
  if (!token.startsWith(prefix)) return false;
  const parts = new Map(
    token
      .slice(prefix.length)
      .split('&')
      .map((pair) => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))] as const;
      }),
  );
  const resource = parts.get('sr') ?? '';
  const expiry = parts.get('se') ?? '0';
  if (parts.get('skn') !== key.name || Number(expiry) * 1000 <= now) return false;
  const signed = `${encodeURIComponent(resource)}\n${expiry}`;
  const expected = createHmac('sha256', key.key).update(signed).digest();
  const given = Buffer.from(parts.get('sig') ?? '', 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
