/** All rows of a table in one of its views; exceptions by the control that the solution has for their views. */
import type { Surroundings } from './control-context.ts';
import { Icon } from './icons.tsx';
import { Fluent, React } from './platform.ts';
import { go } from './route.ts';
import { RowList } from './sub-grid.tsx';
import { tableNamed } from './view-query.ts';
import { webApi } from './web-api.ts';

interface Props {
  readonly around: Surroundings;
  readonly table: string;
  readonly view: string | null;
}

/** Which control an administrator would put on the views of a table (CONTRIBUTING of the solution: views name none). */
const listControls: Readonly<Record<string, { readonly name: string; readonly dataSet: string }>> = {
  mpb_exception: { name: 'mpb_MarketplaceBridge.ExceptionList', dataSet: 'exceptions' },
};

export function ListPage({ around, table: name, view: viewId }: Props) {
  const { model, person, settings } = around;
  const table = tableNamed(model, name);
  const views = model.views.filter((view) => view.table === name);
  const view =
    views.find(({ id }) => id === viewId) ?? views.find(({ isDefault }) => isDefault) ?? views[0] ?? null;
  const api = React.useMemo(
    () => webApi(model, person.key, { offline: () => settings.offline }),
    [model, person.key, settings.offline],
  );
  const [turn, refresh] = React.useReducer((count: number) => count + 1, 0);
  const listed = listControls[name];
  const control = listed && model.controls.some((each) => each.name === listed.name) ? listed : null;
  return (
    <div className="list-page">
      <Fluent.Toolbar aria-label="Commands" size="small" className="commands">
        {person.mayCreate.includes(name) && creatable.has(name) ? (
          <Fluent.ToolbarButton
            icon={<Icon name="add" />}
            onClick={() => {
              go({ page: 'form', table: name, id: null });
            }}
          >
            New
          </Fluent.ToolbarButton>
        ) : null}
        <Fluent.ToolbarButton icon={<Icon name="refresh" />} onClick={refresh}>
          Refresh
        </Fluent.ToolbarButton>
      </Fluent.Toolbar>
      <div className="card list-card">
        <div className="list-head">
          {views.length > 1 ? (
            <>
              <h1 className="unseen">{table.plural}</h1>
              <Fluent.Select
                aria-label="View"
                className="view-chooser"
                appearance="filled-lighter"
                size="large"
                value={view?.id ?? ''}
                onChange={(_event, { value }) => {
                  go({ page: 'list', table: name, view: value });
                }}
              >
                {views.map(({ id, name: title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </Fluent.Select>
            </>
          ) : (
            <h1>{view?.name ?? table.plural}</h1>
          )}
        </div>
        <RowList
          key={`${name} ${view?.id ?? ''} ${person.key}`}
          around={around}
          api={api}
          table={name}
          title={view?.name ?? table.plural}
          view={view}
          also={[]}
          rows={50}
          control={control}
          turn={turn}
        />
      </div>
    </div>
  );
}

/** People make set-up rows; everything else comes into being by itself. */
const creatable = new Set(['mpb_skumapping', 'mpb_taxrule']);
