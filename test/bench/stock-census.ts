/**
 * A census of both sides beside merely parsing the same bytes, each in a process of its own: CPU, peak memory with Node
 * and all, and whether it found what was planted and nothing else.
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripTypes } from '../rehearsal/strip-types.ts';
import { offerOf, plantedIn, skuOf, type Planted } from './stock-census-market.ts';

interface Measured {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

interface Report {
  readonly row: Readonly<Record<string, unknown>>;
  readonly created: number;
  readonly bytes: number;
}

const columns: Record<Exclude<Planted, null>, string> = {
  'changed-there': 'mpb_changedthere',
  'never-sent': 'mpb_neversent',
  refused: 'mpb_refused',
  'unknown-sku': 'mpb_unknownsku',
  missing: 'mpb_missing',
};

const root = join(import.meta.dirname, '..', '..');
const compiled = await compile();
for (const count of [20_000, 200_000, 1_000_000]) await compare(count);

async function compare(count: number): Promise<void> {
  const server = child('server.js', [String(count)]);
  const [{ port }] = (await once(server, 'message')) as [{ port: number }];
  const parse = await run('parse', port, count);
  const read = await run('read', port, count);
  const census = await run('census', port, count);
  const report = (await (await fetch(`http://127.0.0.1:${port}/report`)).json()) as Report;
  server.kill();

  const of = (other: Measured) => (census.cpuSeconds / other.cpuSeconds).toFixed(2);
  console.log(`  ${count.toLocaleString('en-GB')} SKUs`);
  for (const [name, { cpuSeconds, peakMegabytes }] of Object.entries({ parse, read, census })) {
    console.log(
      `    ${name.padEnd(8)} ${cpuSeconds.toFixed(2).padStart(7)} s CPU   ${peakMegabytes.toFixed(0).padStart(4)} MB at most`,
    );
  }
  console.log(`    census : parse  ${of(parse)} x (bar 3)    census : read over the network  ${of(read)} x`);
  check(count, report);
}

function check(count: number, { row, created }: Report): void {
  const planted = new Map<string, number>();
  const classOfSku = new Map<string, Planted>();
  let offers = 0;
  for (let index = 0; index < count; index += 1) {
    const class_ = plantedIn(index);
    if (offerOf(index) !== null) offers += 1;
    if (class_ === null) continue;
    planted.set(class_, (planted.get(class_) ?? 0) + 1);
    classOfSku.set(skuOf(index), class_);
  }
  const counted = Object.entries(columns).map(([class_, column]) => ({
    planted: planted.get(class_) ?? 0,
    found: Number(row[column]),
  }));
  const named = (JSON.parse(String(row.mpb_differences)) as { sku?: string; class?: string }[]).filter(
    ({ sku }) => sku !== undefined,
  );
  const right = named.filter(({ sku, class: class_ }) => classOfSku.get(sku ?? '') === class_).length;
  const all = counted.reduce((sum, one) => sum + one.planted, 0);
  const found = counted.reduce((sum, one) => sum + Math.min(one.planted, one.found), 0);
  const claimed = counted.reduce((sum, one) => sum + one.found, 0);
  const sum = [
    'mpb_agreed',
    'mpb_moving',
    'mpb_neversent',
    'mpb_refused',
    'mpb_changedthere',
    'mpb_unknownsku',
  ]
    .map((column) => Number(row[column]))
    .reduce((total, one) => total + one, 0);
  console.log(
    `    recall ${percent(found, all)}, precision ${percent(found, claimed)} of ${all} planted; ` +
      `${right} of ${named.length} named rightly; ${created} listings made; ` +
      `offers ${Number(row.mpb_offers)} of ${offers}, by class ${sum}`,
  );
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

async function run(kind: string, port: number, count: number): Promise<Measured> {
  const process_ = child('run.js', [kind, String(port), String(count)]);
  const exit = once(process_, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`the ${kind} ended with ${String(code)}`);
  });
  const told = once(process_, 'message') as Promise<[Measured]>;
  const [measured] = await Promise.race([told, exit.then(() => told)]);
  await exit;
  return measured;
}

function child(file: string, args: readonly string[]): ChildProcess {
  // Without what the parent needs to run sources.
  return fork(join(compiled, file), args, { execArgv: [] });
}

/** The relay as it is delivered: what runs sources needs more memory than the census does. */
async function compile(): Promise<string> {
  execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', 'relay'], {
    cwd: root,
  });
  const folder = join(root, 'test', 'dist', 'stock-census');
  mkdirSync(folder, { recursive: true });
  for (const name of ['market', 'server', 'run']) {
    const source = readFileSync(join(import.meta.dirname, `stock-census-${name}.ts`), 'utf8');
    const text = (await stripTypes(source, `${name}.ts`))
      .replaceAll(/'\.\.\/\.\.\/relay\/src\/(.+?)\.ts'/g, "'../../../relay/dist/src/$1.js'")
      .replaceAll(/'\.\/stock-census-(.+?)\.ts'/g, "'./$1.js'");
    writeFileSync(join(folder, `${name}.js`), text);
  }
  return folder;
}
