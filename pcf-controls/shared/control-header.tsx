/** Title of a control with what belongs beside it, and the button that reads again. */
import { Button, Subtitle2, tokens } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from './host.ts';
import { Icon } from './icons.tsx';

const header: React.CSSProperties = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
};

interface Props {
  readonly host: Host;
  readonly title: string;
  readonly refreshing: boolean;
  readonly refresh: (() => void) | null;
  readonly children?: React.ReactNode;
}

export const ControlHeader: React.FC<Props> = ({ host, title, refreshing, refresh, children }) => {
  return (
    <div style={header}>
      <Subtitle2 as="h2">{title}</Subtitle2>
      {children}
      {refresh && (
        <Button
          style={{ marginInlineStart: 'auto' }}
          appearance="subtle"
          icon={<Icon name="refresh" />}
          aria-label={host.text('State_Refresh')}
          title={host.text('State_Refresh')}
          onClick={refresh}
          disabledFocusable={refreshing}
        />
      )}
    </div>
  );
};
