/** A list inside a form or on a page of its own: by a control of ours where the form names one, else as a plain grid. */
import type { View } from './app-model.ts';
import type { Surroundings } from './control-context.ts';
import { ControlHost } from './control-host.tsx';
import { Grid } from './grid.tsx';
import { React } from './platform.ts';
import { plainQuery, queryOfView, type ListQuery } from './view-query.ts';
import type { WebApi } from './web-api.ts';

interface Props {
  readonly around: Surroundings;
  readonly api: WebApi;
  readonly table: string;
  readonly title: string;
  readonly view: View | null;
  readonly also: readonly string[];
  readonly rows: number;
  /** The control that shows it and the name of its data-set. */
  readonly control: { readonly name: string; readonly dataSet: string } | null;
  readonly turn: number;
}

export function RowList({ around, api, table, title, view, also, rows, control, turn }: Props) {
  const { model, person } = around;
  const query: ListQuery = React.useMemo(
    () => (view === null ? plainQuery(model, table) : queryOfView(model, view, person)),
    [model, table, view, person],
  );
  if (control !== null) {
    return (
      <ControlHost
        key={turn}
        around={around}
        name={control.name}
        label={title}
        values={{}}
        disabled={false}
        dataSet={{
          name: control.dataSet,
          options: { model, table, title, viewId: view?.id ?? '', query, also, pageSize: rows },
        }}
      />
    );
  }
  return (
    <Grid
      key={view?.id ?? table}
      model={model}
      api={api}
      table={table}
      title={title}
      query={query}
      also={also}
      pageSize={rows}
      turn={turn}
    />
  );
}
