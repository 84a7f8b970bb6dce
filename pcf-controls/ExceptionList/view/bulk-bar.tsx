/** What is done with everything that is selected: looked at again, counted while it is asked for, refusals by name. */
import {
  Body1,
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from '../../shared/host.ts';
import { Icon } from '../../shared/icons.tsx';
import { LiveRegion } from '../../shared/live-region.tsx';
import { bulkRetry, mostAtOnce } from '../model/bulk-retry.ts';
import type { BulkProgress } from '../model/bulk-retry.ts';
import type { ListProps } from './list-props.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
  },
  words: { overflowWrap: 'anywhere' },
});

interface Props extends ListProps {
  readonly offline: boolean;
  readonly refresh: () => void;
}

export const BulkBar: React.FC<Props> = ({ host, rows, selected, select, offline, refresh }) => {
  const styles = useStyles();
  const [progress, setProgress] = React.useState<BulkProgress | null>(null);
  const life = React.useRef<AbortController | null>(null);
  React.useEffect(
    () => () => {
      life.current?.abort();
    },
    [],
  );
  const running = progress !== null && !progress.over;
  const chosen = rows.filter(({ id }) => selected.has(id));
  const barred = offline || chosen.length === 0 || chosen.length > mostAtOnce || running;
  const start = () => {
    if (barred || (life.current && !life.current.signal.aborted)) return;
    const controller = new AbortController();
    life.current = controller;
    void bulkRetry(host.dataverse, chosen, { tell: setProgress, signal: controller.signal }).then(() => {
      if (controller.signal.aborted) return;
      controller.abort();
      select([]);
      refresh();
    });
  };
  return (
    <div className={styles.root}>
      <div className={styles.row} role="group" aria-label={host.text('Bulk')}>
        <Button icon={<Icon name="refresh" />} disabledFocusable={barred} onClick={start}>
          {host.text('Bulk_Retry')}
        </Button>
        <Body1>{hint(host, chosen.length, offline)}</Body1>
      </div>
      {running && <Running host={host} progress={progress} />}
      {progress?.over === true && (
        <Over
          host={host}
          progress={progress}
          putAway={() => {
            setProgress(null);
          }}
        />
      )}
      <LiveRegion message={progress ? told(host, progress) : ''} />
    </div>
  );
};

function hint(host: Host, count: number, offline: boolean): string {
  if (offline) return host.text('Bulk_Offline');
  if (count === 0) return host.text('Bulk_Nothing');
  if (count > mostAtOnce) return host.text('Bulk_TooMany', count, mostAtOnce);
  return host.text(count === 1 ? 'Bulk_One' : 'Bulk_Many', count);
}

function told(host: Host, { total, sent, failures, over }: BulkProgress): string {
  if (!over) return host.text('Bulk_Running', sent + failures.length, total);
  return failures.length === 0 ? host.text('Bulk_Sent', sent) : host.text('Bulk_Partly', sent, total);
}

interface PartProps {
  readonly host: Host;
  readonly progress: BulkProgress;
}

const Running: React.FC<PartProps> = ({ host, progress }) => {
  const { total, sent, failures } = progress;
  return (
    <div>
      <Text>{told(host, progress)}</Text>
      <ProgressBar aria-label={host.text('Bulk')} value={sent + failures.length} max={total} />
    </div>
  );
};

const Over: React.FC<PartProps & { readonly putAway: () => void }> = ({ host, progress, putAway }) => {
  const styles = useStyles();
  const { failures } = progress;
  return (
    <MessageBar intent={failures.length === 0 ? 'success' : 'warning'} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{told(host, progress)}</MessageBarTitle>
        {host.text(failures.length === 0 ? 'Bulk_SentText' : 'Bulk_PartlyText')}
        {failures.length > 0 && (
          <ul className={styles.words}>
            {failures.map(({ row, trouble }) => (
              <li key={row.id}>
                {`${row.title}: ${host.text(`Trouble_${trouble.kind}`)}`}
                {trouble.kind === 'failed' && ` ${trouble.message}`}
              </li>
            ))}
          </ul>
        )}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={putAway}>{host.text('PutAway')}</Button>
      </MessageBarActions>
    </MessageBar>
  );
};
