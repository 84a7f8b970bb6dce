/** `npm start`: installs if needed, then starts the rehearsal (sandbox, relay, status page). */
import { ensureInstalled, fromSource, run } from './ensure-installed.mjs';

ensureInstalled();
run(process.execPath, [...fromSource, 'test/rehearsal/main.ts', ...process.argv.slice(2)]);
