/**
 * What tools can tell about the repository, as tests, so that one summary covers everything. Each is a command that can
 * also be run alone (package.json).
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const root = join(import.meta.dirname, '..');

const checks: readonly { readonly name: string; readonly tool: string; readonly args: readonly string[] }[] =
  [
    { name: 'compiles under the strict settings', tool: 'typescript/bin/tsc', args: ['-b'] },
    { name: 'passes the linter', tool: 'eslint/bin/eslint.js', args: ['.', '--max-warnings=0'] },
    { name: 'is formatted', tool: 'prettier/bin/prettier.cjs', args: ['--check', '--log-level=warn', '.'] },
    {
      name: 'keeps the import rules of DESIGN 1 and 3',
      tool: 'dependency-cruiser/bin/dependency-cruise.mjs',
      args: [
        '--config',
        '.dependency-cruiser.cjs',
        'solution',
        'plugins-bridge',
        'relay',
        'pcf-controls',
        'test',
      ],
    },
    { name: 'has no dead file, export or dependency', tool: 'knip/bin/knip.js', args: ['--no-progress'] },
  ];

describe('the repository', () => {
  for (const { name, tool, args } of checks) {
    it(name, () => {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(root, 'node_modules', tool), ...args],
        { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
      );
      assert.equal(status, 0, `${stdout}${stderr}`);
    });
  }
});
