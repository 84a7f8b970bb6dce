/** What a built control has to be before anybody may pack it (pcf.md 0, 1 and 3). */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes after gzip, without the platform's libraries. */
const budget = 15 * 1024;

/** What is wrong with the build in a folder; nothing when it is good. */
export function findingsIn(folder, name) {
  const files = existsSync(folder) ? readdirSync(folder).sort() : [];
  if (files.join() !== 'ControlManifest.xml,bundle.js,strings')
    return [`the build wrote ${files.join(', ') || 'nothing'}`];
  const bundle = readFileSync(join(folder, 'bundle.js'), 'utf8');
  const manifest = readFileSync(join(folder, 'ControlManifest.xml'), 'utf8');
  const size = gzipSync(bundle, { level: 9 }).length;
  const rules = [
    [size <= budget, `the bundle has ${size} bytes gzipped, allowed are ${budget}`],
    [/=\s*Reactv16\b/.test(bundle), 'the bundle does not take React from the platform'],
    [/=\s*FluentUIReactv940\b/.test(bundle), 'the bundle does not take Fluent UI from the platform'],
    [
      !/\beval\(|new Function\(/.test(bundle),
      'the bundle makes code of text, which the solution checker refuses',
    ],
    [manifest.includes(' namespace="MarketplaceBridge" '), 'the namespace is not MarketplaceBridge'],
    [manifest.includes(` constructor="${name}" `), 'the constructor is not the name of the folder'],
    [/^[A-Za-z0-9]+$/.test(name), 'the name is not of letters and digits only'],
    [manifest.includes('control-type="virtual"'), 'the control is not virtual'],
    [!manifest.includes("'"), 'the manifest has an apostrophe'],
    ...[...manifest.matchAll(/<resx path="([^"]+)"/g)].map(([, path]) => [
      existsSync(join(folder, path)),
      `${path} is missing`,
    ]),
  ];
  return rules.filter(([good]) => !good).map(([, finding]) => finding);
}

/**
 * Writes the version of the product into the manifest: Dataverse keeps the old bundle unless the version is higher
 * (pcf.md 3), and there is one place that says it. Answers the size of the bundle after gzip.
 */
export function stamp(folder, version) {
  const file = join(folder, 'ControlManifest.xml');
  const manifest = readFileSync(file, 'utf8');
  writeFileSync(file, manifest.replace(/(<control [^>]*?\bversion=")[^"]*"/, `$1${version}"`));
  return gzipSync(readFileSync(join(folder, 'bundle.js')), { level: 9 }).length;
}
