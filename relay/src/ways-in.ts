/**
 * The ways in for what people did in Dynamics: the queue and the webhook, each if it is configured. Both are shortcuts:
 * with neither, the sweep finds everything, later.
 */
import { DefaultAzureCredential } from '@azure/identity';
import type { TokenCredential } from '@azure/identity';
import { decodeContext } from '@marketplace-bridge/plugins-bridge';
import type { Known } from '@marketplace-bridge/plugins-bridge';
import type { Bus, BusPorts } from './bus/bus.ts';
import type { BusSettings } from './bus/bus-settings.ts';
import { busConsumer } from './bus/consumer.ts';
import { inProcessBus } from './bus/in-process-bus.ts';
import type { Chance } from './chance.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import type { RelayCredential } from './config.ts';
import { azureCredential } from './dataverse/auth.ts';
import type { EventHandler, EventIntake, WaysInStatus } from './event-port.ts';
import type { Log } from './flows/ports.ts';

export interface WaysInSettings {
  readonly bus: BusSettings | null;
  readonly webhookKey: string | null;
  readonly credential: RelayCredential;
}

export interface WaysIn {
  /** Where the webhook puts what it takes; it waits there until the start. */
  readonly intake: EventIntake;
  /** Dataverse has said who we are, and there is somebody to handle events. */
  start(handler: EventHandler, known: Known): void;
  stop(): Promise<void>;
  status(): WaysInStatus;
}

export function waysIn(
  settings: WaysInSettings,
  ports: { readonly clock: Clock; readonly chance: Chance; readonly log: Log },
): WaysIn {
  const { chance, log } = ports;
  let started: { readonly handler: EventHandler; readonly known: Known } | null = null;
  const now = () => {
    if (started === null) throw new Error('messages are handled only after the start');
    return started;
  };
  const common: Omit<BusPorts, 'clock'> = {
    decode: (body) => decodeContext(body, now().known),
    handler: {
      handle: (event) => now().handler.handle(event),
      refuse: (refusal) => now().handler.refuse(refusal),
    },
    log,
  };
  const webhook = inProcessBus({ ...common, clock: ports.clock });
  // The broker keeps real time, whatever the speed of a rehearsal.
  const queue = settings.bus && consumer(settings.bus, { ...common, clock: systemClock(), chance });

  return {
    intake: { post: (body) => webhook.post(body) },
    start(handler, known) {
      started = { handler, known };
      webhook.start();
      queue?.start();
    },
    async stop() {
      if (started === null) return;
      await Promise.all([webhook.stop(), queue?.stop()]);
    },
    status: () => ({
      queue: queue?.status() ?? null,
      webhook: settings.webhookKey === null ? null : webhook.status(),
    }),
  };

  function consumer(bus: BusSettings, given: Parameters<typeof busConsumer>[1]): Bus {
    const { signIn, queue: name } = bus;
    const credential =
      signIn.kind === 'connection-string' ? signIn : { ...signIn, identity: identityOf(settings.credential) };
    return busConsumer({ credential, queue: name }, given);
  }
}

/** One identity for both; on the sandbox of Dataverse there is none to share. */
function identityOf(credential: RelayCredential): TokenCredential {
  return credential.kind === 'token-url' ? new DefaultAzureCredential() : azureCredential(credential);
}
