/** The list where there is room: a table whose heads sort it. */
import { Button, Checkbox, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import * as React from 'react';
import type { ListRow } from '../model/list-row.ts';
import { Deadline, Owner, What, ageText, moneyText, titleOf } from './cells.tsx';
import { withToggled } from './list-props.ts';
import type { ListProps } from './list-props.ts';

const useStyles = makeStyles({
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse' },
  cell: {
    textAlign: 'start',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tick: { width: '44px', padding: 0 },
  money: { textAlign: 'end' },
  head: { paddingLeft: 0, paddingRight: 0, minWidth: 0, fontWeight: tokens.fontWeightSemibold },
});

/** Column of the view, its head, and how much of the width it gets. */
const heads = [
  { column: 'mpb_name', text: 'Head_What', width: '38%' },
  { column: 'ownerid', text: 'Head_Owner', width: '18%' },
  { column: 'mpb_deadline', text: 'Head_Deadline', width: '18%' },
  { column: 'mpb_openedon', text: 'Head_Age', width: '14%' },
  { column: 'mpb_moneyatrisk', text: 'Head_Money', width: '12%' },
] as const;

type Column = (typeof heads)[number]['column'];

export const ListTable: React.FC<ListProps> = (props) => {
  const { host, rows, has, selected, select } = props;
  const styles = useStyles();
  const shown = heads.filter(({ column }) => has(column));
  return (
    <table className={styles.table} aria-label={host.text('Title')}>
      <thead>
        <tr>
          <td className={mergeClasses(styles.cell, styles.tick)}>
            <Checkbox
              aria-label={host.text('SelectAll')}
              checked={selected.size === rows.length ? true : selected.size > 0 ? 'mixed' : false}
              onChange={(_event, { checked }) => {
                select(checked === true ? rows.map(({ id }) => id) : []);
              }}
            />
          </td>
          {shown.map((head) => (
            <Head key={head.column} {...props} head={head} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.id} {...props} row={row} columns={shown.map(({ column }) => column)} />
        ))}
      </tbody>
    </table>
  );
};

const Head: React.FC<ListProps & { readonly head: (typeof heads)[number] }> = ({
  host,
  sorting,
  sort,
  head: { column, text, width },
}) => {
  const styles = useStyles();
  const direction = sorting?.column === column ? sorting.direction : 'none';
  return (
    <th
      scope="col"
      style={{ width }}
      className={mergeClasses(styles.cell, column === 'mpb_moneyatrisk' && styles.money)}
      aria-sort={direction}
    >
      <Button
        className={styles.head}
        appearance="transparent"
        size="small"
        onClick={() => {
          sort(column);
        }}
      >
        {host.text(text)}
        {direction !== 'none' && (
          <span aria-hidden="true">&nbsp;{direction === 'ascending' ? '↑' : '↓'}</span>
        )}
      </Button>
    </th>
  );
};

interface RowProps extends ListProps {
  readonly row: ListRow;
  readonly columns: readonly Column[];
}

const Row: React.FC<RowProps> = ({ host, row, columns, selected, select, open }) => {
  const styles = useStyles();
  const on = selected.has(row.id);
  const cells: Readonly<Record<Column, React.ReactNode>> = {
    mpb_name: <What host={host} row={row} open={open} />,
    ownerid: <Owner host={host} row={row} />,
    mpb_deadline: <Deadline host={host} row={row} />,
    mpb_openedon: <Text>{ageText(host, row)}</Text>,
    mpb_moneyatrisk: <Text>{moneyText(host, row)}</Text>,
  };
  return (
    <tr>
      <td className={mergeClasses(styles.cell, styles.tick)}>
        <Checkbox
          aria-label={host.text('SelectOne', titleOf(host, row))}
          checked={on}
          onChange={(_event, { checked }) => {
            select(withToggled(selected, row.id, checked === true));
          }}
        />
      </td>
      {columns.map((column) => (
        <td key={column} className={mergeClasses(styles.cell, column === 'mpb_moneyatrisk' && styles.money)}>
          {cells[column]}
        </td>
      ))}
    </tr>
  );
};
