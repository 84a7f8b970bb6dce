/** `<attribute>` to a column (solution.md 3.2). */
import type { ColumnModel, ColumnType, OptionModel } from '../model.ts';
import { ImportRefusal } from './refusal.ts';
import { attribute, child, children, text, type XmlNode } from './xml.ts';

const types: Readonly<Record<string, ColumnType>> = {
  primarykey: 'uniqueidentifier',
  uniqueidentifier: 'uniqueidentifier',
  nvarchar: 'text',
  ntext: 'memo',
  int: 'integer',
  bigint: 'bigint',
  timestamp: 'bigint',
  decimal: 'decimal',
  float: 'double',
  money: 'money',
  bit: 'boolean',
  picklist: 'choice',
  multiselectpicklist: 'multichoice',
  state: 'state',
  status: 'status',
  datetime: 'datetime',
  lookup: 'lookup',
  customer: 'customer',
  owner: 'owner',
  file: 'file',
};

const levels: Readonly<Record<string, ColumnModel['required']>> = {
  none: 'none',
  recommended: 'recommended',
  required: 'application',
  systemrequired: 'system',
};

const textFormats = new Set(['text', 'url', 'textarea', 'email', 'phone', 'json']);

export interface ImportedColumn {
  column: ColumnModel;
  isPrimaryKey: boolean;
  isPrimaryName: boolean;
  /** IsCustomField: false for the system columns that an export lists. */
  custom: boolean;
}

/** `globalChoices` are the option sets of the environment and of this file, by name. */
export function readColumn(
  table: string,
  node: XmlNode,
  globalChoices: ReadonlyMap<string, OptionModel[]>,
): ImportedColumn {
  const name = text(node, 'LogicalName') ?? text(node, 'Name') ?? '';
  const schemaName = attribute(node, 'PhysicalName') ?? '';
  if (schemaName.toLowerCase() !== name) {
    throw new ImportRefusal(
      `The attribute ${name} of entity ${table} has the schema name '${schemaName}', which does not fit it.`,
    );
  }
  const word = text(node, 'Type') ?? '';
  const type = types[word];
  if (!type)
    throw new ImportRefusal(
      `Unable to find attribute type by name ${word} (attribute ${name} of entity ${table}).`,
    );
  const level = levels[text(node, 'RequiredLevel') ?? 'none'];
  if (!level) throw new ImportRefusal(`Invalid requirement level of attribute ${name} of entity ${table}.`);
  const mask = (text(node, 'DisplayMask') ?? '').split('|');
  const column: ColumnModel = {
    name,
    schemaName,
    type: type === 'datetime' && isDateOnly(node) ? 'date' : type,
    display: attribute(children(child(node, 'displaynames'), 'displayname')[0], 'description') ?? schemaName,
    required: level,
    validForCreate: flag(node, 'ValidForCreateApi', true),
    validForUpdate: flag(node, 'ValidForUpdateApi', true),
    validForRead: flag(node, 'ValidForReadApi', true),
    ...limits(table, name, type, node),
    ...choices(table, name, type, { node, globalChoices }),
  };
  return {
    column,
    isPrimaryKey: word === 'primarykey',
    isPrimaryName: mask.includes('PrimaryName'),
    custom: flag(node, 'IsCustomField', false),
  };
}

/** Behaviour 2 is date only; a date format with another behaviour stays an instant on the wire (dataverse.md 1, Types). */
function isDateOnly(node: XmlNode): boolean {
  return text(node, 'Behavior') === '2';
}

function limits(table: string, name: string, type: ColumnType, node: XmlNode): Partial<ColumnModel> {
  const format = text(node, 'Format');
  if (type === 'text' && format !== undefined && !textFormats.has(format)) {
    throw new ImportRefusal(`Invalid string format ${format} (attribute ${name} of entity ${table}).`);
  }
  switch (type) {
    case 'text':
    case 'memo':
      return optional('maxLength', number(node, 'MaxLength'));
    case 'integer':
      return { ...optional('min', number(node, 'MinValue')), ...optional('max', number(node, 'MaxValue')) };
    case 'decimal':
    case 'double':
    case 'money':
      return {
        ...optional('min', number(node, 'MinValue')),
        ...optional('max', number(node, 'MaxValue')),
        ...optional('precision', number(node, 'Accuracy')),
      };
    case 'file':
      return optional('maxSize', number(node, 'MaxValue'));
    case 'owner':
      return { targets: ['systemuser', 'team'] };
    case 'customer':
      return { targets: ['account', 'contact'] };
    case 'lookup':
      return { targets: [] };
    case 'uniqueidentifier':
    case 'bigint':
    case 'boolean':
    case 'choice':
    case 'multichoice':
    case 'state':
    case 'status':
    case 'datetime':
    case 'date':
      return {};
  }
}

function choices(
  table: string,
  name: string,
  type: ColumnType,
  from: { node: XmlNode; globalChoices: ReadonlyMap<string, OptionModel[]> },
): Partial<ColumnModel> {
  const { node, globalChoices } = from;
  const given = number(node, 'AppDefaultValue');
  if (type === 'boolean') {
    const options = readOptions(children(node, 'optionset')[0]);
    return { default: given === 1, ...(options.length > 0 ? { options } : {}) };
  }
  if (type !== 'choice' && type !== 'multichoice' && type !== 'state' && type !== 'status') return {};
  const global = text(node, 'OptionSetName');
  const options =
    global === undefined ? readOptions(children(node, 'optionset')[0]) : globalChoices.get(global);
  if (!options || options.length === 0) {
    throw new ImportRefusal(
      `The option set ${global ?? ''} of attribute ${name} of entity ${table} does not exist or is empty.`,
    );
  }
  return { options, ...(given === undefined || given === -1 ? {} : { default: given }) };
}

/** The options of an `<optionset>`: plain, state or status. */
export function readOptions(set: XmlNode | undefined): OptionModel[] {
  const nodes = [
    ...children(child(set, 'options'), 'option'),
    ...children(child(set, 'states'), 'state'),
    ...children(child(set, 'statuses'), 'status'),
  ];
  return nodes.map((node) => ({
    value: Number(attribute(node, 'value')),
    label: attribute(children(child(node, 'labels'), 'label')[0], 'description') ?? '',
    ...optional('state', maybeNumber(attribute(node, 'state'))),
    ...optional('defaultStatus', maybeNumber(attribute(node, 'defaultstatus'))),
  }));
}

function flag(node: XmlNode, name: string, otherwise: boolean): boolean {
  const value = text(node, name);
  return value === undefined ? otherwise : value === '1';
}

function number(node: XmlNode, name: string): number | undefined {
  return maybeNumber(text(node, name));
}

function maybeNumber(value: string | undefined): number | undefined {
  return value === undefined || value === '' ? undefined : Number(value);
}

function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
