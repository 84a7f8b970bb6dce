/**
 * `npm test`: installs and builds the controls if needed, then every check and every test in one run of node:test, so that
 * its summary and exit code cover everything. Unit tests share a process; each whole-system test, each part of the
 * simulation and each browser test has its own.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureControls } from './controls.mjs';
import { ensureInstalled, fromSource, root, run } from './ensure-installed.mjs';

ensureInstalled();
await ensureControls();
run(process.execPath, [
  ...fromSource,
  '--test',
  // node:test keeps one core free unless told otherwise; on two cores that is half of the machine.
  '--test-concurrency=2',
  '--test-reporter=spec',
  'test/checks.ts',
  'test/unit.ts',
  ...testsUnder('test/system'),
  ...testsUnder('test/market'),
  ...testsUnder('test/simulation'),
  ...testsUnder('test/fuzz'),
  ...testsUnder('test/browser'),
]);

function testsUnder(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(folder, name))
    .sort();
}
