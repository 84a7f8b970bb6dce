/** The relay's settings: one schema, every problem reported at once, frozen. `.env.example` is checked against it. */
import { hostname } from 'node:os';
import { z } from 'zod';
import { busSettings, usualQueue, type BusSettings } from './bus/bus-settings.ts';
import type { Credential } from './dataverse/auth.ts';

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Keys and tokens travel to these addresses, so never in clear text, except inside this machine. */
const address = () =>
  z.url().refine(
    (text) => {
      // Not an address at all is reported already.
      if (!URL.canParse(text)) return true;
      const { protocol, hostname: host } = new URL(text);
      return protocol === 'https:' || (protocol === 'http:' && loopback.test(host));
    },
    { message: 'must begin with https:// (http:// only for this machine itself)' },
  );

const schema = z.object({
  MIRAKL_URL: address().describe('Address of the Mirakl platform, without /api'),
  MIRAKL_API_KEY: z.string().min(1).describe("The shop's API key"),
  MIRAKL_SHOP_ID: z.string().optional().describe('Only where the key belongs to several shops'),
  MIRAKL_HOST: z
    .string()
    .optional()
    .describe('Host name on the marketplace row, where it is not that of MIRAKL_URL'),
  DATAVERSE_URL: address().describe('Address of the Dynamics environment'),
  DATAVERSE_TENANT_ID: z.string().optional().describe('Directory (tenant) id'),
  DATAVERSE_CLIENT_ID: z.string().optional().describe('Application (client) id'),
  DATAVERSE_CLIENT_SECRET: z
    .string()
    .optional()
    .describe('Client secret; or a certificate, or a managed identity'),
  DATAVERSE_CERTIFICATE_PATH: z.string().optional().describe('PEM file with certificate and private key'),
  DATAVERSE_MANAGED_IDENTITY: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Sign in as the managed identity of the host'),
  DATAVERSE_TOKEN_URL: address().optional().describe('Token address of the sandbox; real systems need none'),
  DATAVERSE_ALLOWANCE: z.coerce
    .number()
    .int()
    .min(100)
    .max(10_000_000)
    .default(6000)
    .describe('Requests that Dataverse allows a user in five minutes, where it is not the published 6000'),
  RELAY_NAME: z.string().default(hostname()).describe('Stable name of this copy; another for each copy'),
  RELAY_COPIES: z.coerce
    .number()
    .int()
    .min(1)
    .max(20)
    .default(1)
    .describe('Copies that share the allowance of Dataverse'),
  PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8080)
    .describe('Port of health, metrics and status'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on'),
  SERVICEBUS_CONNECTION: z.string().optional().describe('Connection string of Service Bus, with Listen'),
  SERVICEBUS_NAMESPACE: z
    .string()
    .optional()
    .describe('Instead of it, without a key: host name of the Service Bus namespace'),
  SERVICEBUS_QUEUE: z.string().optional().describe(`Queue of the events; ${usualQueue} unless given`),
  WEBHOOK_KEY: z
    .string()
    .min(24, 'must have at least 24 characters')
    // A header brings no other to us unchanged, so that no call would ever have the key.
    .regex(/^[\x21-\x7e]*$/, 'must be plain letters, digits and signs, without blanks')
    .optional()
    .describe('Opens POST /webhooks/dataverse; the key in the header of the endpoint in Dynamics'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('Least severity that is logged'),
  SPEED: z.coerce
    .number()
    .min(1)
    .max(1000)
    .default(1)
    .describe('Rehearsal only: how much faster than real time'),
});

export interface Config {
  readonly mirakl: {
    readonly origin: string;
    readonly apiKey: string;
    readonly shopId: string | null;
    readonly host: string;
  };
  readonly dataverse: {
    readonly origin: string;
    readonly credential: RelayCredential;
    /** Operations of all copies together in five minutes. */
    readonly allowance: number;
  };
  readonly copy: { readonly name: string; readonly copies: number };
  /** Null: no queue. */
  readonly bus: BusSettings | null;
  /** Null: there is no webhook. */
  readonly webhookKey: string | null;
  readonly http: { readonly port: number; readonly host: string };
  readonly logLevel: string;
  readonly speed: number;
}

/** A credential of Microsoft Entra ID, or the plain token address of the sandbox. */
export type RelayCredential =
  | Credential
  | {
      readonly kind: 'token-url';
      readonly url: string;
      readonly clientId: string;
      readonly clientSecret: string;
    };

/** Every problem of the environment at once, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The settings have ${problems.length} problem(s):\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // An empty line of a .env file means "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const credential = credentialOf(given, problems);
  const bus = busSettings(given, problems);
  if (!parsed.success || credential === null || problems.length > 0) throw new ConfigError(problems);
  const env = parsed.data;
  return Object.freeze({
    mirakl: Object.freeze({
      origin: new URL(env.MIRAKL_URL).origin,
      apiKey: env.MIRAKL_API_KEY,
      shopId: env.MIRAKL_SHOP_ID ?? null,
      host: env.MIRAKL_HOST ?? new URL(env.MIRAKL_URL).hostname,
    }),
    dataverse: Object.freeze({
      origin: new URL(env.DATAVERSE_URL).origin,
      credential: Object.freeze(credential),
      allowance: env.DATAVERSE_ALLOWANCE,
    }),
    copy: Object.freeze({ name: env.RELAY_NAME, copies: env.RELAY_COPIES }),
    bus: bus && Object.freeze(bus),
    webhookKey: env.WEBHOOK_KEY ?? null,
    http: Object.freeze({ port: env.PORT, host: env.HOST }),
    logLevel: env.LOG_LEVEL,
    speed: env.SPEED,
  });
}

function credentialOf(
  env: Readonly<Record<string, string | undefined>>,
  problems: string[],
): RelayCredential | null {
  if (env.DATAVERSE_MANAGED_IDENTITY === 'true') {
    if (env.DATAVERSE_CLIENT_ID !== undefined)
      return { kind: 'managed-identity', clientId: env.DATAVERSE_CLIENT_ID };
    problems.push('DATAVERSE_CLIENT_ID: required, the client id of the managed identity');
    return null;
  }
  const {
    DATAVERSE_CLIENT_ID: clientId,
    DATAVERSE_CLIENT_SECRET: clientSecret,
    DATAVERSE_TENANT_ID: tenantId,
  } = env;
  if (clientId === undefined) {
    problems.push('DATAVERSE_CLIENT_ID: required');
    return null;
  }
  if (env.DATAVERSE_TOKEN_URL !== undefined && clientSecret !== undefined) {
    return { kind: 'token-url', url: env.DATAVERSE_TOKEN_URL, clientId, clientSecret };
  }
  if (tenantId === undefined) {
    problems.push('DATAVERSE_TENANT_ID: required with DATAVERSE_CLIENT_ID');
    return null;
  }
  if (env.DATAVERSE_CERTIFICATE_PATH !== undefined) {
    return { kind: 'certificate', tenantId, clientId, certificatePath: env.DATAVERSE_CERTIFICATE_PATH };
  }
  if (clientSecret === undefined) {
    problems.push('DATAVERSE_CLIENT_SECRET: required, or DATAVERSE_CERTIFICATE_PATH');
    return null;
  }
  return { kind: 'client-secret', tenantId, clientId, clientSecret };
}

/** Name -> what it is for, as `.env.example` lists them. */
export const settings: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(schema.shape).map(([name, type]) => [name, type.description ?? '']),
);
