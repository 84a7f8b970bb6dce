/**
 * What went wrong with a call, as the few kinds that a person can act on differently. The platform rejects with a plain
 * object {errorCode, message} and not with an Error (pcf.md 0, 9); codes are those of dataverse.md 4, as a signed number,
 * an unsigned one or text.
 */
export interface Trouble {
  readonly kind: 'offline' | 'noPermission' | 'gone' | 'duplicate' | 'busy' | 'failed';
  /** The platform's own words, for whoever has to find the reason; empty where there are none. */
  readonly message: string;
}

const kinds: Readonly<Record<string, Trouble['kind']>> = {
  '80040220': 'noPermission',
  '80040231': 'noPermission',
  '80048306': 'noPermission',
  '80040217': 'gone',
  '80060891': 'gone',
  '80040237': 'duplicate',
  '80040333': 'duplicate',
  '80060892': 'duplicate',
  '80072322': 'busy',
  '80072321': 'busy',
  '80072326': 'busy',
};

export function troubleOf(reason: unknown, offline: boolean): Trouble {
  const message = messageOf(reason);
  if (offline) return { kind: 'offline', message };
  return { kind: kinds[codeOf(reason)] ?? 'failed', message };
}

function messageOf(reason: unknown): string {
  const { message } = (typeof reason === 'object' && reason !== null ? reason : {}) as { message?: unknown };
  if (typeof message === 'string') return message;
  return typeof reason === 'string' ? reason : '';
}

/** The code as eight lower-case hexadecimal digits; empty where there is none. */
function codeOf(reason: unknown): string {
  const { errorCode, code } = (typeof reason === 'object' && reason !== null ? reason : {}) as {
    errorCode?: unknown;
    code?: unknown;
  };
  const given = errorCode ?? code;
  if (typeof given === 'number') return (given >>> 0).toString(16).padStart(8, '0');
  return typeof given === 'string' ? given.replace(/^0x/i, '').toLowerCase() : '';
}
