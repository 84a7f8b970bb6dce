import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { lintParts } from '../src/lint/parts.ts';
import { packSolution, solutionFileName, solutionParts } from './pack.ts';

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

it('packs the same bytes every time', () => {
  for (const type of ['managed', 'unmanaged'] as const) {
    assert.equal(digest(packSolution(type)), digest(packSolution(type)));
  }
});

it('packs the same bytes in another process, time zone and language', () => {
  const script = `
    import { createHash } from 'node:crypto';
    import { packSolution } from ${JSON.stringify(new URL('./pack.ts', import.meta.url).href)};
    process.stdout.write(createHash('sha256').update(packSolution('managed')).digest('hex'));`;
  const elsewhere = execFileSync(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', '--input-type=module', '--eval', script],
    { env: { ...process.env, TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8' }, encoding: 'utf8' },
  );
  assert.equal(elsewhere, digest(packSolution('managed')));
});

it('holds the three root files, with the content types marked as UTF-8', () => {
  const zip = unzipSync(packSolution('managed'));
  const atRoot = Object.keys(zip).filter((path) => !path.includes('/'));
  assert.deepEqual(atRoot, ['[Content_Types].xml', 'solution.xml', 'customizations.xml']);
  assert.deepEqual([...zip['[Content_Types].xml']!.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.match(strFromU8(zip['solution.xml']!), /^<ImportExportXml /);
});

it('differs between managed and unmanaged in one element of the manifest only', () => {
  const managed = solutionParts('managed');
  const unmanaged = solutionParts('unmanaged');
  assert.equal(managed['customizations.xml'], unmanaged['customizations.xml']);
  assert.equal(
    managed['solution.xml'],
    unmanaged['solution.xml']!.replace('<Managed>0</Managed>', '<Managed>1</Managed>'),
  );
});

it('has a content type for every part and a part for every file that is named', () => {
  assert.deepEqual(lintParts(solutionParts('managed')), []);
});

it('names the file after solution, version and type', () => {
  assert.match(solutionFileName('managed'), /^MarketplaceBridge_\d+_\d+_\d+_\d+_managed\.zip$/);
});
