/** `npm run relay`: installs and builds if needed, then runs the relay on the settings in .env. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root, run, runUntilStopped } from './ensure-installed.mjs';

ensureInstalled();
run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', 'relay']);
const settings = existsSync(join(root, '.env')) ? ['--env-file=.env'] : [];
runUntilStopped(process.execPath, [...settings, 'relay/dist/src/main.js', ...process.argv.slice(2)]);
