/** `npm run sandbox`: installs if needed, then starts both pretend systems without the relay. */
import { ensureInstalled, fromSource, runUntilStopped } from './ensure-installed.mjs';

ensureInstalled();
runUntilStopped(process.execPath, [...fromSource, 'test/rehearsal/sandbox.ts', ...process.argv.slice(2)]);
