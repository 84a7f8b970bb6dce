/** Columns and tables that a view names are there (solution.md 3.6, 7). */
import type { ViewModel } from '../components.ts';
import type { Known } from './known.ts';
import { ImportRefusal } from './refusal.ts';
import { all, childOf, parseElement, type Element } from './xml-tree.ts';

export function checkViews(views: readonly ViewModel[], known: Known): void {
  for (const view of views) {
    const entity = childOf(parseElement(view.fetchXml), 'entity');
    if (entity?.attributes.name !== view.table)
      throw refusal(view, `its query is of the entity '${entity?.attributes.name ?? ''}'`);
    const aliases = new Map<string, string>();
    checkEntity(view, entity, { known, aliases });
    if (view.layoutXml !== '') checkLayout(view, { known, aliases });
  }
}

interface Context {
  known: Known;
  /** Alias of a linked table -> its name. */
  aliases: Map<string, string>;
}

function checkEntity(view: ViewModel, entity: Element, context: Context): void {
  const table = entity.attributes.name ?? '';
  if (!context.known.table(table)) throw refusal(view, `the entity '${table}' does not exist`);
  for (const part of entity.children) {
    if (part.name === 'link-entity') checkLink(view, table, part, context);
    else if (part.name === 'filter') {
      for (const condition of all(part, 'condition'))
        need(view, context, condition.attributes.entityname ?? table, condition.attributes.attribute);
    } else if (part.name === 'attribute') need(view, context, table, part.attributes.name);
    else if (part.name === 'order') need(view, context, table, part.attributes.attribute);
  }
}

function checkLink(view: ViewModel, outer: string, link: Element, context: Context): void {
  const { name = '', alias, from, to } = link.attributes;
  if (alias !== undefined) context.aliases.set(alias, name);
  checkEntity(view, link, context);
  need(view, context, name, from);
  need(view, context, outer, to);
}

function checkLayout(view: ViewModel, context: Context): void {
  const row = childOf(parseElement(view.layoutXml), 'row');
  if (!row || row.attributes.id !== context.known.primaryId(view.table))
    throw refusal(view, `the row of its grid is not identified by the primary key`);
  for (const cell of row.children) {
    const [column = '', alias] = (cell.attributes.name ?? '').split('.').reverse();
    need(view, context, alias ?? view.table, column);
  }
}

function need(view: ViewModel, context: Context, tableOrAlias: string, column: string | undefined): void {
  const table = context.aliases.get(tableOrAlias) ?? tableOrAlias;
  if (column !== undefined && context.known.column(table, column)) return;
  throw refusal(view, `the entity '${table}' has no attribute '${column ?? ''}'`);
}

function refusal(view: ViewModel, why: string): ImportRefusal {
  return new ImportRefusal(
    `The view '${view.name}' (${view.id}) of entity ${view.table} cannot be imported: ${why}.`,
  );
}
