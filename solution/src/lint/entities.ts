/** Where things are in customizations.xml, for the rules over what was rendered. */
import { child, childrenOf, descendants } from '../render/element.ts';
import type { Element } from '../render/element.ts';

/** What is in a container of the file; nothing where it has none. */
export const partsOf = (customizations: Element, container: string): readonly Element[] =>
  childrenOf(child(customizations, container) ?? empty);

export const entitiesOf = (customizations: Element): readonly Element[] =>
  partsOf(customizations, 'Entities');

/** The columns of a table; views have elements of the same name. */
export const columnsIn = (entity: Element): readonly Element[] =>
  descendants(child(entity, 'EntityInfo') ?? empty, 'attributes').flatMap(childrenOf);

/** True for a table of ours: one of the product has no settings in the file. */
export const isOurs = (entity: Element): boolean =>
  descendants(child(entity, 'EntityInfo') ?? empty, 'EntitySetName').length > 0;

const empty: Element = { name: '', attributes: {}, content: [] };
