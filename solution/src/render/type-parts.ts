/** The elements that differ per type of column (solution.md 3.2, table). */
import { leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { element } from './element.ts';

/** Databases count bytes: Length is twice the number of characters. */
export const textPart = (maxLength: number, format: 'text' | 'url' = 'text'): Element[] =>
  leaves({ Format: format, MaxLength: maxLength, Length: 2 * maxLength });

export const memoPart = (maxLength: number): Element[] =>
  leaves({ Format: 'textarea', MaxLength: maxLength });

export const integerPart = (min: number, max: number, format: 'none' | '' = 'none'): Element[] =>
  leaves({ Format: format, MinValue: min, MaxValue: max });

export const decimalPart = (min: number | string, max: number, places: number): Element[] =>
  leaves({ MinValue: min, MaxValue: max, Accuracy: places });

/** AccuracySource 2: as many decimal places as the currency of the row has. */
export const moneyPart = (): Element[] =>
  leaves({ MinValue: -922_337_203_685_477, MaxValue: 922_337_203_685_477, Accuracy: 2, AccuracySource: 2 });

/** Behaviour 1 stores UTC and shows the user's own zone; 2 is a day without time or zone. */
export const dateTimePart = (behaviour: 'utc' | 'day', changeable = true): Element[] =>
  leaves({
    Format: behaviour === 'utc' ? 'datetime' : 'date',
    CanChangeDateTimeBehavior: changeable,
    Behavior: behaviour === 'utc' ? 1 : 2,
  });

/** The table looked up is not named here: it comes from the relationship. */
export const lookupPart = (): Element[] => [leaf('LookupStyle', 'single'), element('LookupTypes')];

export const globalChoicePart = (choiceName: string): Element[] =>
  leaves({ AppDefaultValue: -1, OptionSetName: choiceName });
