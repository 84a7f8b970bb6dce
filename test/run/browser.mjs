/**
 * `npm run browser`: the long form of the browser tests: every state of every control in every look, both loops with
 * the bus down and by webhook. `npm test` runs the short one. SCREENSHOTS=folder says where pictures go.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureControls } from './controls.mjs';
import { ensureInstalled, fromSource, root, run } from './ensure-installed.mjs';

ensureInstalled();
await ensureControls();
const files = readdirSync(join(root, 'test', 'browser'))
  .filter((name) => name.endsWith('.test.ts') || name.endsWith('.long.ts'))
  .map((name) => join('test', 'browser', name))
  .sort();
run(process.execPath, [...fromSource, '--test', '--test-concurrency=2', '--test-reporter=spec', ...files]);
