import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { usage } from '../rehearsal/options.ts';
import { sandboxUsage } from '../rehearsal/sandbox-options.ts';
import { commandsIn, pathsIn } from './document-names.ts';
import { filesUnder, root } from './files.ts';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const usages: Readonly<Record<string, string>> = { start: usage, sandbox: sandboxUsage };

describe('what the documents name', () => {
  for (const file of filesUnder().filter((name) => name.endsWith('.md'))) {
    const text = readFileSync(join(root, file), 'utf8');

    it(`${file}: every command exists, with its options`, () => {
      for (const { script, flags } of commandsIn(text)) {
        assert.ok(script in scripts, `npm run ${script}`);
        for (const flag of flags)
          assert.ok(usages[script]?.includes(`${flag} `), `npm run ${script} -- ${flag}`);
      }
    });

    it(`${file}: every file exists`, () => {
      // `dist` is made by commands; a name alone may stand for the files of that name in several folders.
      for (const path of pathsIn(text).filter((name) => !/(^|\/)(dist|node_modules)\//.test(name))) {
        const places = path.includes('/') || path.startsWith('.') ? [dirname(file), '.'] : [];
        const found =
          places.some((folder) => existsSync(join(root, folder, path))) ||
          (places.length === 0 && filesUnder().some((name) => name === path || name.endsWith(`/${path}`)));
        assert.ok(found, path);
      }
    });
  }

  it('are found: commands, options, links and paths', () => {
    assert.deepEqual(commandsIn('`npm start -- --once --report FILE` and\nnpm run relay # --not'), [
      { script: 'start', flags: ['--once', '--report'] },
      { script: 'relay', flags: [] },
    ]);
    assert.deepEqual(
      pathsIn('[a](relay/README.md#top) [b](https://x.y) `test/unit.ts` `a/b` `solution/` `npm ci`'),
      ['relay/README.md', 'test/unit.ts', 'solution/'],
    );
  });
});
