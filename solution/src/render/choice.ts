import type { Choice } from '../column.ts';
import type { Status } from '../table.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { descriptions, displayNames, introducedVersion, optionLabels } from './labels.ts';

const option = (value: number, label: string): Element =>
  element('option', { value, ExternalValue: '', IsHidden: 0 }, [optionLabels(label)]);

/** A global choice (solution.md 3.7). */
export function renderChoice(choice: Choice): Element {
  return element('optionset', { Name: choice.name, localizedName: choice.display }, [
    ...leaves({ OptionSetType: 'picklist', IsGlobal: 1 }),
    introducedVersion(),
    ...leaves({ IsCustomizable: 1, ExternalTypeName: '' }),
    displayNames(choice.display),
    descriptions(choice.description),
    element(
      'options',
      {},
      Object.entries(choice.values).map(([name, value]) => option(value, choice.labels[name] ?? '')),
    ),
  ]);
}

/** The choice inside a yes/no column. */
export function yesNoPart(optionSetName: string, display: string, initially: boolean): Element[] {
  return [
    leaf('AppDefaultValue', initially),
    element('optionset', { Name: optionSetName }, [
      ...localChoiceHead('bit', display, ''),
      element('options', {}, [option(1, 'Yes'), option(0, 'No')]),
    ]),
  ];
}

/** The two states that every table has; the default status of a state is its first. */
export function statePart(
  optionSetName: string,
  description: string,
  statuses: readonly Status[],
): Element[] {
  const state = (value: number, invariantname: string, of: Status['state']): Element => {
    const defaultstatus = statuses.find((status) => status.state === of)?.value ?? -1;
    return element('state', { value, defaultstatus, invariantname }, [optionLabels(invariantname)]);
  };
  return [
    element('optionset', { Name: optionSetName }, [
      ...localChoiceHead('state', 'Status', description),
      element('states', {}, [state(0, 'Active', 'active'), state(1, 'Inactive', 'inactive')]),
    ]),
  ];
}

/** The statuses of a table, each under its state. */
export function statusPart(
  optionSetName: string,
  description: string,
  statuses: readonly Status[],
): Element[] {
  return [
    element('optionset', { Name: optionSetName }, [
      ...localChoiceHead('status', 'Status Reason', description),
      element(
        'statuses',
        {},
        statuses.map(({ value, state, label }) =>
          element('status', { value, state: state === 'active' ? 0 : 1 }, [optionLabels(label)]),
        ),
      ),
    ]),
  ];
}

function localChoiceHead(type: 'bit' | 'state' | 'status', display: string, description: string): Element[] {
  return [
    leaf('OptionSetType', type),
    introducedVersion(),
    leaf('IsCustomizable', 1),
    ...(type === 'bit' ? [leaf('ExternalTypeName', '')] : []),
    displayNames(display),
    descriptions(description),
  ];
}
