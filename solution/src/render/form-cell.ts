/** Cells of a form and the descriptions of the custom controls in them (solution.md 3.5). */
import { braced, componentId } from '../component-id.ts';
import { controlName } from '../controls.ts';
import type { Control } from '../controls.ts';
import { columnOf } from '../forms/known-columns.ts';
import type { Cell, ControlCell, FieldCell, SubGridCell } from '../forms/form.ts';
import { classIds, replacedClassId, subGridClassId } from './class-ids.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { optionLabels } from './labels.ts';
import type { SolutionModel } from './model.ts';

/** What a cell has to know of the form around it. */
export interface FormPlace {
  readonly model: SolutionModel;
  readonly table: string;
  /** Path of the form, from which every id in it follows. */
  readonly path: string;
  /** True for the managed dialect of a change to somebody else's form. */
  readonly isChange: boolean;
}

export interface RenderedCell {
  readonly cell: Element;
  /** Empty rows that a tall cell needs below itself, or it overlaps what follows. */
  readonly rowsBelow: number;
  readonly description: Element | null;
}

/** @param position of the cell in its section: the part of the managed dialect that keeps cells in order */
export function renderCell(
  place: FormPlace,
  cell: Cell,
  position: { path: string; index: number },
): RenderedCell {
  const path = `${position.path}/${keyOf(cell)}`;
  const at = { place, path, ordinal: place.isChange ? { ordinalvalue: 10_000 + position.index } : {} };
  switch (cell.kind) {
    case 'field':
      return fieldCell(at, cell);
    case 'control':
      return controlCell(at, cell);
    case 'subGrid':
      return subGridCell(at, cell);
  }
}

interface At {
  readonly place: FormPlace;
  readonly path: string;
  readonly ordinal: Readonly<Record<string, number>>;
}

function keyOf(cell: Cell): string {
  if (cell.kind === 'field') return cell.column;
  return cell.kind === 'control' ? cell.control : cell.key;
}

const idOf = (path: string): string => braced(componentId('form', path));

function fieldCell({ place, path, ordinal }: At, { column, readOnly }: FieldCell): RenderedCell {
  const known = columnOf(place.model, place.table, column);
  const control = element('control', {
    id: column,
    classid: classIds[known?.kind ?? 'text'],
    datafieldname: column,
    disabled: readOnly ? 'true' : 'false',
  });
  const attributes = { id: idOf(path), showlabel: 'true', locklevel: 0, ...ordinal };
  return {
    cell: element('cell', attributes, [optionLabels(known?.label ?? column), control]),
    rowsBelow: 0,
    description: null,
  };
}

/** A field whose control is ours, with the native one as its fallback; the same on the web, on tablets and phones. */
function controlCell({ place, path, ordinal }: At, cell: ControlCell): RenderedCell {
  const uniqueid = idOf(`${path}/control`);
  const control = element('control', {
    // The same column stands in several cells: ids of controls are unique in a form, the column's name is not.
    id: `${cell.column}_${cell.control.toLowerCase()}`,
    classid: replacedClassId,
    datafieldname: cell.column,
    disabled: 'false',
    uniqueid,
  });
  const native = classIds[columnOf(place.model, place.table, cell.column)?.kind ?? 'text'];
  const property = controlOf(place.model, cell.control)?.bound.name ?? '';
  return {
    cell: element('cell', { id: idOf(path), showlabel: 'false', locklevel: 0, ...ordinal }, [
      optionLabels(cell.label),
      control,
    ]),
    rowsBelow: 0,
    description: description(place, uniqueid, {
      native: element('customControl', { id: native }, [
        element('parameters', {}, [leaf('datafieldname', cell.column)]),
      ]),
      control: cell.control,
      parameters: [leaf(property, cell.column)],
    }),
  };
}

function subGridCell({ place, path, ordinal }: At, cell: SubGridCell): RenderedCell {
  const uniqueid = idOf(`${path}/control`);
  const viewId = braced(cell.viewId);
  const control = element(
    'control',
    {
      id: `mpb_${cell.key}`,
      classid: cell.control === null ? subGridClassId : replacedClassId,
      uniqueid,
      indicationOfSubgrid: 'true',
    },
    [
      element(
        'parameters',
        {},
        leaves({
          TargetEntityType: cell.table,
          ViewId: viewId,
          RelationshipName: cell.relationship,
          AutoExpand: 'Fixed',
          EnableQuickFind: 'false',
          EnableViewPicker: 'false',
          EnableJumpBar: 'false',
          RecordsPerPage: cell.rows,
          IsUserView: 'false',
          ViewIds: viewId,
          ChartGridMode: 'Grid',
          VisualizationId: '',
          IsUserChart: 'false',
          EnableChartPicker: 'false',
        }),
      ),
    ],
  );
  const attributes = {
    id: idOf(path),
    showlabel: 'true',
    locklevel: 0,
    colspan: 1,
    rowspan: cell.rows,
    auto: 'false',
  };
  return {
    cell: element('cell', { ...attributes, ...ordinal }, [optionLabels(cell.label), control]),
    rowsBelow: cell.rows - 1,
    description:
      cell.control === null ? null : dataSetDescription(place, uniqueid, { ...cell, control: cell.control }),
  };
}

function dataSetDescription(
  place: FormPlace,
  uniqueid: string,
  cell: SubGridCell & { readonly control: string },
): Element {
  const viewId = braced(cell.viewId);
  return description(place, uniqueid, {
    native: element('customControl', { id: subGridClassId }, [element('parameters')]),
    control: cell.control,
    parameters: [
      element(
        'data-set',
        { name: controlOf(place.model, cell.control)?.bound.name ?? '' },
        leaves({
          ViewId: viewId,
          IsUserView: 'false',
          TargetEntityType: cell.table,
          RelationshipName: cell.relationship,
          FilteredViewIds: viewId,
          EnableViewPicker: 'false',
        }),
      ),
    ],
  });
}

interface Description {
  readonly native: Element;
  readonly control: string;
  readonly parameters: readonly Element[];
}

function description(
  place: FormPlace,
  forControl: string,
  { native, control, parameters }: Description,
): Element {
  const added = place.isChange ? { solutionaction: 'Added' } : {};
  return element('controlDescription', { forControl, ...added }, [
    native,
    ...[0, 1, 2].map((formFactor) =>
      element('customControl', { formFactor, name: controlName(control) }, [
        element('parameters', {}, parameters),
      ]),
    ),
  ]);
}

function controlOf(model: SolutionModel, name: string): Control | undefined {
  return (
    model.controls.find(({ constructorName }) => constructorName === name) ??
    (model.requires ? controlOf(model.requires, name) : undefined)
  );
}
