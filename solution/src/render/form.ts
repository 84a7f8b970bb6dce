/** Main forms, whole ones and the managed difference on a shipped one (solution.md 3.5). */
import { braced, componentId } from '../component-id.ts';
import type { Form, FormChange, Section, Tab } from '../forms/form.ts';
import { columnOf } from '../forms/known-columns.ts';
import { classIds } from './class-ids.ts';
import type { FormPlace } from './control-description.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { renderCell } from './form-cell.ts';
import type { RenderedCell } from './form-cell.ts';
import { descriptions, introducedVersion, localizedNames, optionLabels } from './labels.ts';
import type { SolutionModel } from './model.ts';

/** Id of a form of ours. */
export const formId = ({ table, key }: Pick<Form, 'table' | 'key'>): string =>
  componentId('form', `${table}/${key}`);

/** The `<FormXml>` of a table; nothing where it has neither forms nor changes. */
export function renderForms(model: SolutionModel, table: string): Element[] {
  const systemForms = [
    ...model.forms.filter((form) => form.table === table).map((form) => wholeForm(model, form)),
    ...model.formChanges
      .filter((change) => change.table === table)
      .map((change) => changedForm(model, change)),
  ];
  return systemForms.length === 0
    ? []
    : [element('FormXml', {}, [element('forms', { type: 'main' }, systemForms)])];
}

function wholeForm(model: SolutionModel, form: Form): Element {
  const place = { model, table: form.table, path: `${form.table}/${form.key}`, isChange: false };
  const { tabs, controlDescriptions } = renderTabs(place, form.tabs);
  return element('systemform', {}, [
    leaf('formid', braced(formId(form))),
    introducedVersion(),
    ...leaves({ FormPresentation: 1, FormActivationState: 1 }),
    element('form', { shownavigationbar: 'true', showImage: 'false', maxWidth: 1900 }, [
      element('tabs', {}, tabs),
      ...renderHeader(place, form.header),
      ...(controlDescriptions.length === 0 ? [] : [element('controlDescriptions', {}, controlDescriptions)]),
    ]),
    ...leaves({ IsCustomizable: 1, CanBeDeleted: 1 }),
    localizedNames(form.name),
    descriptions(form.description),
  ]);
}

/**
 * Only what is added, with the marks of the managed dialect: the form is modified, the tab is added, what is in the tab
 * has an order and no action of its own. The shipped form has descriptions of controls already, hence one action each.
 */
function changedForm(model: SolutionModel, change: FormChange): Element {
  const place = { model, table: change.table, path: `${change.table}/${change.key}`, isChange: true };
  const { tabs, controlDescriptions } = renderTabs(place, change.tabs);
  return element('systemform', {}, [
    leaf('formid', braced(change.formId)),
    introducedVersion(),
    ...leaves({ FormPresentation: 1, FormActivationState: 1 }),
    element(
      'form',
      { shownavigationbar: 'true', showImage: 'false', maxWidth: 1900, solutionaction: 'Modified' },
      [element('tabs', {}, tabs), element('controlDescriptions', {}, controlDescriptions)],
    ),
    localizedNames(change.name),
    descriptions(''),
  ]);
}

function renderTabs(
  place: FormPlace,
  tabs: readonly Tab[],
): { tabs: Element[]; controlDescriptions: Element[] } {
  const rendered = tabs.map((tab) => renderTab(place, tab));
  return {
    tabs: rendered.map(({ tab }) => tab),
    controlDescriptions: rendered.flatMap(({ controlDescriptions }) => controlDescriptions),
  };
}

/** Behind the two tabs of the shipped form: two additions with one place make a tab of conflicts (solution.md 3.5). */
const ADDED_TAB_PLACE = 9;

function renderTab(place: FormPlace, tab: Tab): { tab: Element; controlDescriptions: Element[] } {
  const path = `${place.path}/${tab.key}`;
  const sections = tab.columns.map((column) =>
    column.sections.map((part, index) => renderSection(place, part, { path, index })),
  );
  const attributes = {
    name: `mpb_${tab.key.replaceAll('-', '_')}_tab`,
    id: idOf(path),
    IsUserDefined: 0,
    locklevel: 0,
    expanded: 'true',
    showlabel: 'true',
    verticallayout: 'true',
    ...(place.isChange ? { ordinalvalue: ADDED_TAB_PLACE, solutionaction: 'Added' } : {}),
  };
  return {
    tab: element('tab', attributes, [
      optionLabels(tab.label),
      element(
        'columns',
        {},
        tab.columns.map(({ width }, index) =>
          element('column', { width, ...(place.isChange ? { id: index } : {}) }, [
            element(
              'sections',
              {},
              (sections[index] ?? []).map((rendered) => rendered.section),
            ),
          ]),
        ),
      ),
    ]),
    controlDescriptions: sections.flat().flatMap(({ controlDescriptions }) => controlDescriptions),
  };
}

function renderSection(
  place: FormPlace,
  part: Section,
  position: { readonly path: string; readonly index: number },
): { section: Element; controlDescriptions: Element[] } {
  const path = `${position.path}/${part.key}`;
  const cells = part.cells.map((cell, index) => renderCell(place, cell, { path, index }));
  const attributes = {
    name: `mpb_${path.slice(place.path.length + 1).replaceAll(/[-/]/g, '_')}`,
    showlabel: part.label === '' ? 'false' : 'true',
    showbar: 'false',
    locklevel: 0,
    id: idOf(path),
    IsUserDefined: 0,
    layout: 'varwidth',
    columns: '1'.repeat(part.columns),
    labelwidth: 115,
    celllabelalignment: 'Left',
    celllabelposition: 'Left',
    ...(place.isChange ? { ordinalvalue: position.index } : {}),
  };
  return {
    section: element('section', attributes, [
      optionLabels(part.label),
      element('rows', {}, rowsOf(cells, part.columns)),
    ]),
    controlDescriptions: cells.flatMap((cell) => (cell.description === null ? [] : [cell.description])),
  };
}

/** As many cells side by side as the section has columns; a tall cell has a row of its own and empty ones below. */
function rowsOf(cells: readonly RenderedCell[], columns: number): Element[] {
  const rows: Element[][] = [];
  for (const { cell, rowsBelow } of cells) {
    const last = rows.at(-1);
    if (last && last.length > 0 && last.length < columns && rowsBelow === 0) last.push(cell);
    else rows.push([cell], ...Array.from({ length: rowsBelow }, () => []));
  }
  return rows.map((row) => element('row', {}, row));
}

/** The columns at the top right of the form. */
function renderHeader(place: FormPlace, columns: readonly string[]): Element[] {
  if (columns.length === 0) return [];
  const path = `${place.path}/header`;
  const cells = columns.map((column) => {
    const known = columnOf(place.model, place.table, column);
    return element('cell', { id: idOf(`${path}/${column}`), showlabel: 'true', locklevel: 0 }, [
      optionLabels(known?.label ?? column),
      element('control', {
        id: `header_${column}`,
        classid: classIds[known?.kind ?? 'text'],
        datafieldname: column,
        disabled: 'true',
      }),
    ]);
  });
  return [
    element(
      'header',
      {
        id: idOf(path),
        celllabelposition: 'Top',
        columns: '1'.repeat(columns.length),
        labelwidth: 115,
        celllabelalignment: 'Left',
      },
      [element('rows', {}, [element('row', {}, cells)])],
    ),
  ];
}

const idOf = (path: string): string => braced(componentId('form', path));
