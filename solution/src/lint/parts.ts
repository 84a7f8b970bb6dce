import type { Finding } from './finding.ts';

const rootParts = ['[Content_Types].xml', 'solution.xml', 'customizations.xml'] as const;

/**
 * What the zip itself must be: the three root files at the root, a content type for every part, and a part for every
 * file that customizations.xml names (solution.md 1.1, 1.2).
 * @param parts text of each part by its path
 */
export function lintParts(parts: Readonly<Record<string, string>>): Finding[] {
  const types = parts['[Content_Types].xml'] ?? '';
  const covered = (path: string): boolean => {
    const extension = /\.([^./]+)$/.exec(path)?.[1];
    return types.includes(extension === undefined ? `PartName="/${path}"` : `Extension="${extension}"`);
  };
  const others = Object.keys(parts).filter((path) => path !== '[Content_Types].xml');
  const named = [...(parts['customizations.xml'] ?? '').matchAll(/<FileName>\/?([^<]+)<\/FileName>/g)].map(
    ([, path = '']) => path,
  );
  return [
    ...rootParts
      .filter((path) => !(path in parts))
      .map((path) => finding(path, 'is not at the root of the zip')),
    ...others.filter((path) => !covered(path)).map((path) => finding(path, 'has no content type')),
    ...named.filter((path) => !(path in parts)).map((path) => finding(path, 'is named but not in the zip')),
  ];
}

const finding = (where: string, problem: string): Finding => ({ rule: 'parts', where, problem });
