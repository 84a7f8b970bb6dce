/**
 * `<AppModule>` and `<AppModuleSiteMap>` (solution.md 3.11). No request of the Web API shows them; a page that stands in for
 * the app reads its site map from the model.
 */
import type { SiteMapArea, SiteMapModel } from '../components.ts';
import type { Known } from './known.ts';
import { ImportRefusal } from './refusal.ts';
import { bareId } from './roles.ts';
import { attribute, child, children, text, verbatimElement, type XmlNode } from './xml.ts';
import { all, parseElement, type Element } from './xml-tree.ts';

export interface ImportedApp {
  name: string;
  /** Tables, forms, views and the site map that it shows: component code and name or id. */
  components: { type: string; name: string }[];
  roleIds: string[];
}

export interface ImportedSiteMap extends SiteMapModel {
  /** Tables that its entries lead to. */
  tables: string[];
}

/** System Administrator and System Customizer, in every app of every organisation. */
const TEMPLATES = new Set(['627090ff-40a3-4053-8790-584edc5be201', '119f245c-3cc8-4b62-b31c-d1a046ced15d']);

export function readApps(root: XmlNode): ImportedApp[] {
  return children(child(root, 'AppModules'), 'AppModule').map((node) => ({
    name: text(node, 'UniqueName') ?? '',
    components: children(child(node, 'AppModuleComponents'), 'AppModuleComponent').map((component) => ({
      type: attribute(component, 'type') ?? '',
      name: attribute(component, 'schemaName') ?? bareId(attribute(component, 'id') ?? ''),
    })),
    roleIds: children(child(node, 'AppModuleRoleMaps'), 'Role').map((role) =>
      bareId(attribute(role, 'id') ?? ''),
    ),
  }));
}

export function readSiteMaps(root: XmlNode): ImportedSiteMap[] {
  return children(child(root, 'AppModuleSiteMaps'), 'AppModuleSiteMap').map((node) => {
    const name = text(node, 'SiteMapUniqueName') ?? '';
    const map = verbatimElement(node, 'SiteMap');
    if (map === undefined) throw new ImportRefusal(`The site map ${name} has no SiteMap.`);
    const tree = parseElement(map);
    const entries = all(tree, 'SubArea').map(({ attributes }) => attributes.Entity);
    return {
      name,
      tables: entries.filter((table) => table !== undefined),
      areas: all(tree, 'Area').map(readArea),
    };
  });
}

function readArea(area: Element): SiteMapArea {
  return {
    title: titleOf(area),
    groups: all(area, 'Group').map((group) => ({
      title: titleOf(group),
      pages: all(group, 'SubArea').flatMap((page) => {
        const { Entity: table } = page.attributes;
        return table === undefined ? [] : [{ table, title: titleOf(page) }];
      }),
    })),
  };
}

/** English, or whatever is there; a page without a title of its own has that of its table, which is for the reader. */
function titleOf({ children: inner }: Element): string {
  const titles = inner.find(({ name }) => name === 'Titles')?.children ?? [];
  const title = titles.find(({ attributes }) => attributes.LCID === '1033') ?? titles[0];
  return title?.attributes.Title ?? '';
}

export function checkApps(
  apps: readonly ImportedApp[],
  maps: readonly ImportedSiteMap[],
  known: Known,
): void {
  for (const { name, components, roleIds } of apps) {
    const lost = components.find((one) => !isThere(one, maps, known));
    if (lost)
      throw refusal(name, `it names the component ${lost.name} of type ${lost.type}, which does not exist`);
    if (!components.some(({ type }) => type === '62')) throw refusal(name, 'it has no site map');
    const stranger = roleIds.find((id) => !TEMPLATES.has(id) && !known.role(id));
    if (stranger !== undefined) throw refusal(name, `the role ${stranger} does not exist`);
  }
  for (const { name, tables } of maps) {
    const lost = tables.find((table) => !known.table(table));
    if (lost !== undefined)
      throw refusal(name, `its site map leads to the entity '${lost}', which does not exist`);
  }
}

function isThere(
  { type, name }: ImportedApp['components'][number],
  maps: readonly ImportedSiteMap[],
  known: Known,
): boolean {
  if (type === '1') return known.table(name);
  if (type === '26') return known.view(name) !== undefined;
  if (type === '60') return known.form(name);
  return type === '62' && maps.some((map) => map.name === name);
}

function refusal(name: string, why: string): ImportRefusal {
  return new ImportRefusal(`The app ${name} cannot be imported: ${why}.`);
}
