/** Process edge: environment -> settings -> build -> listen -> drain. */
import closeWithGrace from 'close-with-grace';
import { pino } from 'pino';
import { build } from './app.ts';
import { systemChance } from './chance.ts';
import { systemClock } from './clock.ts';
import { ConfigError, readConfig } from './config.ts';
import { undiciPort } from './undici-port.ts';

const config = readOrExit();
const log = pino({ level: config.logLevel });
const http = undiciPort();
const app = build(config, { http, clock: systemClock(config.speed), chance: systemChance(), log });

closeWithGrace({ delay: 30_000, logger: false }, async ({ err }) => {
  if (err) log.error({ err }, 'the relay stops because of an error');
  await app.stop();
  await app.server.close();
  await http.close();
});

const address = await app.server.listen({ port: config.http.port, host: config.http.host });
log.info({ address, copy: config.copy.name }, 'relay started');
await app.run();

function readOrExit() {
  try {
    return readConfig(process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
