/** `npm start`: installs and builds the controls if needed, then starts the rehearsal (sandbox, relay, status page). */
import { ensureControls } from './controls.mjs';
import { ensureInstalled, fromSource, runUntilStopped } from './ensure-installed.mjs';

ensureInstalled();
await ensureControls();
runUntilStopped(process.execPath, [...fromSource, 'test/rehearsal/main.ts', ...process.argv.slice(2)]);
