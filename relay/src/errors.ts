/**
 * Operating errors: what goes wrong at the rims, each with a stable code. Expected outcomes are values and programmer
 * errors are assertions; neither is listed here (DESIGN 3).
 */

/** PROTOCOL, Retry classes. */
export type Retry = 'soon' | 'later' | 'never' | 'unknown-outcome';

/** Who can put it right: `time` needs nobody, the next try does it. */
export type ErrorOwner = 'time' | 'operations' | 'admin';

export interface ErrorEntry {
  readonly retry: Retry;
  readonly owner: ErrorOwner;
  readonly meaning: string;
  readonly fix: string;
}

const rim = (name: string, credential: string) =>
  ({
    unreachable: {
      retry: 'soon',
      owner: 'time',
      meaning: `No connection to ${name}, or it broke before the answer was whole.`,
      fix: `Nothing, if it passes. If it lasts, check the network path and the address of ${name}.`,
    },
    timeout: {
      retry: 'soon',
      owner: 'time',
      meaning: `${name} did not answer in time.`,
      fix: 'Nothing, if it passes.',
    },
    'outcome-unknown': {
      retry: 'unknown-outcome',
      owner: 'time',
      meaning: `A write was sent to ${name} and its answer was lost: it may or may not have happened.`,
      fix: 'Nothing: the relay reads back what happened. It never sends the write again blindly.',
    },
    limited: {
      retry: 'later',
      owner: 'time',
      meaning: `${name} says that this copy calls too often.`,
      fix: 'Nothing, if it passes. If it lasts, look for another program that shares the allowance.',
    },
    failing: {
      retry: 'soon',
      owner: 'time',
      meaning: `${name} answered that it failed (5xx).`,
      fix: `Nothing, if it passes. If it lasts, look at the status page of ${name}.`,
    },
    unauthorized: {
      retry: 'never',
      owner: 'admin',
      meaning: `${name} does not accept ${credential}.`,
      fix: `Renew ${credential} in the relay's settings.`,
    },
    forbidden: {
      retry: 'never',
      owner: 'admin',
      meaning: `${name} accepts ${credential} but not this call.`,
      fix: `Give the user behind ${credential} the missing right.`,
    },
    'not-found': {
      retry: 'never',
      owner: 'operations',
      meaning: `${name} does not know what was asked for.`,
      fix: 'Check that it still exists there.',
    },
    refused: {
      retry: 'never',
      owner: 'operations',
      meaning: `${name} refused the call (4xx).`,
      fix: 'Read its message, which is quoted; correct the record and retry it.',
    },
    unreadable: {
      retry: 'later',
      owner: 'admin',
      meaning: `${name} sent an answer that is not what its interface promises (a maintenance page, or cut JSON).`,
      fix: 'Nothing, if it passes. If it lasts, check whether a proxy stands between.',
    },
    'too-large': {
      retry: 'never',
      owner: 'admin',
      meaning: `The answer of ${name} is larger than the relay reads.`,
      fix: 'Ask for less at once.',
    },
    redirected: {
      retry: 'never',
      owner: 'admin',
      meaning: `${name} redirects to another address; the relay follows no redirect, so as not to hand over ${credential}.`,
      fix: 'Set the final address.',
    },
    'foreign-host': {
      retry: 'never',
      owner: 'admin',
      meaning: `A link does not point at ${name}; the relay sends nothing there.`,
      fix: 'Check the address that the relay is set to.',
    },
  }) as const satisfies Record<string, ErrorEntry>;

/** The part of a code behind `mirakl.` or `dataverse.`. */
export type RimErrorName = keyof ReturnType<typeof rim>;

type Prefixed<P extends string, T> = { readonly [K in keyof T & string as `${P}.${K}`]: ErrorEntry };

function prefixed<P extends string, T extends Record<string, ErrorEntry>>(
  prefix: P,
  entries: T,
): Prefixed<P, T> {
  return Object.fromEntries(
    Object.entries(entries).map(([key, entry]) => [`${prefix}.${key}`, entry]),
  ) as Prefixed<P, T>;
}

/** Every operating error. */
export const operatingErrors = {
  ...prefixed('mirakl', rim('Mirakl', 'the API key')),
  ...prefixed('dataverse', rim('Dataverse', 'the credential')),
  'dataverse.no-token': {
    retry: 'never',
    owner: 'admin',
    meaning: 'The sign-in service gave no token for Dataverse.',
    fix: "Check tenant, client id and secret (or certificate, or managed identity) in the relay's settings.",
  },
  'dataverse.sign-in-failing': {
    retry: 'soon',
    owner: 'time',
    meaning: 'The sign-in service for Dataverse cannot be reached or fails.',
    fix: 'Nothing, if it passes. If it lasts, check the network path to the sign-in service.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof operatingErrors;

export interface ErrorDetail {
  readonly retryAfterMs?: number;
  /** HTTP status of the answer, if there was one. */
  readonly status?: number;
  readonly cause?: unknown;
}

/** Something outside went wrong. The message holds no key, no token and no personal data. */
export class OperatingError extends Error {
  readonly code: ErrorCode;
  readonly retry: Retry;
  readonly retryAfterMs?: number;
  readonly status?: number;
  readonly #what: string;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail & { readonly retry?: Retry } = {}) {
    super(`${code}: ${message}`, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'OperatingError';
    this.#what = message;
    this.code = code;
    this.retry = detail.retry ?? operatingErrors[code].retry;
    if (detail.retryAfterMs !== undefined) this.retryAfterMs = detail.retryAfterMs;
    if (detail.status !== undefined) this.status = detail.status;
  }

  /** The same error once the tries of `soon` are used up. */
  asLater(): OperatingError {
    const { retryAfterMs, status, cause } = this;
    return new OperatingError(this.code, this.#what, {
      retry: 'later',
      cause,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(status === undefined ? {} : { status }),
    });
  }

  get owner(): ErrorOwner {
    return operatingErrors[this.code].owner;
  }

  get fix(): string {
    return operatingErrors[this.code].fix;
  }
}
