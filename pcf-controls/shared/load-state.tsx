/**
 * What stands where the content would be: while it is being read, when there is none, and when it cannot be read, each
 * with what the person can do about it. Texts are the keys State_* of every control.
 */
import {
  Button,
  Body1,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Skeleton,
  SkeletonItem,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from './host.ts';
import { Icon } from './icons.tsx';
import type { Trouble } from './trouble.ts';

const useStyles = makeStyles({
  skeleton: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalS,
  },
  empty: {
    display: 'flex',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'flex-start',
    color: tokens.colorNeutralForeground2,
    paddingTop: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalM,
  },
  technical: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

export const LoadingState: React.FC<{ readonly host: Host; readonly rows?: number }> = ({
  host,
  rows = 4,
}) => {
  const styles = useStyles();
  return (
    <Skeleton className={styles.skeleton} aria-label={host.text('State_Loading')} role="status">
      {Array.from({ length: rows }, (_, row) => (
        <SkeletonItem key={row} size={row === 0 ? 24 : 16} />
      ))}
    </Skeleton>
  );
};

export const EmptyState: React.FC<{ readonly text: string }> = ({ text }) => (
  <div className={useStyles().empty}>
    <Icon name="info" />
    <Body1>{text}</Body1>
  </div>
);

interface TroubleProps {
  readonly host: Host;
  readonly trouble: Trouble;
  /** Whether older content is still in view below. */
  readonly stale?: boolean;
  /** Absent where trying again cannot help. */
  readonly retry?: (() => void) | undefined;
}

export const TroubleState: React.FC<TroubleProps> = ({ host, trouble, stale = false, retry }) => {
  const styles = useStyles();
  const { intent, title, body, repeat } = wordsFor(trouble, stale);
  const showsReason = trouble.kind === 'failed' && trouble.message !== '';
  return (
    <MessageBar intent={intent} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{host.text(title)}</MessageBarTitle>
        {host.text(body)}
        {showsReason && <div className={styles.technical}>{host.text('State_Reason', trouble.message)}</div>}
      </MessageBarBody>
      {repeat && retry && (
        <MessageBarActions>
          <Button icon={<Icon name="refresh" />} onClick={retry}>
            {host.text('State_TryAgain')}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
};

interface Words {
  readonly intent: 'info' | 'warning' | 'error';
  readonly title: string;
  readonly body: string;
  readonly repeat: boolean;
}

function wordsFor({ kind }: Trouble, stale: boolean): Words {
  if (kind === 'offline')
    return {
      intent: 'warning',
      title: 'State_Offline',
      body: stale ? 'State_OfflineStale' : 'State_OfflineText',
      repeat: true,
    };
  if (kind === 'noPermission')
    return { intent: 'info', title: 'State_NoPermission', body: 'State_NoPermissionText', repeat: false };
  return {
    intent: 'error',
    title: 'State_Error',
    body: stale ? 'State_ErrorStale' : kind === 'busy' ? 'State_BusyText' : 'State_ErrorText',
    repeat: true,
  };
}
