import type { Table } from '../table.ts';
import { section, shown, whole } from './form.ts';
import type { Form } from './form.ts';

/** Everything in a row that only the relay writes, one under the other; a file is not shown on a form. */
export function recordForm(table: Table): Form {
  const columns = Object.entries(table.columns).flatMap(([name, { kind }]) =>
    kind === 'file' ? [] : [name],
  );
  return {
    key: 'main',
    table: table.name,
    name: table.display,
    description: table.description,
    header: ['statuscode'],
    tabs: [
      {
        key: 'record',
        label: 'General',
        columns: whole(section('record', shown('mpb_name', ...columns, 'createdon', 'modifiedon'))),
      },
    ],
  };
}
