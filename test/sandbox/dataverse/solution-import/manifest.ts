/** solution.xml: who the solution is, what it brings, what it needs (solution.md 1.3, 2.2, 2.4). */
import { ImportRefusal } from './refusal.ts';
import { bareId } from './roles.ts';
import { attribute, child, children, text, type XmlNode } from './xml.ts';

export interface RootComponent {
  /** 1 table, 9 choice, 20 role, …; codes of solution.md 2.1. */
  type: string;
  /** Logical name, or the id without braces. */
  name: string;
  behavior: string;
}

export interface Manifest {
  uniqueName: string;
  version: string;
  managed: boolean;
  prefix: string;
  roots: RootComponent[];
  /** What must be there before. */
  requirements: Requirement[];
}

export interface Requirement {
  /** Component code of solution.md 2.1. */
  type: string;
  /** Schema name, or the id without braces. */
  name: string;
  /** Schema name of the table that a column belongs to. */
  parent: string;
  /** `<unique name> (<version>)`. */
  solution: string;
}

export function readManifest(root: XmlNode): Manifest {
  const manifest = child(root, 'ImportExportXml', 'SolutionManifest');
  const uniqueName = text(manifest, 'UniqueName');
  const version = text(manifest, 'Version');
  const managed = text(manifest, 'Managed');
  if (
    !manifest ||
    uniqueName === undefined ||
    version === undefined ||
    (managed !== '0' && managed !== '1')
  ) {
    throw new ImportRefusal(
      'The solution file is invalid. solution.xml needs UniqueName, Version and Managed (0 or 1).',
    );
  }
  const roots = children(child(manifest, 'RootComponents'), 'RootComponent').map((node) => ({
    type: attribute(node, 'type') ?? '',
    name: attribute(node, 'schemaName') ?? bareId(attribute(node, 'id') ?? ''),
    behavior: attribute(node, 'behavior') ?? '0',
  }));
  const requirements = children(child(manifest, 'MissingDependencies'), 'MissingDependency')
    .map((node) => child(node, 'Required'))
    .map((node) => ({
      type: attribute(node, 'type') ?? '',
      name: attribute(node, 'schemaName') ?? bareId(attribute(node, 'id') ?? ''),
      parent: attribute(node, 'parentSchemaName') ?? '',
      solution: attribute(node, 'solution') ?? '',
    }));
  return {
    uniqueName,
    version,
    managed: managed === '1',
    prefix: text(child(manifest, 'Publisher'), 'CustomizationPrefix') ?? '',
    roots,
    requirements,
  };
}
