/** The relay's public door, for the rehearsal and the whole-system tests. */
export { build, type App, type AppPorts } from './app.ts';
export { type Bus, type BusLog, type BusStatus } from './bus/bus.ts';
export { busConsumer, type ConsumerSettings } from './bus/consumer.ts';
export { inProcessBus, type InProcessBus } from './bus/in-process-bus.ts';
export { systemChance, type Chance } from './chance.ts';
export { systemClock, type Clock } from './clock.ts';
export { readConfig, settings, type Config } from './config.ts';
export type { EventHandler } from './event-port.ts';
export { idsOf } from './flows/ids.ts';
export type { MarketplaceFlows } from './flows/marketplace-flows.ts';
export { isExceptionCode } from './domain/exception-of.ts';
export { violations, type Snapshot } from './domain/invariants.ts';
export {
  HttpFailure,
  inOnePiece,
  type HttpPort,
  type HttpRequest,
  type HttpResponse,
  type StreamedResponse,
} from './http-port.ts';
export { undiciPort } from './undici-port.ts';
