import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from './files.ts';
import { between, documents, textOf } from './generated-documents.ts';
import { drawing } from './import-diagram.ts';

describe('the generated documents', () => {
  for (const name of documents) {
    it(`include ${name} as it is (else: npm run diagram, npm run manual)`, async () => {
      assert.equal(readFileSync(join(root, name), 'utf8'), await textOf(name));
    });
  }

  it('replace what stands between the markers and nothing else', () => {
    assert.equal(
      between('a\n<!-- x -->old<!-- /x -->\nb', 'x', 'new $1'),
      'a\n<!-- x -->\n\nnew $1\n\n<!-- /x -->\nb',
    );
    assert.throws(() => between('nothing', 'x', 'new'), /no place for x/);
  });

  it('draw one arrow for each pair of parts, without the tests', () => {
    const module = (source: string, ...to: string[]) =>
      ({ source, dependencies: to.map((resolved) => ({ resolved })) }) as Parameters<
        typeof drawing
      >[0][number];
    const text = drawing([
      module('relay/src/flows/a.ts', 'relay/src/domain/x.ts', 'relay/src/flows/b.ts'),
      module('relay/src/flows/b.ts', 'relay/src/domain/y.ts', 'node:fs'),
      module('relay/src/domain/x.test.ts', 'relay/src/flows/a.ts'),
    ]);
    assert.deepEqual(text.split('\n').slice(2, -1), [
      '  relay-flows["relay: flows"] --> relay-domain["relay: domain"]',
    ]);
  });
});
