import type { Key } from '../table.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { displayNames, introducedVersion } from './labels.ts';

/** The alternate keys of a table (solution.md 3.3); nothing at all where there are none. */
export function renderKeys(keys: readonly Key[]): Element[] {
  return keys.length === 0 ? [] : [element('EntityKeys', {}, keys.map(renderKey))];
}

function renderKey(key: Key): Element {
  return element('EntityKey', {}, [
    ...leaves({ Name: key.name, LogicalName: key.name }),
    introducedVersion(),
    leaf('IsCustomizable', 0),
    element(
      'EntityKeyAttributes',
      {},
      key.columns.map((column) => leaf('AttributeName', column)),
    ),
    displayNames(key.display),
  ]);
}
