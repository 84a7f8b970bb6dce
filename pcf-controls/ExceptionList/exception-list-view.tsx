/** The list as a whole: what is selected and what becomes of it, the rows or why there are none, and the next page. */
import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import * as React from 'react';
import { ControlHeader } from '../shared/control-header.tsx';
import type { Host } from '../shared/host.ts';
import { EmptyState, LoadingState, TroubleState } from '../shared/load-state.tsx';
import { useRootStyles } from '../shared/root-style.ts';
import { useClock } from '../shared/use-clock.ts';
import { useNarrow } from '../shared/use-narrow.ts';
import { listRows, moneyTotals } from './model/list-row.ts';
import type { ListRow } from './model/list-row.ts';
import { sortBy, sortingOf } from './model/sorting.ts';
import { BulkBar } from './view/bulk-bar.tsx';
import { Cards } from './view/cards.tsx';
import { ListTable } from './view/list-table.tsx';
import type { ListProps } from './view/list-props.ts';

const useStyles = makeStyles({
  more: { alignSelf: 'flex-start' },
  minor: { color: tokens.colorNeutralForeground2 },
});

interface Props {
  readonly host: Host;
  readonly exceptions: ComponentFramework.PropertyTypes.DataSet;
  readonly offline: boolean;
}

export const ExceptionListView: React.FC<Props> = ({ host, exceptions, offline }) => {
  const styles = useStyles();
  const { root } = useRootStyles();
  const now = useClock(60_000).getTime();
  const [element, narrow] = useNarrow(640);
  const rows = listRows(exceptions, now);
  const refresh = () => {
    exceptions.refresh();
  };
  const failed = exceptions.error && !exceptions.loading;
  const list = listProps(host, exceptions, rows);
  return (
    <section ref={element} className={root} aria-label={host.text('Title')} aria-busy={exceptions.loading}>
      <ControlHeader
        host={host}
        title={host.text('Title')}
        refreshing={exceptions.loading}
        refresh={offline ? null : refresh}
      >
        {rows.length > 0 && <Caption1 className={styles.minor}>{summary(host, exceptions, rows)}</Caption1>}
      </ControlHeader>
      {offline && (
        <TroubleState host={host} trouble={{ kind: 'offline', message: '' }} stale={rows.length > 0} />
      )}
      {failed && !offline && (
        <TroubleState
          host={host}
          trouble={{ kind: 'failed', message: exceptions.errorMessage }}
          stale={rows.length > 0}
          retry={refresh}
        />
      )}
      {exceptions.loading && rows.length === 0 && <LoadingState host={host} rows={6} />}
      {!exceptions.loading && !failed && rows.length === 0 && <EmptyState text={host.text('Empty')} />}
      {rows.length > 0 && (
        <>
          <BulkBar {...list} offline={offline} refresh={refresh} />
          {narrow ? <Cards {...list} /> : <ListTable {...list} />}
        </>
      )}
      {exceptions.paging.hasNextPage && (
        <Button
          className={styles.more}
          disabledFocusable={exceptions.loading || offline}
          onClick={() => {
            exceptions.paging.loadNextPage();
          }}
        >
          {host.text('LoadMore')}
        </Button>
      )}
    </section>
  );
};

function listProps(
  host: Host,
  exceptions: ComponentFramework.PropertyTypes.DataSet,
  rows: readonly ListRow[],
): ListProps {
  const columns = new Set(exceptions.columns.map(({ name }) => name));
  return {
    host,
    rows,
    has: (column) => columns.has(column),
    // What was selected on a page that is no longer shown is not acted upon.
    selected: new Set(exceptions.getSelectedRecordIds().filter((id) => rows.some((row) => row.id === id))),
    select: (ids) => {
      exceptions.setSelectedRecordIds([...ids]);
    },
    open: ({ id }) => {
      const record = exceptions.records[id];
      if (record) exceptions.openDatasetItem(record.getNamedReference());
    },
    sorting: sortingOf(exceptions.sorting),
    sort: (column) => {
      sortBy(exceptions.sorting, column);
      exceptions.refresh();
    },
  };
}

/** How many there are, and what is at risk in those that are shown. */
function summary(
  host: Host,
  { paging }: ComponentFramework.PropertyTypes.DataSet,
  rows: readonly ListRow[],
): string {
  const shown = rows.length;
  const total = paging.totalResultCount;
  const count = total > shown ? host.text('Shown', shown, total) : host.text('Count', shown);
  const money = moneyTotals(rows).map(({ minor, symbol, precision }) =>
    host.formats.money(minor, { symbol, precision }),
  );
  return money.length === 0 ? count : `${count} · ${host.text('AtRisk', money.join(' + '))}`;
}
