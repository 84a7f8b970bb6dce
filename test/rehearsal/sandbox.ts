/** `npm run sandbox`: the pretend B&Q and the pretend Dynamics without the relay, so that any client can be pointed at them. */
import { once } from 'node:events';
import { runningClock } from '../sandbox/clock.ts';
import { serve } from '../sandbox/http.ts';
import { howToReach } from './how-to-reach.ts';
import { readSandboxOptions, sandboxUsage, type SandboxOptions } from './sandbox-options.ts';
import { createWorld } from './world.ts';

process.exitCode = await main();

async function main(): Promise<number> {
  let options: SandboxOptions | 'help';
  try {
    options = readSandboxOptions(process.argv.slice(2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${sandboxUsage}`);
    return 2;
  }
  if (options === 'help') {
    console.log(sandboxUsage);
    return 0;
  }
  const world = createWorld({ clock: runningClock(options.speed), seed: options.seed });
  world.life.generateBacklog(options.orders);
  if (options.perMinute > 0) world.life.live(options.perMinute);
  const mirakl = await serve(world.mirakl, options.miraklPort);
  const dataverse = await serve(world.dataverse, options.dataversePort);
  console.log(
    howToReach({ mirakl: mirakl.origin, dataverse: dataverse.origin }, world.credentials, options.speed),
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await Promise.all([mirakl.close(), dataverse.close()]);
  return 0;
}
