/** What the decoder made of spoiled contexts, by kind and reason; a throw is a finding. */
import { decodeContext } from '@marketplace-bridge/plugins-bridge';
import { spoiledContexts } from './spoiled-contexts.ts';

export interface DecodedContexts {
  readonly tally: ReadonlyMap<string, number>;
  readonly throws: readonly string[];
}

export function decodeSpoiled(count: number, seed: number): DecodedContexts {
  const tally = new Map<string, number>();
  const throws: string[] = [];
  for (const body of spoiledContexts(count, seed)) {
    try {
      const decoded = decodeContext(body, { organizationId: null, relayUserId: null });
      const kind =
        decoded.kind === 'event'
          ? decoded.event.kind
          : decoded.kind === 'refused'
            ? `refused: ${decoded.refusal.reason}`
            : `ignored: ${decoded.ignored.reason}`;
      tally.set(kind, (tally.get(kind) ?? 0) + 1);
    } catch (error) {
      throws.push(`${String(error)} for ${body.toString('utf8').slice(0, 2_000)}`);
    }
  }
  return { tally, throws };
}
