/**
 * The platform's own React and Fluent, as Microsoft publishes them for local tests: React 17, which model-driven apps
 * load, and the Fluent build of `pcf-start` (pcf.md 2). Served from node_modules as they stand there, never copied.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const files: Readonly<Record<string, readonly [packageName: string, file: string]>> = {
  'react.js': ['react', 'umd/react.development.js'],
  'react-dom.js': ['react-dom', 'umd/react-dom.development.js'],
  'fluent.js': ['pcf-start', 'lib/fluent_9_4_0.js'],
};

const require = createRequire(import.meta.url);

export function libraryAt(name: string): Buffer | null {
  const file = files[name];
  if (file === undefined) return null;
  const [packageName, path] = file;
  return readFileSync(join(dirname(require.resolve(`${packageName}/package.json`)), path));
}
