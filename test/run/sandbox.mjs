/** `npm run sandbox`: installs and builds the controls if needed, then starts both pretend systems without the relay. */
import { ensureControls } from './controls.mjs';
import { ensureInstalled, fromSource, runUntilStopped } from './ensure-installed.mjs';

ensureInstalled();
await ensureControls();
runUntilStopped(process.execPath, [...fromSource, 'test/rehearsal/sandbox.ts', ...process.argv.slice(2)]);
