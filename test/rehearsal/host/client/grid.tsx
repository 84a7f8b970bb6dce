/** A read-only grid of rows, as lists and sub-grids show them without a control of ours. */
import { Icon } from './icons.tsx';
import type { AppModel } from './app-model.ts';
import { Fluent, React } from './platform.ts';
import { go } from './route.ts';
import { odataOf, tableNamed, type ListQuery } from './view-query.ts';
import { lookedUp, messageOf, shown, type Entity, type WebApi } from './web-api.ts';

interface Props {
  readonly model: AppModel;
  readonly api: WebApi;
  readonly table: string;
  readonly title: string;
  readonly query: ListQuery;
  readonly also?: readonly string[];
  readonly pageSize: number;
  /** Counts up when the rows are to be read again. */
  readonly turn: number;
}

interface Page {
  readonly rows: readonly Entity[];
  readonly next: string;
}

const numeric = new Set(['money', 'decimal', 'integer', 'double']);
const nothingMore: readonly string[] = [];

export function Grid({ model, api, table: name, title, query, also = nothingMore, pageSize, turn }: Props) {
  const table = tableNamed(model, name);
  const [order, setOrder] = React.useState(query.order);
  const [page, setPage] = React.useState<Page | null>(null);
  const [trouble, setTrouble] = React.useState('');
  const options = odataOf(model, name, { ...query, order }, also);

  const load = React.useCallback(
    async (text: string, before: readonly Entity[]) => {
      try {
        const { entities, nextLink } = await api.retrieveMultipleRecords(name, text, pageSize);
        setPage({ rows: [...before, ...entities], next: nextLink });
        setTrouble('');
      } catch (error) {
        setTrouble(messageOf(error));
      }
    },
    [api, name, pageSize],
  );
  React.useEffect(() => {
    void load(options, []);
  }, [load, options, turn]);

  if (trouble !== '') {
    return (
      <Fluent.MessageBar intent="error">
        <Fluent.MessageBarBody>{trouble}</Fluent.MessageBarBody>
      </Fluent.MessageBar>
    );
  }
  if (page === null) return <Fluent.Spinner size="small" label={`Loading ${title}`} />;
  return (
    <>
      <div className="grid-scroll">
        <table className="grid" aria-label={title}>
          <thead>
            <tr>
              {query.columns.map((column) => {
                const sorted = order[0]?.column === column.name ? order[0] : null;
                return (
                  <th
                    key={column.name}
                    scope="col"
                    className={numeric.has(column.type) ? 'number' : ''}
                    aria-sort={sorted === null ? undefined : sorted.descending ? 'descending' : 'ascending'}
                  >
                    <button
                      type="button"
                      onClick={() => {
                        setOrder([{ column: column.name, descending: sorted?.descending === false }]);
                      }}
                    >
                      {column.label}
                      {sorted === null ? null : <Icon name={sorted.descending ? 'down' : 'up'} />}
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((row) => (
              <tr key={String(row[table.primaryId])}>
                {query.columns.map((column, at) => (
                  <td key={column.name} className={numeric.has(column.type) ? 'number' : ''}>
                    <GridCell
                      model={model}
                      row={row}
                      table={name}
                      column={column.name}
                      type={column.type}
                      first={at === 0}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {page.rows.length === 0 ? <p className="grid-empty">No records are to be shown here.</p> : null}
      </div>
      <div className="grid-foot">
        <span>
          {page.rows.length} {page.rows.length === 1 ? 'row' : 'rows'}
          {page.next === '' ? '' : ', and more'}
        </span>
        {page.next === '' ? null : (
          <Fluent.Button
            size="small"
            appearance="subtle"
            onClick={() => void load(page.next.slice(page.next.indexOf('?')), page.rows)}
          >
            Show more
          </Fluent.Button>
        )}
      </div>
    </>
  );
}

interface CellProps {
  readonly model: AppModel;
  readonly row: Entity;
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly first: boolean;
}

/** The first column and every lookup lead somewhere; states are badges. */
function GridCell({ model, row, table, column, type, first }: CellProps) {
  const text = shown(row, column);
  const own = { table, id: String(row[tableNamed(model, table).primaryId]) };
  const target = lookedUp(row, column);
  const goal = first ? own : target && target.table in model.tables ? target : null;
  if (goal) {
    return (
      <Fluent.Link
        href={`#/form/${goal.table}/${goal.id}`}
        onClick={(event) => {
          event.preventDefault();
          go({ page: 'form', ...goal });
        }}
      >
        {text === '' ? '(no name)' : text}
      </Fluent.Link>
    );
  }
  if (text !== '' && ['choice', 'state', 'status'].includes(type)) {
    return <span className={`pill pill-${tone(text)}`}>{text}</span>;
  }
  return <>{text}</>;
}

const tones: Readonly<Record<string, string>> = {
  Done: 'good',
  Fulfilled: 'good',
  Cleared: 'good',
  Exception: 'bad',
  Blocking: 'bad',
  Refused: 'bad',
  Failed: 'bad',
  Canceled: 'bad',
  Cancelled: 'bad',
  Waiting: 'warn',
  Advisory: 'warn',
};

function tone(text: string): string {
  return tones[text] ?? 'plain';
}
