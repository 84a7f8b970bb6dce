/** A form as the page draws it, read from the FormXml of the environment (solution.md 3.5). */
import type { Table } from './app-model.ts';
import { attribute, child, childrenOf, labelOf, parseXml, textOf } from './xml.ts';

export interface FormLayout {
  readonly header: readonly Cell[];
  readonly tabs: readonly Tab[];
}

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly columns: readonly { readonly width: string; readonly sections: readonly Section[] }[];
}

export interface Section {
  readonly id: string;
  /** Empty where the form says not to show it. */
  readonly label: string;
  /** How many cells stand beside each other. */
  readonly across: number;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly id: string;
  readonly label: string;
  readonly showLabel: boolean;
  readonly wide: boolean;
  readonly content: CellContent;
}

export type CellContent =
  | { readonly kind: 'field'; readonly column: string; readonly disabled: boolean }
  | {
      readonly kind: 'control';
      readonly name: string;
      readonly column: string | null;
      /** Property -> column it is bound to, or `{ value }` of a static one. */
      readonly bindings: Readonly<Record<string, string | { readonly value: string }>>;
      readonly subGrid: SubGrid | null;
    }
  | { readonly kind: 'sub-grid'; readonly subGrid: SubGrid };

export interface SubGrid {
  readonly table: string;
  readonly viewId: string;
  readonly relationship: string;
  readonly rows: number;
  /** Name of the data-set, where a control shows it. */
  readonly dataSet: string | null;
}

export function readForm(formXml: string): FormLayout {
  const form = parseXml(formXml);
  const customControls = controlsOf(form);
  const cells = (section: Element | null) =>
    childrenOf(child(section, 'rows'), 'row').flatMap((row) =>
      childrenOf(row, 'cell').flatMap((cell) => cellOf(cell, customControls) ?? []),
    );
  return {
    header: cells(child(form, 'header')),
    tabs: childrenOf(child(form, 'tabs'), 'tab')
      .filter((tab) => attribute(tab, 'visible') !== 'false')
      .map((tab) => ({
        id: attribute(tab, 'id'),
        label: labelOf(tab),
        columns: childrenOf(child(tab, 'columns'), 'column').map((column) => ({
          width: attribute(column, 'width') || '100%',
          sections: childrenOf(child(column, 'sections'), 'section')
            .filter((section) => attribute(section, 'visible') !== 'false')
            .map((section) => ({
              id: attribute(section, 'id'),
              label: attribute(section, 'showlabel') === 'false' ? '' : labelOf(section),
              across: attribute(section, 'columns').length || 1,
              cells: cells(section),
            })),
        })),
      })),
  };
}

function cellOf(cell: Element, customControls: ReadonlyMap<string, CustomControl>): Cell | null {
  const control = child(cell, 'control');
  if (!control || attribute(cell, 'visible') === 'false') return null;
  const column = attribute(control, 'datafieldname') || null;
  const custom = customControls.get(attribute(control, 'uniqueid').toLowerCase());
  const subGrid = subGridOf(control, custom?.dataSet ?? null);
  const content: CellContent | null = custom
    ? { kind: 'control', name: custom.name, column, bindings: custom.bindings, subGrid }
    : subGrid
      ? { kind: 'sub-grid', subGrid }
      : column === null
        ? null
        : { kind: 'field', column, disabled: attribute(control, 'disabled') === 'true' };
  return (
    content && {
      id: attribute(cell, 'id') || attribute(control, 'id'),
      label: labelOf(cell),
      showLabel: attribute(cell, 'showlabel') !== 'false',
      wide: Number(attribute(cell, 'colspan') || 1) > 1 || content.kind !== 'field',
      content,
    }
  );
}

interface CustomControl {
  readonly name: string;
  readonly bindings: Readonly<Record<string, string | { readonly value: string }>>;
  readonly dataSet: string | null;
}

/** By `uniqueid` of the control element; form factor 0 is the browser (solution.md 3.5). */
function controlsOf(form: Element): Map<string, CustomControl> {
  const found = new Map<string, CustomControl>();
  for (const description of childrenOf(child(form, 'controlDescriptions'), 'controlDescription')) {
    const named = childrenOf(description, 'customControl').filter((each) => each.hasAttribute('name'));
    const custom = named.find((each) => attribute(each, 'formFactor') === '0') ?? named[0];
    if (!custom) continue;
    const parameters = [...(child(custom, 'parameters')?.children ?? [])];
    found.set(attribute(description, 'forControl').toLowerCase(), {
      name: attribute(custom, 'name'),
      dataSet:
        attribute(
          parameters.find((each) => each.tagName === 'data-set'),
          'name',
        ) || null,
      bindings: Object.fromEntries(
        parameters
          .filter((each) => each.tagName !== 'data-set')
          .map((each) => [
            each.tagName,
            attribute(each, 'static') === 'true' ? { value: textOf(each) } : textOf(each),
          ]),
      ),
    });
  }
  return found;
}

function subGridOf(control: Element, dataSet: string | null): SubGrid | null {
  if (attribute(control, 'indicationOfSubgrid') !== 'true' && dataSet === null) return null;
  const parameters = child(control, 'parameters');
  const parameter = (name: string) => textOf(child(parameters, name));
  return {
    table: parameter('TargetEntityType'),
    viewId: bare(parameter('ViewId')),
    relationship: parameter('RelationshipName'),
    rows: Number(parameter('RecordsPerPage')) || 10,
    dataSet,
  };
}

export function bare(id: string): string {
  return id.replace(/[{}]/g, '').toLowerCase();
}

/** Columns that every table has and nobody wants to see first. */
const machinery =
  /^(createdby|createdon|modifiedby|modifiedon|owner|owning|state|status|version|timezone|utc|import|overridden|exchangerate|traversed|process|stage)|_base$|type$|id$/;

/** What is shown of a table for which no solution brought a form: its columns, in two columns. */
export function plainForm(table: Table): FormLayout {
  const columns = Object.values(table.columns).filter(
    ({ name, type }) =>
      type !== 'uniqueidentifier' &&
      type !== 'file' &&
      (!machinery.test(name) ||
        (type === 'lookup' && !/^(created|modified|owning|transactioncurrency)/.test(name))),
  );
  const cells: Cell[] = columns.map((column) => ({
    id: column.name,
    label: column.display,
    showLabel: true,
    wide: column.type === 'memo',
    content: { kind: 'field', column: column.name, disabled: !column.writable },
  }));
  return {
    header: [],
    tabs: [
      {
        id: 'general',
        label: 'General',
        columns: [{ width: '100%', sections: [{ id: 'all', label: table.display, across: 2, cells }] }],
      },
    ],
  };
}
