/** `<savedquery>` (solution.md 3.6). */
import type { ViewModel } from '../components.ts';
import { ImportRefusal } from './refusal.ts';
import { bareId } from './roles.ts';
import { attribute, child, children, text, verbatimElement, type XmlNode } from './xml.ts';

export function readViews(table: string, entity: XmlNode): ViewModel[] {
  return children(child(entity, 'SavedQueries', 'savedqueries'), 'savedquery').map((node) => {
    const id = bareId(text(node, 'savedqueryid') ?? '');
    const fetchXml = inside(verbatimElement(node, 'fetchxml'));
    const queryType = Number(text(node, 'querytype') ?? Number.NaN);
    if (id === '' || fetchXml === '' || Number.isNaN(queryType)) {
      throw new ImportRefusal(
        `The import file is invalid. A view of entity ${table} lacks savedqueryid, querytype or fetchxml.`,
      );
    }
    return {
      id,
      table,
      name: attribute(children(child(node, 'LocalizedNames'), 'LocalizedName')[0], 'description') ?? '',
      isDefault: text(node, 'isdefault') === '1',
      queryType,
      fetchXml,
      layoutXml: inside(verbatimElement(node, 'layoutxml')),
    };
  });
}

function inside(xml: string | undefined): string {
  return (xml ?? '').replace(/^<[^>]*>|<\/[^<]*>$/g, '').trim();
}
