/** A real HTTP POST of the context, as dataverse.md 11 ("Webhooks") describes it. */
import type { EndpointPoster, PostingEndpoint } from './poster.ts';

/** "60 s timeout". */
const PATIENCE = 60_000;
/** "Only 502, 503, 504 are retried, once." */
const PASSING = new Set([502, 503, 504]);

export function webhookPoster(patience = PATIENCE): EndpointPoster {
  return {
    post: async (endpoint, message) => {
      const { url, headers } = authenticated(endpoint);
      try {
        const response = await fetch(url, {
          method: 'POST',
          body: message.body,
          headers: { 'content-type': message.contentType, ...message.headers, ...headers },
          signal: AbortSignal.timeout(patience),
        });
        await response.arrayBuffer();
        if (response.ok) return 'ok';
        return PASSING.has(response.status) ? 'retry' : 'failed';
      } catch {
        return 'failed';
      }
    },
  };
}

function authenticated(endpoint: PostingEndpoint): { url: string; headers: Record<string, string> } {
  const { url, authType, authValue } = endpoint;
  if (authType === 'http-header') return { url, headers: Object.fromEntries(settings(authValue)) };
  const address = new URL(url);
  if (authType === 'webhook-key') address.searchParams.set('code', authValue);
  else for (const [name, value] of settings(authValue)) address.searchParams.set(name, value);
  return { url: address.href, headers: {} };
}

/** `<settings><setting name="…" value="…" /></settings>`, as the registration tool stores names and values [mem]. */
function settings(authValue: string): [string, string][] {
  return [...authValue.matchAll(/<setting\s+name="([^"]*)"\s+value="([^"]*)"\s*\/>/g)].map((match) => [
    unescape(match[1] ?? ''),
    unescape(match[2] ?? ''),
  ]);
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
