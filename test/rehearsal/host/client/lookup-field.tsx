/** A lookup that can be searched: what was typed is looked for in the target's name, or its number where it has one. */
import { plainText } from './plain-text.ts';
import { Fluent, React } from './platform.ts';
import type { AppModel } from './app-model.ts';
import { messageOf, type WebApi } from './web-api.ts';

export interface LookupValue {
  readonly id: string;
  readonly table: string;
  readonly name: string;
}

interface Props {
  readonly model: AppModel;
  readonly api: WebApi;
  readonly target: string;
  readonly label: string;
  readonly value: LookupValue | null;
  readonly onChange: (value: LookupValue | null) => void;
}

const offered = 20;
const numbers: Readonly<Record<string, string>> = { product: 'productnumber', salesorder: 'ordernumber' };

export function LookupField({ model, api, target, label, value, onChange }: Props) {
  const table = model.tables[target];
  const [text, setText] = React.useState(value?.name ?? '');
  const [found, setFound] = React.useState<readonly LookupValue[]>([]);
  const [trouble, setTrouble] = React.useState('');
  React.useEffect(() => {
    setText(value?.name ?? '');
  }, [value]);

  async function search(words: string): Promise<void> {
    if (!table) return;
    const columns = [table.primaryName, ...(numbers[target] === undefined ? [] : [numbers[target]])];
    const quoted = `'${words.replaceAll("'", "''")}'`;
    const filter =
      words === ''
        ? ''
        : `&$filter=${encodeURIComponent(columns.map((column) => `contains(${column},${quoted})`).join(' or '))}`;
    try {
      const { entities } = await api.retrieveMultipleRecords(
        target,
        `?$select=${[table.primaryId, ...columns].join(',')}${filter}&$orderby=${table.primaryName}&$top=${offered}`,
      );
      setTrouble('');
      setFound(
        entities.map((row) => ({
          id: String(row[table.primaryId]),
          table: target,
          name: columns
            .map((column) => plainText(row[column]))
            .filter(Boolean)
            .reverse()
            .join(' · '),
        })),
      );
    } catch (error) {
      setTrouble(messageOf(error));
    }
  }

  return (
    <Fluent.Combobox
      aria-label={label}
      freeform
      clearable
      appearance="filled-darker"
      className="field-input"
      value={text}
      selectedOptions={value ? [value.id] : []}
      placeholder={`Look for ${table?.display ?? target}`}
      onOpenChange={(_event, { open }) => {
        if (open) void search('');
      }}
      onChange={(event) => {
        setText(event.target.value);
        void search(event.target.value);
      }}
      onOptionSelect={(_event, { optionValue }) => {
        onChange(found.find(({ id }) => id === optionValue) ?? null);
      }}
    >
      {trouble === '' ? (
        found.map((option) => (
          <Fluent.Option key={option.id} value={option.id} text={option.name}>
            {option.name}
          </Fluent.Option>
        ))
      ) : (
        <Fluent.Option disabled>{trouble}</Fluent.Option>
      )}
    </Fluent.Combobox>
  );
}
