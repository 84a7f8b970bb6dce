/** A data-set parameter, as a view or a sub-grid gives it to a control: rows, sorting, paging, selection. */
import type { AppModel } from './app-model.ts';
import { go } from './route.ts';
import { odataOf, selectName, tableNamed, type ListQuery } from './view-query.ts';
import { lookedUp, messageOf, shown, type Entity, type WebApi } from './web-api.ts';

export interface DataSetOptions {
  readonly model: AppModel;
  readonly table: string;
  readonly title: string;
  readonly viewId: string;
  readonly query: ListQuery;
  /** More conditions, such as the record that a sub-grid belongs to. */
  readonly also: readonly string[];
  readonly pageSize: number;
  /** Ids that are selected from the start. */
  readonly selected?: readonly string[];
}

type DataSet = ComponentFramework.PropertyTypes.DataSet;
type SortStatus = ComponentFramework.PropertyHelper.DataSetApi.SortStatus;

export class DataSetSource {
  readonly #options: DataSetOptions;
  readonly #api: WebApi;
  readonly #changed: () => void;
  #loading = true;
  #error = '';
  #rows: Entity[] = [];
  #selected: string[] = [];
  #sorting: SortStatus[];
  #pageSize: number;
  #next = '';
  #page = 1;
  #turn = 0;

  constructor(options: DataSetOptions, api: WebApi, changed: () => void) {
    this.#options = options;
    this.#api = api;
    this.#changed = changed;
    this.#pageSize = options.pageSize;
    this.#selected = [...(options.selected ?? [])];
    this.#sorting = options.query.order.map(({ column, descending }) => ({
      name: column,
      sortDirection: descending ? 1 : 0,
    }));
  }

  async refresh(): Promise<void> {
    const { model, table, query, also } = this.#options;
    const sorted: ListQuery = {
      ...query,
      order: this.#sorting.map(({ name, sortDirection }) => ({
        column: name,
        descending: sortDirection === 1,
      })),
    };
    await this.#load(odataOf(model, table, sorted, also), 'replace');
  }

  async #load(options: string, how: 'replace' | 'append'): Promise<void> {
    const turn = ++this.#turn;
    this.#loading = true;
    this.#changed();
    try {
      const answer = await this.#api.retrieveMultipleRecords(this.#options.table, options, this.#pageSize);
      if (turn !== this.#turn) return;
      this.#rows = how === 'append' ? [...this.#rows, ...answer.entities] : answer.entities;
      this.#page = how === 'append' ? this.#page + 1 : 1;
      this.#next = answer.nextLink;
      this.#error = '';
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#error = messageOf(error);
    }
    this.#loading = false;
    const ids = new Set(this.#rows.map((row) => this.#idOf(row)));
    this.#selected = this.#selected.filter((id) => ids.has(id));
    this.#changed();
  }

  #idOf(row: Entity): string {
    return String(row[tableNamed(this.#options.model, this.#options.table).primaryId]);
  }

  /** What the control sees now; another object each time, as on the platform. */
  parameter(): DataSet {
    const { model, table, title, viewId, query } = this.#options;
    const { primaryName } = tableNamed(model, table);
    const refresh = () => void this.refresh();
    return {
      loading: this.#loading,
      error: this.#error !== '',
      errorMessage: this.#error,
      columns: query.columns.map((column, order) => ({
        name: column.name,
        displayName: column.label,
        dataType: platformType(column.type),
        alias: column.name,
        order,
        visualSizeFactor: column.width,
        isPrimary: column.name === primaryName,
      })),
      sortedRecordIds: this.#rows.map((row) => this.#idOf(row)),
      records: Object.fromEntries(this.#rows.map((row) => [this.#idOf(row), this.#record(row)])),
      sorting: this.#sorting,
      paging: {
        totalResultCount: this.#next === '' ? this.#rows.length : -1,
        firstPageNumber: 1,
        lastPageNumber: this.#page,
        pageSize: this.#pageSize,
        hasNextPage: this.#next !== '',
        hasPreviousPage: false,
        loadNextPage: () => {
          if (this.#next !== '') void this.#load(this.#next.slice(this.#next.indexOf('?')), 'append');
        },
        loadPreviousPage: () => undefined,
        loadExactPage: () => undefined,
        reset: refresh,
        setPageSize: (size: number) => {
          this.#pageSize = size;
        },
      },
      filtering: {
        getFilter: () => ({ conditions: [], filterOperator: 0 }),
        setFilter: () => undefined,
        clearFilter: () => undefined,
      },
      linking: { getLinkedEntities: () => [], addLinkedEntity: () => undefined },
      getTargetEntityType: () => table,
      getTitle: () => title,
      getViewId: () => viewId,
      getSelectedRecordIds: () => this.#selected,
      setSelectedRecordIds: (ids: string[]) => {
        this.#selected = ids;
        this.#changed();
      },
      clearSelectedRecordIds: () => {
        this.#selected = [];
        this.#changed();
      },
      openDatasetItem: (reference: ComponentFramework.EntityReference) => {
        go({ page: 'form', table, id: reference.id.guid });
      },
      refresh,
      addColumn: () => undefined,
      delete: () => Promise.resolve(),
      isEmptyEntityImageEnabled: false,
      newRecord: () => Promise.reject(new Error('The host opens no new record from a data-set.')),
    } as unknown as DataSet;
  }

  #record(row: Entity) {
    const { query, model, table } = this.#options;
    const id = this.#idOf(row);
    const columnOf = (name: string) =>
      query.columns.find((column) => column.name === name) ?? tableNamed(model, table).columns[name];
    return {
      getRecordId: () => id,
      getFormattedValue: (name: string) => shown(row, name),
      getValue: (name: string) => {
        const column = columnOf(name);
        const value = row[column ? selectName(column) : name] ?? null;
        const target = column && selectName(column) !== name ? lookedUp(row, name) : null;
        if (target) return { id: { guid: target.id }, etn: target.table, name: target.name };
        return column?.type === 'datetime' && typeof value === 'string' ? new Date(value) : value;
      },
      getNamedReference: () => ({
        id: { guid: id },
        etn: table,
        name: shown(row, tableNamed(model, table).primaryName),
      }),
    };
  }
}

const platformTypes: Readonly<Record<string, string>> = {
  text: 'SingleLine.Text',
  memo: 'Multiple',
  money: 'Currency',
  decimal: 'Decimal',
  integer: 'Whole.None',
  boolean: 'TwoOptions',
  choice: 'OptionSet',
  state: 'OptionSet',
  status: 'OptionSet',
  datetime: 'DateAndTime.DateAndTime',
  date: 'DateAndTime.DateOnly',
  lookup: 'Lookup.Simple',
  customer: 'Lookup.Customer',
  owner: 'Lookup.Owner',
};

function platformType(type: string): string {
  return platformTypes[type] ?? 'SingleLine.Text';
}
