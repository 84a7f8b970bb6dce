/**
 * Reads again while something is on its way: the file of the minute takes it along, and its answer follows. Not for ever,
 * and not while nobody sees it: each reading is a request of the person's.
 */
import * as React from 'react';

const everyMs = 20_000;

/** Ten minutes; what takes longer is for the button. */
const most = 30;

/** @param readAt when it was read last; null while nothing is on its way */
export function useReadAgain(again: () => void, readAt: Date | null): void {
  const left = React.useRef(most);
  React.useEffect(() => {
    if (readAt === null) {
      left.current = most;
      return undefined;
    }
    if (left.current === 0) return undefined;
    const timer = window.setInterval(() => {
      if (document.hidden) return;
      window.clearInterval(timer);
      left.current -= 1;
      again();
    }, everyMs);
    return () => {
      window.clearInterval(timer);
    };
  }, [again, readAt]);
}
