/** `npm start`: installs if needed, then starts the rehearsal (sandbox, relay, status page). */
import { ensureInstalled, fromSource, runUntilStopped } from './ensure-installed.mjs';

ensureInstalled();
runUntilStopped(process.execPath, [...fromSource, 'test/rehearsal/main.ts', ...process.argv.slice(2)]);
