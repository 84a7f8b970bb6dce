/** Waits so long, and then until somebody looks at the page; ends at once when aborted. */
export function waitWhileVisible(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', whenSeen);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const whenSeen = () => {
      if (!document.hidden) done();
    };
    const timer = window.setTimeout(() => {
      if (document.hidden) document.addEventListener('visibilitychange', whenSeen);
      else done();
    }, milliseconds);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
