/**
 * Looks again and again until it has been answered: soon at first, then more seldom (2 s rising to 15 s), not while the
 * page is hidden, and never after the control is gone. A look that fails counts as no answer yet.
 */
import * as React from 'react';

const firstMs = 2_000;
const longestMs = 15_000;

/**
 * @param look answers true when there is nothing left to wait for; has to be the same function as long as it asks the
 *   same (React.useCallback); null: nothing to wait for
 */
export function usePoll(look: (() => Promise<boolean>) | null): void {
  React.useEffect(() => {
    if (!look) return undefined;
    let gone = false;
    let pause = firstMs;
    let timer = 0;
    const later = () => {
      timer = window.setTimeout(turn, pause);
      pause = Math.min(pause * 1.5, longestMs);
    };
    const turn = () => {
      if (document.hidden) {
        later();
        return;
      }
      look().then(
        (answered) => {
          if (!gone && !answered) later();
        },
        () => {
          if (!gone) later();
        },
      );
    };
    later();
    return () => {
      gone = true;
      window.clearTimeout(timer);
    };
  }, [look]);
}
