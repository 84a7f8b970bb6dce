/** The picture of who imports whom, drawn from the imports themselves: parts as boxes, imports as arrows (mermaid). */
import { cruise, type IModule } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { join } from 'node:path';

/** What is one box: folders and single files; the longest that fits counts. */
const parts: Readonly<Record<string, string>> = {
  'solution/': 'solution',
  'plugins-bridge/': 'plugins-bridge',
  'pcf-controls/': 'pcf-controls',
  'relay/src/': 'relay: ports',
  'relay/src/app.ts': 'relay: composition',
  'relay/src/config.ts': 'relay: composition',
  'relay/src/index.ts': 'relay: composition',
  'relay/src/main.ts': 'relay: composition',
  'relay/src/ways-in.ts': 'relay: composition',
  'relay/src/domain/': 'relay: domain',
  'relay/src/flows/': 'relay: flows',
  'relay/src/mirakl/': 'relay: mirakl rim',
  'relay/src/dataverse/': 'relay: dataverse rim',
  'relay/src/bus/': 'relay: bus rim',
  'relay/src/http/': 'relay: http',
  'test/sandbox/': 'test: sandbox',
  'test/rehearsal/': 'test: rehearsal',
  'test/system/': 'test: whole system',
  'test/browser/': 'test: browser',
};

export async function importDiagram(root: string): Promise<string> {
  const options = await extractOptions(join(root, '.dependency-cruiser.cjs'));
  const { output } = await cruise(['solution', 'plugins-bridge', 'relay', 'pcf-controls', 'test'], {
    ...options,
    baseDir: root,
  });
  if (typeof output === 'string') throw new Error(output);
  return drawing(output.modules);
}

/** Tests are left out: what they may import is a rule, not the structure. */
export function drawing(modules: readonly Pick<IModule, 'source' | 'dependencies'>[]): string {
  const arrows = new Set<string>();
  for (const { source, dependencies } of modules) {
    const from = partOf(source);
    for (const { resolved } of dependencies) {
      const to = partOf(resolved);
      if (from !== null && to !== null && from !== to) arrows.add(`  ${box(from)} --> ${box(to)}`);
    }
  }
  return ['```mermaid', 'flowchart TD', ...[...arrows].sort(), '```'].join('\n');
}

function partOf(file: string): string | null {
  if (file.endsWith('.test.ts') && !file.startsWith('test/system/')) return null;
  const folder = Object.keys(parts)
    .filter((prefix) => file.startsWith(prefix))
    .sort((a, b) => b.length - a.length)[0];
  return folder === undefined ? null : (parts[folder] ?? null);
}

function box(part: string): string {
  return `${part.replaceAll(/[^a-z]+/g, '-')}["${part}"]`;
}
