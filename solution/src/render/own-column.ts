import type { Column, FileColumn, MoneyColumn } from '../column.ts';
import { yesNoPart } from './choice.ts';
import { ownColumn, renderAttribute } from './column.ts';
import { leaf } from './element.ts';
import type { Element } from './element.ts';
import {
  dateTimePart,
  decimalPart,
  globalChoicePart,
  integerPart,
  lookupPart,
  memoPart,
  moneyPart,
  textPart,
} from './type-parts.ts';

/** The `<attribute>` of a column of ours, followed by the companions that its kind brings along. */
export function renderOwnColumn(tableName: string, name: string, column: Column): Element[] {
  const common = ownColumn(name, column);
  switch (column.kind) {
    case 'text':
      return [
        renderAttribute({ ...common, type: 'nvarchar', typePart: textPart(column.maxLength, column.format) }),
      ];
    case 'memo':
      return [renderAttribute({ ...common, type: 'ntext', typePart: memoPart(column.maxLength) })];
    case 'integer':
      return [
        renderAttribute({
          ...common,
          type: 'int',
          ime: 'disabled',
          typePart: integerPart(column.min, column.max),
        }),
      ];
    case 'decimal':
      return [
        renderAttribute({
          ...common,
          type: 'decimal',
          typePart: decimalPart(column.min, column.max, column.places),
        }),
      ];
    case 'money':
      return [
        renderAttribute({ ...common, type: 'money', typePart: moneyPart() }),
        baseCurrencyColumn(name, column),
      ];
    case 'boolean':
      return [
        renderAttribute({
          ...common,
          type: 'bit',
          typePart: yesNoPart(`${tableName}_${name}`, column.display, column.initially),
        }),
      ];
    case 'choice':
      return [
        renderAttribute({ ...common, type: 'picklist', typePart: globalChoicePart(column.choice.name) }),
      ];
    case 'datetime':
      return [
        renderAttribute({ ...common, type: 'datetime', ime: 'inactive', typePart: dateTimePart('utc') }),
      ];
    case 'date':
      return [
        renderAttribute({ ...common, type: 'datetime', ime: 'inactive', typePart: dateTimePart('day') }),
      ];
    case 'lookup':
      return [renderAttribute({ ...common, type: 'lookup', typePart: lookupPart() })];
    case 'file':
      return [
        renderAttribute({
          ...common,
          type: 'file',
          typePart: [leaf('MaxValue', column.maxKilobytes)],
        }),
        fileNameColumn(name, column),
      ];
  }
}

/** The platform keeps every amount in the base currency too; nothing of ours sums those (TENANT 10). */
function baseCurrencyColumn(name: string, column: MoneyColumn): Element {
  return renderAttribute({
    schemaName: `${name}_base`,
    type: 'money',
    display: `${column.display} (Base)`,
    description: `${column.display} in the base currency.`,
    create: false,
    update: false,
    typePart: [...moneyPart(), leaf('CalculationOf', name)],
  });
}

/** A file column has a second, read-only column with the name of the file (solution.md 3.2, last row). */
function fileNameColumn(name: string, column: FileColumn): Element {
  return renderAttribute({
    schemaName: `${name}_name`,
    type: 'nvarchar',
    display: `${column.display} (Name)`,
    description: 'Name of the file.',
    create: false,
    update: false,
    logical: true,
    mask: '',
    typePart: textPart(200),
  });
}
