/** The relay as a process of its own, as in production: it can be killed and started again while the world lives on. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RelayEventSettings } from './events.ts';
import type { World } from './world.ts';

export interface RelaySettings {
  readonly miraklOrigin: string;
  readonly dataverseOrigin: string;
  readonly speed: number;
  /** Stable name of the copy; two relays at the same time need two names. */
  readonly name?: string;
  readonly port?: number;
  /** What the relay is told about the bus or the webhook: `EventsOfWorld.open`. */
  readonly events?: RelayEventSettings;
  readonly copies?: number;
  /** Operations that the relay allows itself in five minutes; what Dataverse publishes unless given. */
  readonly allowance?: number;
  readonly logFile?: string;
  /** Told of each warning and error of its log, in its own words. */
  readonly onTrouble?: (message: string) => void;
  /** Runs what `npm run build` wrote instead of the sources, which starts in a third of the time. */
  readonly compiled?: boolean;
}

export interface RelayProcess {
  readonly child: ChildProcess;
  readonly exited: Promise<number | null>;
  /** SIGTERM and wait: drains. */
  stop(): Promise<void>;
  /** SIGKILL and wait. */
  kill(): Promise<void>;
}

const root = join(import.meta.dirname, '..', '..');

const fromSource = ['--conditions=source', '--import', 'tsx', join(root, 'relay', 'src', 'main.ts')];
const compiled = [join(root, 'relay', 'dist', 'src', 'main.js')];

export function startRelay(world: World, settings: RelaySettings): RelayProcess {
  const { credentials } = world;
  const child = spawn(process.execPath, settings.compiled === true ? compiled : fromSource, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      MIRAKL_URL: settings.miraklOrigin,
      MIRAKL_API_KEY: credentials.apiKey,
      MIRAKL_HOST: credentials.miraklHost,
      DATAVERSE_URL: settings.dataverseOrigin,
      DATAVERSE_TOKEN_URL: `${settings.dataverseOrigin}/${credentials.tenantId}/oauth2/v2.0/token`,
      DATAVERSE_CLIENT_ID: credentials.clientId,
      DATAVERSE_CLIENT_SECRET: credentials.clientSecret,
      RELAY_NAME: settings.name ?? 'rehearsal',
      RELAY_COPIES: String(settings.copies ?? 1),
      ...(settings.allowance === undefined ? {} : { DATAVERSE_ALLOWANCE: String(settings.allowance) }),
      PORT: String(settings.port ?? 0),
      SPEED: String(settings.speed),
      ...settings.events,
    },
  });
  if (settings.logFile !== undefined) child.stdout.pipe(createWriteStream(settings.logFile));
  createInterface(child.stdout).on('line', (line) => {
    const trouble = troubleIn(line);
    if (trouble !== null) settings.onTrouble?.(trouble);
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal);
    await exited;
  };
  return { child, exited, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

/** Severity of pino from which on a person wants to know. */
const warning = 40;

function troubleIn(line: string): string | null {
  try {
    const { level, msg, message } = JSON.parse(line) as { level: number; msg: string; message?: string };
    if (level < warning) return null;
    return message === undefined ? msg : `${msg} (${message})`;
  } catch {
    return line;
  }
}
