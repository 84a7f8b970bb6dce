/** What the build of the controls refuses, each rule by a bundle that breaks it and nothing else. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from './files.ts';

const { findingsIn, stamp } = (await import(
  pathToFileURL(join(root, 'test', 'run', 'control-checks.mjs')).href
)) as {
  findingsIn: (folder: string, name: string) => readonly string[];
  stamp: (folder: string, version: string) => number;
};

const goodBundle = 'var pcf;(()=>{const r=Reactv16,f=FluentUIReactv940;pcf=[r,f]})();';
const goodManifest =
  '<manifest><control namespace="MarketplaceBridge" constructor="Sample" version="0.0.1" control-type="virtual">' +
  '<resources><resx path="strings/Sample.1033.resx" version="1.0.0"/></resources></control></manifest>';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function built(bundle = goodBundle, manifest = goodManifest): string {
  const folder = mkdtempSync(join(tmpdir(), 'control-'));
  folders.push(folder);
  mkdirSync(join(folder, 'strings'));
  writeFileSync(join(folder, 'strings', 'Sample.1033.resx'), '<root/>');
  writeFileSync(join(folder, 'bundle.js'), bundle);
  writeFileSync(join(folder, 'ControlManifest.xml'), manifest);
  return folder;
}

describe('the build of a control', () => {
  it('passes a good one', () => {
    assert.deepEqual(findingsIn(built(), 'Sample'), []);
  });

  const broken: Readonly<Record<string, readonly [string, string, RegExp]>> = {
    'brings its own React': [goodBundle.replace('Reactv16', 'own'), goodManifest, /React from the platform/],
    'brings its own Fluent UI': [
      goodBundle.replace('FluentUIReactv940', 'own'),
      goodManifest,
      /Fluent UI from/,
    ],
    'evaluates text': [`${goodBundle}eval("1")`, goodManifest, /code of text/],
    'makes a function of text': [`${goodBundle}new Function("1")`, goodManifest, /code of text/],
    'is too large': [
      `${goodBundle}//${randomBytes(20_000).toString('base64')}`,
      goodManifest,
      /bytes gzipped/,
    ],
    'is of another namespace': [goodBundle, goodManifest.replace('MarketplaceBridge', 'Other'), /namespace/],
    'is not named as its folder': [goodBundle, goodManifest.replace('"Sample"', '"Other"'), /constructor/],
    'is not virtual': [goodBundle, goodManifest.replace('virtual', 'standard'), /virtual/],
    'has an apostrophe in its manifest': [
      goodBundle,
      goodManifest.replace('<res', "<!-- it's --><res"),
      /apostrophe/,
    ],
    'lists texts that are missing': [
      goodBundle,
      goodManifest.replace('.1033', '.1036'),
      /1036\.resx is missing/,
    ],
  };
  for (const [what, [bundle, manifest, finding]] of Object.entries(broken)) {
    it(`refuses one that ${what}`, () => {
      const findings = findingsIn(built(bundle, manifest), 'Sample');
      assert.equal(findings.length, 1, findings.join('; '));
      assert.match(findings[0] ?? '', finding);
    });
  }

  it('refuses one that left files behind, or wrote none', () => {
    const folder = built();
    writeFileSync(join(folder, 'bundle.js.map'), '');
    assert.match(findingsIn(folder, 'Sample')[0] ?? '', /bundle\.js\.map/);
    assert.match(findingsIn(join(folder, 'nowhere'), 'Sample')[0] ?? '', /nothing/);
  });

  it('gives the manifest the version of the product, and changes nothing else', () => {
    const folder = built();
    assert.ok(stamp(folder, '3.1.4') > 0);
    assert.equal(
      readFileSync(join(folder, 'ControlManifest.xml'), 'utf8'),
      goodManifest.replace('version="0.0.1"', 'version="3.1.4"'),
    );
  });
});
