/** `npm test`: installs if needed, then every check and every test; ends with node:test's own summary. */
import { join } from 'node:path';
import { ensureInstalled, fromSource, root, run } from './ensure-installed.mjs';

ensureInstalled();
const bin = (name) => join(root, 'node_modules', '.bin', name);

run(bin('tsc'), ['-b']);
run(process.execPath, [...fromSource, '--test', 'test/unit.ts']);
