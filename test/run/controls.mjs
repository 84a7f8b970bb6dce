/**
 * `npm run controls`: builds the controls into pcf-controls/out/controls/<Name>/, what the solution zip and the form host
 * take. Does nothing when nothing changed, so that every command may call it first. Plain JavaScript on Node's own
 * modules and the build tool.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, root } from './ensure-installed.mjs';
import { findingsIn, stamp } from './control-checks.mjs';
import { holding } from './lock.mjs';

const home = join(root, 'pcf-controls');
const out = join(home, 'out');
const tool = join(home, 'node_modules', 'pcf-scripts', 'bin', 'pcf-scripts.js');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const names = readdirSync(home).filter((name) => existsSync(join(home, name, 'ControlManifest.Input.xml')));

/** Builds the controls whose sources are not those of the last good build; ends the process when one is not good. */
export async function ensureControls() {
  if (stale().length === 0) return;
  await holding(join(out, 'lock'), async () => {
    const wanted = stale();
    if (wanted.length > 0) console.log(`Building ${wanted.length} controls (when they changed) ...`);
    const waiting = [...wanted];
    const results = [];
    const worker = async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
        results.push(await build(name));
    };
    await Promise.all([worker(), worker()]);
    if (results.includes(false)) process.exit(1);
  });
}

const digestFile = (name) => join(out, 'digests', name);

function stale() {
  return names.filter((name) => {
    const [bundle, digest] = [join(out, 'controls', name, 'bundle.js'), digestFile(name)];
    return !existsSync(bundle) || !existsSync(digest) || readFileSync(digest, 'utf8') !== digestOf(name);
  });
}

/** Of everything that a bundle is made of: the control, what controls share, what is bundled of the solution, the build. */
function digestOf(name) {
  const hash = createHash('sha256').update(version).update(process.versions.node);
  const files = [
    ...sourcesUnder(join(home, name)),
    ...sourcesUnder(join(home, 'shared')),
    ...['action-rules.ts', 'role-names.ts'].map((file) => join(root, 'solution', 'src', file)),
    ...['package.json', 'tsconfig.control.json', 'webpack.config.js'].map((file) => join(home, file)),
    join(root, 'tsconfig.base.json'),
    join(root, 'test', 'run', 'controls.mjs'),
    join(root, 'test', 'run', 'control-checks.mjs'),
  ];
  for (const file of files) hash.update(relative(root, file)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function sourcesUnder(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && !/generated|\.test\.ts$|states\.ts$|\.md$/.test(file))
    .sort();
}

/**
 * pcf-scripts ends with code 0 when a build fails, and leaves a bundle behind when the types are wrong (pcf.md 0, 1). So
 * it writes into a folder that did not exist, and is judged by its words and by what it wrote; only what is good gets
 * its place.
 */
async function build(name) {
  const digest = digestOf(name);
  const fresh = join(out, `new-${process.pid}-${name}`);
  rmSync(fresh, { recursive: true, force: true });
  const log = await words(name, fresh);
  const findings = /\[build\] Succeeded/.test(log)
    ? findingsIn(fresh, name)
    : ['pcf-scripts does not say that it succeeded'];
  if (findings.length > 0) {
    console.error(`${log}\n${name}: ${findings.join('\n  ')}`);
    rmSync(fresh, { recursive: true, force: true });
    return false;
  }
  const size = stamp(fresh, version);
  const place = join(out, 'controls', name);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(join(out, 'controls'), { recursive: true });
  renameSync(fresh, place);
  mkdirSync(join(out, 'digests'), { recursive: true });
  writeFileSync(digestFile(name), digest);
  console.log(`${name}: ${size} bytes gzipped`);
  return true;
}

/** What the tool says; it runs with the control as its folder, which is where it looks for its settings. */
function words(name, fresh) {
  const args = [
    'build',
    '--buildMode',
    'production',
    '--noColor',
    '--outDir',
    relative(join(home, name), fresh),
  ];
  const child = spawn(process.execPath, [tool, ...args], {
    cwd: join(home, name),
    env: { ...process.env, PP_TOOLS_TELEMETRY_OPTOUT: '1' },
  });
  return new Promise((resolve, reject) => {
    let log = '';
    child.stdout.on('data', (part) => (log += part));
    child.stderr.on('data', (part) => (log += part));
    child.once('error', reject);
    child.once('close', () => resolve(log));
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureInstalled();
  await ensureControls();
}
