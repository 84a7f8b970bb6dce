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
  tokens,
} from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from './host.ts';
import { Icon } from './icons.tsx';
import type { Trouble } from './trouble.ts';

const skeleton: React.CSSProperties = {
  display: 'grid',
  gap: tokens.spacingVerticalM,
  paddingTop: tokens.spacingVerticalS,
};
const empty: React.CSSProperties = {
  display: 'flex',
  gap: tokens.spacingHorizontalS,
  color: tokens.colorNeutralForeground2,
  padding: `${tokens.spacingVerticalM} 0`,
};

export const LoadingState: React.FC<{ readonly host: Host; readonly rows?: number }> = ({
  host,
  rows = 4,
}) => (
  <Skeleton style={skeleton} aria-label={host.text('State_Loading')} role="status">
    {Array.from({ length: rows }, (_, row) => (
      <SkeletonItem key={row} size={row === 0 ? 24 : 16} />
    ))}
  </Skeleton>
);

export const EmptyState: React.FC<{ readonly text: string }> = ({ text }) => (
  <div style={empty}>
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
  const { kind, message } = trouble;
  const name = names[kind] ?? 'Error';
  return (
    <Notice
      intent={intents[kind] ?? 'error'}
      title={host.text(`State_${name}`)}
      action={
        kind !== 'noPermission' &&
        retry && (
          <Button icon={<Icon name="refresh" />} onClick={retry}>
            {host.text('State_TryAgain')}
          </Button>
        )
      }
    >
      {host.text(`State_${name}${stale ? 'Stale' : 'Text'}`)}
      <Reason host={host} trouble={kind === 'failed' ? message : ''} />
    </Notice>
  );
};

const names: Partial<Record<Trouble['kind'], string>> = {
  offline: 'Offline',
  noPermission: 'NoPermission',
  busy: 'Busy',
};
const intents: Partial<Record<Trouble['kind'], 'info' | 'warning'>> = {
  offline: 'warning',
  noPermission: 'info',
};

/** The platform's own words, for whoever has to find out why. */
export const Reason: React.FC<{ readonly host: Host; readonly trouble: string }> = ({ host, trouble }) =>
  trouble === '' ? null : (
    <div style={{ overflowWrap: 'anywhere' }}>{host.text('State_Reason', trouble)}</div>
  );

interface NoticeProps {
  readonly intent: 'info' | 'success' | 'warning' | 'error';
  readonly title: string;
  readonly action: React.ReactNode;
  readonly children?: React.ReactNode;
}

/** What somebody has to know before going on, with the one thing that they can do about it. */
export const Notice: React.FC<NoticeProps> = ({ intent, title, action, children }) => (
  <MessageBar intent={intent} layout="multiline">
    <MessageBarBody>
      <MessageBarTitle>{title}</MessageBarTitle>
      {children}
    </MessageBarBody>
    {action && <MessageBarActions>{action}</MessageBarActions>}
  </MessageBar>
);
