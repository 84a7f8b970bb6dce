/**
 * Reads what a control shows: once when the form opens (one call, pcf.md 3), again when asked. An answer that comes when
 * it is no longer wanted, because the control is gone or shows something else by then, is dropped. When a later reading
 * fails, what was read before stays in view with the trouble beside it.
 */
import * as React from 'react';
import { troubleIn } from './dataverse.ts';
import type { Trouble } from './trouble.ts';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  | {
      readonly kind: 'ready';
      readonly value: T;
      readonly readAt: Date;
      readonly refreshing: boolean;
      /** Of the last reading; what is shown is then older. */
      readonly trouble: Trouble | null;
    };

/** @param load has to be the same function as long as it reads the same thing (React.useCallback) */
export function useLoad<T>(load: () => Promise<T>): readonly [Loaded<T>, () => void] {
  const [state, setState] = React.useState<Loaded<T>>({ kind: 'loading' });
  const latest = React.useRef(0);

  const read = React.useCallback(() => {
    const turn = ++latest.current;
    const current = (): boolean => latest.current === turn;
    load().then(
      (value) => {
        if (current())
          setState({ kind: 'ready', value, readAt: new Date(), refreshing: false, trouble: null });
      },
      (reason: unknown) => {
        if (!current()) return;
        const trouble = troubleIn(reason);
        setState((before) =>
          before.kind === 'ready' ? { ...before, refreshing: false, trouble } : { kind: 'failed', trouble },
        );
      },
    );
  }, [load]);

  React.useEffect(() => {
    setState({ kind: 'loading' });
    read();
    const turns = latest;
    return () => {
      turns.current++;
    };
  }, [read]);

  const again = React.useCallback(() => {
    setState((before) => (before.kind === 'ready' ? { ...before, refreshing: true } : { kind: 'loading' }));
    read();
  }, [read]);

  return [state, again];
}
