/** Cells of a form: fields, controls of ours in place of fields, sub-grids (solution.md 3.5). */
import { braced, componentId } from '../component-id.ts';
import { columnOf } from '../forms/known-columns.ts';
import type { Cell, ControlCell, FieldCell, SubGridCell } from '../forms/form.ts';
import { classIds, replacedClassId, subGridClassId } from './class-ids.ts';
import { describeField, describeGrid } from './control-description.ts';
import type { FormPlace } from './control-description.ts';
import { element, leaves } from './element.ts';
import type { Element } from './element.ts';
import { optionLabels } from './labels.ts';

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
  return {
    cell: element('cell', { id: idOf(path), showlabel: 'false', locklevel: 0, ...ordinal }, [
      optionLabels(cell.label),
      control,
    ]),
    rowsBelow: 0,
    description: describeField(place, uniqueid, cell),
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
      cell.control === null ? null : describeGrid(place, uniqueid, { ...cell, control: cell.control }),
  };
}
