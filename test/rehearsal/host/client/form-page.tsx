/** One record on its main form, as the FormXml of the environment lays it out. */
import type { Form, Table } from './app-model.ts';
import type { Surroundings } from './control-context.ts';
import { CommandBar, type FormCommand } from './form-commands.tsx';
import { FormBody, type FormData } from './form-body.tsx';
import { patchOf, type Changes } from './field.tsx';
import { plainForm, readForm, type FormLayout } from './form-layout.ts';
import { Fluent, React } from './platform.ts';
import { go } from './route.ts';
import type { OnScreen } from './scenario.ts';
import { selectName, tableNamed } from './view-query.ts';
import { messageOf, shown, webApi, type Entity } from './web-api.ts';

interface Props {
  readonly around: Surroundings;
  readonly table: string;
  readonly id: string | null;
  /** Told which marketplace order or SKU the record is, or belongs to. */
  readonly onRecord: (onScreen: OnScreen) => void;
}

/** Which column of a record names its marketplace order, and which its SKU. */
const orderColumns: Readonly<Record<string, string>> = {
  mpb_order: 'mpb_name',
  salesorder: 'mpb_marketplaceorderid',
};
const skuColumns: Readonly<Record<string, string>> = { mpb_listing: 'mpb_sku', product: 'productnumber' };

function onScreenOf(table: string, row: Entity | null): OnScreen {
  if (row === null) return { orderId: null, sku: null };
  const column = (name: string | undefined) => (name === undefined ? null : shown(row, name) || null);
  if (table === 'mpb_exception') {
    const key = column('mpb_recordkey');
    const ofListing = row.mpb_recordtype === 'listing';
    return { orderId: ofListing ? null : key, sku: ofListing ? key : null };
  }
  return { orderId: column(orderColumns[table]), sku: column(skuColumns[table]) };
}

export function FormPage({ around, table: name, id, onRecord }: Props) {
  const { model, person, settings } = around;
  const table = tableNamed(model, name);
  const forms = model.forms.filter((form) => form.table === name);
  const [formId, setFormId] = React.useState(forms[0]?.id ?? '');
  const form = forms.find((each) => each.id === formId) ?? null;
  const layout = React.useMemo(
    () => (form === null ? plainForm(table) : readForm(form.formXml)),
    [form, table],
  );
  const offline = React.useRef(settings.offline);
  offline.current = settings.offline;
  const api = React.useMemo(
    () => webApi(model, person.key, { offline: () => offline.current }),
    [model, person.key],
  );
  const [row, setRow] = React.useState<Entity | null>(id === null ? {} : null);
  const [changes, setChanges] = React.useState<Changes>({});
  const [trouble, setTrouble] = React.useState('');
  const [turn, nextTurn] = React.useReducer((count: number) => count + 1, 0);

  const load = React.useCallback(async () => {
    if (id === null) return;
    try {
      setRow(await api.retrieveRecord(name, id, selectOf(table, layout)));
      setTrouble('');
    } catch (error) {
      setTrouble(messageOf(error));
    }
  }, [api, id, layout, name, table]);
  React.useEffect(() => {
    void load();
  }, [load]);
  const { orderId, sku } = onScreenOf(name, row);
  React.useEffect(() => {
    onRecord({ orderId, sku });
  }, [onRecord, orderId, sku]);

  async function run(command: FormCommand): Promise<void> {
    if (command === 'back') {
      history.back();
      return;
    }
    try {
      if (command === 'save') {
        const patch = patchOf(model, name, changes);
        if (id === null) {
          const made = await api.createRecord(name, patch);
          go({ page: 'form', table: name, id: made.id });
          return;
        }
        await api.updateRecord(name, id, patch);
      }
      if (command === 'delete' && id !== null) {
        const sure = await around.ask({
          title: 'Delete this record?',
          text: `${shown(row ?? {}, table.primaryName)} will be deleted.`,
          confirm: 'Delete',
        });
        if (!sure) return;
        await api.deleteRecord(name, id);
        go({ page: 'list', table: name, view: null });
        return;
      }
      if (command === 'fulfil' || command === 'cancel') {
        await api.execute(command === 'fulfil' ? 'FulfillSalesOrder' : 'CancelSalesOrder', {
          OrderClose: {
            '@odata.type': 'Microsoft.Dynamics.CRM.orderclose',
            subject: command === 'fulfil' ? 'Order fulfilled' : 'Order cancelled',
            'salesorderid@odata.bind': `/salesorders(${id ?? ''})`,
          },
          Status: -1,
        });
      }
      setChanges({});
      await load();
      nextTurn();
    } catch (error) {
      setTrouble(messageOf(error));
    }
  }

  const title = id === null ? `New ${table.display}` : shown(row ?? {}, table.primaryName);
  const mayWrite = (id === null ? person.mayCreate : person.mayWrite).includes(name);
  const data: FormData = {
    around,
    api,
    table,
    id,
    row: row ?? {},
    changes,
    mayWrite,
    turn,
    change: (column, value) => {
      setChanges((before) => ({ ...before, [column]: value }));
    },
  };
  return (
    <div className="form-page">
      <CommandBar
        table={name}
        id={id}
        row={row}
        person={person}
        dirty={Object.keys(changes).length > 0}
        run={(command) => void run(command)}
      />
      {trouble === '' ? null : (
        <Fluent.MessageBar intent="error" className="form-trouble">
          <Fluent.MessageBarBody>{trouble}</Fluent.MessageBarBody>
        </Fluent.MessageBar>
      )}
      {row === null ? (
        trouble === '' ? (
          <Fluent.Spinner size="small" label="Loading the record" />
        ) : null
      ) : (
        <>
          <FormHead
            title={title}
            table={table}
            forms={forms}
            formId={formId}
            choose={setFormId}
            unsaved={Object.keys(changes).length > 0}
            layout={layout}
            row={row}
          />
          <FormBody key={`${form?.id ?? ''} ${id ?? ''}`} layout={layout} data={data} />
        </>
      )}
    </div>
  );
}

interface HeadProps {
  readonly title: string;
  readonly table: Table;
  readonly forms: readonly Form[];
  readonly formId: string;
  readonly choose: (id: string) => void;
  readonly unsaved: boolean;
  readonly layout: FormLayout;
  readonly row: Entity;
}

function FormHead({ title, table, forms, formId, choose, unsaved, layout, row }: HeadProps) {
  return (
    <header className="form-head">
      <div className="form-title">
        <h1>
          {title}
          <span className="form-saved">{unsaved ? ' - Unsaved' : ''}</span>
        </h1>
        <p>
          {table.display}
          {forms.length > 1 ? (
            <>
              {' · '}
              <select
                aria-label="Form"
                className="form-chooser"
                value={formId}
                onChange={(event) => {
                  choose(event.target.value);
                }}
              >
                {forms.map((form) => (
                  <option key={form.id} value={form.id}>
                    {form.name}
                  </option>
                ))}
              </select>
            </>
          ) : forms[0] ? (
            ` · ${forms[0].name}`
          ) : (
            ''
          )}
        </p>
      </div>
      <dl className="form-facts">
        {layout.header.map((cell) =>
          cell.content.kind === 'field' ? (
            <div key={cell.id}>
              <dd>{shown(row, cell.content.column) || '---'}</dd>
              <dt>{cell.label || table.columns[cell.content.column]?.display}</dt>
            </div>
          ) : null,
        )}
      </dl>
    </header>
  );
}

/** One read for the whole form: its columns, the name, and what its controls are bound to. */
function selectOf(table: Table, layout: FormLayout): string {
  const cells = [
    ...layout.header,
    ...layout.tabs.flatMap(({ columns }) =>
      columns.flatMap(({ sections }) => sections.flatMap((section) => section.cells)),
    ),
  ];
  const names = cells.flatMap(({ content }) => {
    if (content.kind === 'field') return [content.column];
    if (content.kind !== 'control') return [];
    return [content.column, ...Object.values(content.bindings)].filter(
      (bound): bound is string => typeof bound === 'string',
    );
  });
  const always = ['statecode', 'transactioncurrencyid', orderColumns[table.name] ?? ''];
  const known = [table.primaryId, table.primaryName, ...always, ...names].flatMap((name) =>
    table.columns[name] ? [selectName(table.columns[name])] : [],
  );
  return `?$select=${[...new Set(known)].join(',')}`;
}
