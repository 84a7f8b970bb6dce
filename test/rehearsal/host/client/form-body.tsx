/** Tabs, sections and cells of a form. A tab that nobody has opened yet is not drawn, and its controls ask for nothing. */
import type { Table } from './app-model.ts';
import type { Surroundings } from './control-context.ts';
import { ControlHost } from './control-host.tsx';
import { Field, type Changes } from './field.tsx';
import type { Cell, FormLayout, Section, SubGrid } from './form-layout.ts';
import { Fluent, React } from './platform.ts';
import { RowList } from './sub-grid.tsx';
import type { Entity, FormApi } from './web-api.ts';

export interface FormData {
  readonly around: Surroundings;
  readonly api: FormApi;
  readonly table: Table;
  readonly id: string | null;
  readonly row: Entity;
  readonly changes: Changes;
  readonly mayWrite: boolean;
  readonly turn: number;
  readonly change: (column: string, value: unknown) => void;
}

export function FormBody({ layout, data }: { readonly layout: FormLayout; readonly data: FormData }) {
  const [tabId, setTab] = React.useState(layout.tabs[0]?.id ?? '');
  const tab = layout.tabs.find(({ id }) => id === tabId);
  return (
    <>
      <Fluent.TabList
        className="tabs"
        selectedValue={tabId}
        onTabSelect={(_event, { value }) => {
          setTab(String(value));
        }}
      >
        {layout.tabs.map(({ id, label }) => (
          <Fluent.Tab key={id} value={id}>
            {label}
          </Fluent.Tab>
        ))}
      </Fluent.TabList>
      <div className="tab-body" role="tabpanel" aria-label={tab?.label}>
        {tab?.columns.map((column, at) => (
          <div key={at} className="form-column" style={{ flexGrow: Number.parseFloat(column.width) }}>
            {column.sections.map((section) => (
              <SectionCard key={section.id} section={section} data={data} />
            ))}
          </div>
        ))}
      </div>
    </>
  );
}

function SectionCard({ section, data }: { readonly section: Section; readonly data: FormData }) {
  return (
    <section className="card">
      {section.label === '' ? null : <h2>{section.label}</h2>}
      <div className={`cells cells-${Math.min(section.across, 3)}`}>
        {section.cells.map((cell) => (
          <div key={cell.id} className={cell.wide ? 'cell cell-wide' : 'cell'}>
            <CellBody cell={cell} data={data} />
          </div>
        ))}
      </div>
    </section>
  );
}

function CellBody({ cell, data }: { readonly cell: Cell; readonly data: FormData }) {
  const { content } = cell;
  const { around, table, row, changes, mayWrite } = data;
  switch (content.kind) {
    case 'field': {
      const column = table.columns[content.column];
      if (!column) return null;
      return (
        <Field
          model={around.model}
          api={data.api}
          column={column}
          label={cell.label || column.display}
          row={row}
          changes={changes}
          editable={mayWrite && !content.disabled && column.writable}
          onChange={data.change}
        />
      );
    }
    case 'sub-grid':
      return <SubGridCell cell={cell} subGrid={content.subGrid} control={null} data={data} />;
    case 'control': {
      if (content.subGrid?.dataSet != null) {
        const control = { name: content.name, dataSet: content.subGrid.dataSet };
        return <SubGridCell cell={cell} subGrid={content.subGrid} control={control} data={data} />;
      }
      const values = Object.fromEntries(
        Object.entries(content.bindings).map(([property, bound]) => [
          property,
          typeof bound === 'string' ? (row[bound] ?? null) : bound.value,
        ]),
      );
      return (
        <ControlHost
          key={data.turn}
          around={around}
          name={content.name}
          label={cell.label}
          values={values}
          disabled={false}
          dataSet={null}
        />
      );
    }
  }
}

interface SubGridProps {
  readonly cell: Cell;
  readonly subGrid: SubGrid;
  readonly control: { readonly name: string; readonly dataSet: string } | null;
  readonly data: FormData;
}

function SubGridCell({ cell, subGrid, control, data }: SubGridProps) {
  const { around, api, id, turn } = data;
  const target = around.model.tables[subGrid.table];
  const link = target?.navigations.find(({ relationship }) => relationship === subGrid.relationship);
  if (!target || id === null) return <p className="grid-empty">Save the record first.</p>;
  return (
    <>
      {/* A control has a title of its own. */}
      {control === null && cell.showLabel && cell.label !== '' ? <h3>{cell.label}</h3> : null}
      <RowList
        around={around}
        api={api}
        table={subGrid.table}
        title={cell.label || target.plural}
        view={around.model.views.find((view) => view.id === subGrid.viewId) ?? null}
        also={link ? [`_${link.column}_value eq ${id}`] : []}
        rows={subGrid.rows}
        control={control}
        turn={turn}
      />
    </>
  );
}
