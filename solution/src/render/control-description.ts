/** What is written apart from a form's cells about the custom controls in them (solution.md 3.5, PCF on a form). */
import { braced } from '../component-id.ts';
import { controlName } from '../controls.ts';
import type { Control } from '../controls.ts';
import type { ControlCell, SubGridCell } from '../forms/form.ts';
import { columnOf } from '../forms/known-columns.ts';
import { classIds, subGridClassId } from './class-ids.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
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

/**
 * Of a field that our control replaces; the native control is the fallback.
 * @param uniqueid of the control in the cell, by which the description finds it
 */
export function describeField(place: FormPlace, uniqueid: string, cell: ControlCell): Element {
  const native = classIds[columnOf(place.model, place.table, cell.column)?.kind ?? 'text'];
  return description(place, uniqueid, {
    native: element('customControl', { id: native }, [
      element('parameters', {}, [leaf('datafieldname', cell.column)]),
    ]),
    control: cell.control,
    parameters: [leaf(controlOf(place.model, cell.control)?.bound.name ?? '', cell.column)],
  });
}

/** Of a sub-grid that our own data-set control draws; the grid of the platform is the fallback. */
export function describeGrid(
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

/** The same on the web, on tablets and phones: form factors 0, 1 and 2. */
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
