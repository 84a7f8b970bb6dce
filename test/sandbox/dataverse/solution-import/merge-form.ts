/**
 * A managed solution's difference merged into the form that is there (solution.md 3.5): unchanged ancestors are repeated
 * to locate the place, `solutionaction` says what happens there, `ordinalvalue` where among its siblings. Importing the
 * same difference again replaces what it added.
 */
import { ImportRefusal } from './refusal.ts';
import type { Element } from './xml-tree.ts';

/** Attributes of the managed dialect; a form in use has none of them. */
const DIALECT = new Set(['solutionaction', 'ordinalvalue']);

export function mergeForm(base: Element, difference: Element): Element {
  return merged(base, difference);
}

function merged(base: Element, difference: Element): Element {
  const modified = difference.attributes.solutionaction === 'Modified';
  const result: Element = {
    ...base,
    attributes: modified ? { ...base.attributes, ...plainAttributes(difference) } : base.attributes,
    children: [...base.children],
  };
  for (const change of difference.children) applyChange(result, change);
  return result;
}

function applyChange(into: Element, change: Element): void {
  const at = positionOf(into, change);
  const known = into.children[at];
  const action = change.attributes.solutionaction;
  if (action === 'Added') {
    if (known) into.children[at] = isList(change) ? withAll(known, change) : plain(change);
    else insert(into, change);
  } else if (action === 'Removed') {
    if (known) into.children.splice(at, 1);
  } else if (known) into.children[at] = merged(known, change);
  else if (change.name === 'row') addCells(into, change);
  else if (isList(change)) into.children.push(merged({ ...change, attributes: {}, children: [] }, change));
  else throw missing(change);
}

/** Tabs and sections stand where their ordinal says; cells (10000 and up) and everything else at the end. */
function insert(into: Element, change: Element): void {
  const ordinal = Number(change.attributes.ordinalvalue ?? Number.NaN);
  const wanted = change.name === 'tab' || change.name === 'section' ? ordinal : Number.NaN;
  into.children.splice(Number.isNaN(wanted) ? into.children.length : wanted, 0, plain(change));
}

/** A row has no id: it is found by its first cell, and a row of new cells comes after the others. */
function addCells(into: Element, row: Element): void {
  const lost = row.children.find((cell) => cell.attributes.solutionaction !== 'Added');
  if (lost) throw missing(lost);
  into.children.push(plain(row));
}

function positionOf(into: Element, wanted: Element): number {
  const key = keyOf(wanted);
  return into.children.findIndex((one) => one.name === wanted.name && keyOf(one) === key);
}

function keyOf(element: Element): string {
  const { attributes, name } = element;
  if (name === 'row')
    return keyOf(element.children[0] ?? { name: '', attributes: {}, children: [], text: '' });
  const key = attributes.uniqueid ?? attributes.id ?? attributes.forControl ?? attributes.libraryUniqueId;
  return (key ?? '').toLowerCase();
}

/** An element that only holds others and of which a form has at most one. */
function isList(element: Element): boolean {
  return keyOf(element) === '' && element.name !== 'row';
}

function withAll(base: Element, change: Element): Element {
  const result = { ...base, children: [...base.children] };
  for (const inner of change.children) {
    applyChange(result, { ...inner, attributes: { ...inner.attributes, solutionaction: 'Added' } });
  }
  return result;
}

function plain(element: Element): Element {
  return { ...element, attributes: plainAttributes(element), children: element.children.map(plain) };
}

function plainAttributes(element: Element): Record<string, string> {
  return Object.fromEntries(Object.entries(element.attributes).filter(([name]) => !DIALECT.has(name)));
}

function missing(element: Element): ImportRefusal {
  return new ImportRefusal(
    `The form cannot be merged: it has no ${element.name} ${element.attributes.id ?? ''}, which the solution changes.`,
  );
}
