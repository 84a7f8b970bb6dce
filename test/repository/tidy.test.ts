/** House rules that no tool knows. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { filesUnder, root } from './files.ts';

const itself = 'test/repository/tidy.test.ts';
const text = (file: string) => readFileSync(join(root, file), 'utf8');
const files = filesUnder().filter((file) => file !== itself && file !== '.env');
const sources = files.filter((file) => /\.(tsx?|mjs|cjs)$/.test(file));

function without(pattern: RegExp, among: readonly string[]): void {
  const found = among.filter((file) => pattern.test(text(file)));
  assert.deepEqual(found, []);
}

describe('the repository is tidy', () => {
  it('has the folders of DESIGN 1 and no others', () => {
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && (!entry.name.startsWith('.') || entry.name === '.ci'))
      .map((entry) => entry.name)
      .filter((name) => name !== 'node_modules');
    assert.deepEqual(folders.sort(), ['.ci', 'pcf-controls', 'plugins-bridge', 'relay', 'solution', 'test']);
  });

  it('locks versions without naming a registry', () => {
    const lock = JSON.parse(text('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
    const addresses = Object.values(lock.packages).flatMap(({ resolved }) => resolved ?? []);
    assert.deepEqual(
      addresses.filter((address) => address.includes(':')),
      [],
    );
  });

  it('locks the optional packages of every platform, or npm ci refuses on all of them', () => {
    const { packages } = JSON.parse(text('package-lock.json')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${place}/node_modules/${name}` in packages),
      ),
    );
    assert.deepEqual(missing, []);
  });

  it('names no place of one machine', () => {
    without(
      /(^|[^\w.])\/(work|root|home)\/\w/,
      files.filter((file) => file !== 'package-lock.json'),
    );
  });

  it('leaves nothing for later and no test alone', () => {
    without(/\b(TODO|FIXME|HACK)\b/, sources);
    without(/\b(it|test|describe|suite)\.(only|skip|todo)\(|\bonly: true/, sources);
  });

  it('gives a reason beside every rule that is switched off', () => {
    without(/eslint-disable(?!.* -- )|@ts-ignore|@ts-nocheck|@ts-expect-error(?! .)/, sources);
  });

  it('keeps sources at 300 lines and names in kebab-case', () => {
    const long = sources.filter((file) => !file.endsWith('.test.ts') && text(file).split('\n').length > 301);
    assert.deepEqual(long, []);
    const odd = sources.filter((file) => !/^\.?[a-z0-9-]+(\.[a-z]+)+$/.test(file.split('/').at(-1) ?? ''));
    assert.deepEqual(odd, []);
  });
});
