/** The rows of a collection navigation property: those that point here, or the far side of an N:N. */
import type { Database } from './hooks.ts';
import type { Row } from './model.ts';
import type { CollectionNavigation } from './schema.ts';
import { scalarText } from './values.ts';

export function relatedRows(
  database: Database,
  navigation: CollectionNavigation,
  id: string,
): readonly Readonly<Row>[] {
  const rows = database.where(navigation.table, navigation.column.name, id);
  const { through } = navigation;
  if (!through) return rows;
  return rows
    .map((row) => database.get(through.table, scalarText(row[through.column])))
    .filter((row) => row !== undefined);
}
