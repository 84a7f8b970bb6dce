/**
 * The whole of `npm start` for a browser test: both pretend systems, the way between them, a relay process where one is
 * wanted, and the show room on a port of its own.
 */
import { createWorld, type World, type WorldOptions } from '../rehearsal/world.ts';
import type { EventWay } from '../rehearsal/events.ts';
import { showRoom, type ShowRoom } from '../rehearsal/host/show-room.ts';
import { startRelay, type RelayProcess } from '../rehearsal/relay-process.ts';
import { statusPage } from '../rehearsal/status-page/status-page.ts';
import { runningClock } from '../sandbox/clock.ts';
import type { DelayProfile } from '../sandbox/dataverse/profiles/async-delay.ts';
import { serve } from '../sandbox/http.ts';

export interface RoomOptions {
  /** Without one nothing happens in the world but what the test does. */
  readonly relay?: boolean;
  readonly way?: EventWay;
  readonly profile?: DelayProfile;
  readonly speed?: number;
  /** Stock, and offers for it; none unless given. */
  readonly stock?: WorldOptions['stock'];
}

export interface Room {
  readonly world: World;
  readonly origin: string;
  readonly room: ShowRoom;
  /** What the relay complained of. */
  readonly complaints: readonly string[];
  /** The relay goes, as for an update, and comes again; whatever is asked for in between waits. */
  stopRelay(): Promise<void>;
  startRelay(): void;
  close(): Promise<void>;
}

export async function openRoom({
  relay: wanted = false,
  way = 'none',
  profile = 'fast',
  speed = 24,
  stock,
}: RoomOptions = {}): Promise<Room> {
  const world = createWorld({
    clock: runningClock(speed),
    events: { way, profile },
    ...(stock ? { stock } : {}),
  });
  const mirakl = await serve(world.mirakl);
  const dataverse = await serve(world.dataverse);
  const events = await world.events?.open(world.dataverse);
  const room = showRoom(world, statusPage(world), { speed });
  const page = await serve(room);
  const complaints: string[] = [];
  let relay: RelayProcess | null = null;
  const start = () => {
    relay = startRelay(world, {
      miraklOrigin: mirakl.origin,
      dataverseOrigin: dataverse.origin,
      speed,
      ...(events ? { events } : {}),
      onTrouble: (message) => complaints.push(message),
    });
  };
  const stop = async () => {
    await relay?.stop();
    relay = null;
  };
  if (wanted) start();
  return {
    world,
    origin: page.origin,
    room,
    complaints,
    stopRelay: stop,
    startRelay: start,
    close: async () => {
      await stop();
      await Promise.all([page.close(), mirakl.close(), dataverse.close(), world.events?.close()]);
    },
  };
}
