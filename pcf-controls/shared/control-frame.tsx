/**
 * The outermost element of every control. The platform's theme reaches what a control draws by itself, but not what
 * opens in a portal (menus, dialogs), so that the frame provides it again (pcf.md 3). Where the host gives no theme, as
 * in the maker's preview, the light one stands in.
 */
import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import type { Theme } from '@fluentui/react-components';
import * as React from 'react';
import { useKeptFocus } from './kept-focus.ts';

const frame = { width: '100%', backgroundColor: 'transparent', textAlign: 'start' } as const;

interface Props {
  readonly design: ComponentFramework.FluentDesignState | undefined;
  /** Whether the person's language is written from right to left. */
  readonly rtl: boolean;
  readonly children?: React.ReactNode;
}

export const ControlFrame: React.FC<Props> = ({ design, rtl, children }) => {
  const root = useKeptFocus();
  const given = design?.tokenTheme as Theme | undefined;
  const theme = given && Object.keys(given).length > 0 ? given : webLightTheme;
  return (
    <FluentProvider theme={theme} dir={rtl ? 'rtl' : 'ltr'} style={frame}>
      <div ref={root} tabIndex={-1}>
        {children}
      </div>
    </FluentProvider>
  );
};
