/** Texts and manifests of the controls: every text that a control asks for is there, and none that nobody asks for. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

const home = join(import.meta.dirname, '..');
const controls = ['OrderStatus', 'FeeBreakdown', 'ExceptionActions', 'ExceptionList', 'StockBadge'];
const read = (...path: readonly string[]) => readFileSync(join(home, ...path), 'utf8');

/** Every file that a control's bundle is made of, found by its imports. */
function sourcesOf(control: string): readonly string[] {
  const found = new Set<string>();
  const follow = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, path] of read(file).matchAll(/from '(\.\.?\/[^']+\.tsx?)'/g)) {
      const next = join(file, '..', path ?? '');
      if (!next.startsWith('..')) follow(next);
    }
  };
  follow(`${control}/index.ts`);
  return [...found].map((file) => read(file));
}

function textsIn(file: string): ReadonlyMap<string, string> {
  const entries = [...file.matchAll(/<data name="([^"]+)" xml:space="preserve">\s*<value>([^<]*)<\/value>/g)];
  assert.equal(entries.length, file.split('<data ').length - 1, 'every entry is of the one form');
  return new Map(entries.map(([, key, text]) => [key ?? '', text ?? '']));
}

const resxOf = (control: string) => textsIn(read(control, 'strings', `${control}.1033.resx`));

/** Keys as the manifest names them. */
const manifestKeys = (control: string) =>
  [...read(control, 'ControlManifest.Input.xml').matchAll(/-key="([^"]+)"/g)].map(([, key]) => key ?? '');

for (const control of controls) {
  describe(`the texts of ${control}`, () => {
    const texts = resxOf(control);
    const source = sourcesOf(control).join('\n');
    const literals = new Set(
      [...source.matchAll(/(['`])([A-Z][a-z][A-Za-z]*(?:_[A-Za-z0-9-]+)*)\1/g)].map((m) => m[2]),
    );
    /** `Who_${team}` asks for every key that begins so. */
    const beginnings = [...source.matchAll(/`([A-Z][A-Za-z]*_[A-Za-z]*)\$\{/g)].map(
      ([, begin]) => begin ?? '',
    );

    it('holds what is asked for by name', () => {
      const asked = [...source.matchAll(/\btext\(\s*(['`])([A-Z][^'`$]*)\1/g)].map((m) => m[2] ?? '');
      const keys = [...literals].filter((key) => key?.includes('_'));
      assert.ok(asked.length > 0);
      assert.deepEqual(
        [...asked, ...keys, ...manifestKeys(control)].filter((key) => !texts.has(key ?? '')),
        [],
      );
    });

    it('holds something for every beginning that is completed at run time', () => {
      assert.deepEqual(
        beginnings.filter((begin) => ![...texts.keys()].some((key) => key.startsWith(begin))),
        [],
      );
    });

    it('holds nothing that nobody asks for', () => {
      const wanted = new Set<string | undefined>([...literals, ...manifestKeys(control)]);
      assert.deepEqual(
        [...texts.keys()].filter(
          (key) => !wanted.has(key) && !beginnings.some((begin) => key.startsWith(begin)),
        ),
        [],
      );
    });

    it('has every language that its manifest lists, with the same keys', () => {
      const listed = [
        ...read(control, 'ControlManifest.Input.xml').matchAll(/<resx path="strings\/([^"]+)"/g),
      ];
      assert.deepEqual(
        listed.map(([, name]) => name).sort(),
        readdirSync(join(home, control, 'strings')).sort(),
      );
      for (const [, name] of listed)
        assert.deepEqual([...textsIn(read(control, 'strings', name ?? '')).keys()], [...texts.keys()]);
    });
  });
}

it('says the same in every control where the same is meant', () => {
  const [first, ...others] = controls.map(resxOf);
  for (const [key, text] of first ?? [])
    for (const other of others)
      if (key.startsWith('State_') || key.startsWith('Unit_'))
        assert.equal(other.get(key) ?? text, text, key);
});
