/** The frame of what a fix opens: named, closed with Escape, and the focus goes in when it opens. */
import { Button, Text, mergeClasses } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from '../../shared/host.ts';
import { useLook } from './look.ts';

interface Props {
  readonly host: Host;
  readonly title: string;
  readonly confirm: string;
  readonly busy: boolean;
  readonly submit: () => void;
  readonly close: () => void;
  readonly children?: React.ReactNode;
}

export const Panel: React.FC<Props> = ({ host, title, confirm, busy, submit, close, children }) => {
  const look = useLook();
  const form = React.useRef<HTMLFormElement>(null);
  React.useEffect(() => {
    const field = form.current?.querySelector<HTMLElement>('input, select, textarea');
    (field ?? form.current)?.focus();
  }, []);
  return (
    <form
      ref={form}
      tabIndex={-1}
      noValidate
      className={mergeClasses(look.stack, look.box, look.quiet)}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) submit();
      }}
      onKeyDown={(event) => {
        // A list that is open takes its Escape first.
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.stopPropagation();
          close();
        }
      }}
    >
      <Text as="h4" weight="semibold" style={{ margin: 0 }}>
        {title}
      </Text>
      {children}
      <div className={look.row}>
        <Button type="submit" appearance="primary" disabledFocusable={busy}>
          {confirm}
        </Button>
        <Button type="button" onClick={close}>
          {host.text('Cancel')}
        </Button>
      </div>
    </form>
  );
};
