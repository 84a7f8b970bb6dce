/** One field of a form: its value as Dataverse formatted it, or an editor by the type of its column. */
import type { AppModel, Column } from './app-model.ts';
import { Icon } from './icons.tsx';
import { LookupField, type LookupValue } from './lookup-field.tsx';
import { plainText } from './plain-text.ts';
import { Fluent, React } from './platform.ts';
import { go } from './route.ts';
import { lookedUp, shown, type Entity, type WebApi } from './web-api.ts';

/** What was changed and not saved yet, by column. */
export type Changes = Readonly<Record<string, unknown>>;

interface Props {
  readonly model: AppModel;
  readonly api: WebApi;
  readonly column: Column;
  readonly label: string;
  readonly row: Entity;
  readonly changes: Changes;
  readonly editable: boolean;
  readonly onChange: (column: string, value: unknown) => void;
}

export function Field(props: Props) {
  const { column, label, editable } = props;
  const id = `field-${column.name}`;
  return (
    <div className={`field${column.type === 'memo' ? ' field-long' : ''}`} data-column={column.name}>
      <span className="field-label" id={id}>
        {label}
        {column.required && editable ? <span className="required"> *</span> : null}
        {editable ? null : (
          <span className="field-lock" title="Read-only">
            <Icon name="lock" />
          </span>
        )}
      </span>
      <div className="field-value">
        {editable ? <Editor {...props} /> : <Shown {...props} labelledBy={id} />}
      </div>
    </div>
  );
}

function Shown({ column, row, model, labelledBy }: Props & { readonly labelledBy: string }) {
  const target = lookedUp(row, column.name);
  if (target && target.table in model.tables) {
    return (
      <Fluent.Link
        onClick={() => {
          go({ page: 'form', table: target.table, id: target.id });
        }}
      >
        {target.name || '(no name)'}
      </Fluent.Link>
    );
  }
  const text = shown(row, column.name);
  if (column.type === 'memo' && text.length > 200) {
    return (
      <pre
        className="field-memo"
        tabIndex={0}
        role="textbox"
        aria-readonly="true"
        aria-multiline="true"
        aria-labelledby={labelledBy}
      >
        {indented(text)}
      </pre>
    );
  }
  return <span className={text === '' ? 'field-empty' : ''}>{text === '' ? '---' : text}</span>;
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Editor({ column, label, row, changes, model, api, onChange }: Props) {
  const value = column.name in changes ? changes[column.name] : valueOf(column, row);
  const text = plainText(value);
  const change = (next: unknown) => {
    onChange(column.name, next);
  };
  const common = { 'aria-label': label, className: 'field-input', appearance: 'filled-darker' } as const;
  switch (column.type) {
    case 'boolean':
      return (
        <Fluent.Switch
          aria-label={label}
          checked={value === true}
          label={value === true ? 'Yes' : 'No'}
          onChange={(_event, { checked }) => {
            change(checked);
          }}
        />
      );
    case 'choice':
    case 'state':
    case 'status':
      return (
        <Fluent.Select
          {...common}
          value={text}
          onChange={(_event, { value: chosen }) => {
            change(chosen === '' ? null : Number(chosen));
          }}
        >
          <option value="">---</option>
          {column.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Fluent.Select>
      );
    case 'lookup':
    case 'customer':
    case 'owner':
      return (
        <LookupField
          model={model}
          api={api}
          target={column.targets[0] ?? ''}
          label={label}
          value={(value as LookupValue | null | undefined) ?? null}
          onChange={change}
        />
      );
    case 'memo':
      return (
        <Fluent.Textarea
          aria-label={label}
          className="field-input"
          appearance="filled-darker"
          value={text}
          onChange={(_event, { value: typed }) => {
            change(typed === '' ? null : typed);
          }}
        />
      );
    default:
      return (
        <Fluent.Input
          {...common}
          type={inputType(column.type)}
          value={column.type === 'datetime' ? text.slice(0, 16) : text}
          onChange={(_event, { value: typed }) => {
            change(typed === '' ? null : typedValue(column.type, typed));
          }}
        />
      );
  }
}

const numeric = new Set(['integer', 'decimal', 'double', 'money', 'bigint']);

function inputType(type: string): 'text' | 'number' | 'date' | 'datetime-local' {
  if (numeric.has(type)) return 'number';
  if (type === 'date') return 'date';
  return type === 'datetime' ? 'datetime-local' : 'text';
}

function typedValue(type: string, typed: string): unknown {
  if (numeric.has(type)) return Number(typed);
  return type === 'datetime' ? `${typed}:00Z` : typed;
}

function valueOf(column: Column, row: Entity): unknown {
  return ['lookup', 'customer', 'owner'].includes(column.type)
    ? lookedUp(row, column.name)
    : (row[column.name] ?? null);
}

/** Changes as the Web API takes them: lookups by binding their navigation property. */
export function patchOf(model: AppModel, tableName: string, changes: Changes): Entity {
  const table = model.tables[tableName];
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) => {
      const type = table?.columns[name]?.type ?? '';
      if (!['lookup', 'customer', 'owner'].includes(type)) return [name, value];
      const target = value as LookupValue | null;
      const navigation = table?.navigations.find(
        (each) => each.column === name && (target === null || each.target === target.table),
      );
      return [
        `${navigation?.property ?? name}@odata.bind`,
        target === null ? null : `/${model.tables[target.table]?.set ?? target.table}(${target.id})`,
      ];
    }),
  );
}
