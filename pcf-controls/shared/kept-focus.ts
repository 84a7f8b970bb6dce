/**
 * Buttons vanish when they have done their work: "Try again" when it helped, "OK" with what it puts away, a whole
 * exception with its fixes. The focus would fall to the top of the page then; instead it stays as near as there is a
 * place for it (an element with a tabindex around what is gone), and at the control as a whole in the last resort.
 */
import * as React from 'react';

/** @returns the ref of the control's outermost element, which has to take the focus itself (tabindex -1) */
export function useKeptFocus(): React.RefObject<HTMLDivElement> {
  const root = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    const frame = root.current;
    if (!frame) return undefined;
    /** What has the focus and everything around it, from the inside out; empty when it is elsewhere. */
    let way: readonly HTMLElement[] = [];
    const enter = (event: FocusEvent) => {
      const path = event.composedPath() as HTMLElement[];
      way = path.slice(0, path.indexOf(frame) + 1);
    };
    // A person who leaves is told from an element that goes by what is left a moment later.
    const leave = () => {
      window.setTimeout(() => {
        if (way[0]?.isConnected && way[0] !== document.activeElement) way = [];
      });
    };
    const observer = new MutationObserver(() => {
      if (way[0] && !way[0].isConnected && document.activeElement === document.body)
        way.find((element) => element.isConnected && element.hasAttribute('tabindex'))?.focus();
    });
    frame.addEventListener('focusin', enter);
    frame.addEventListener('focusout', leave);
    observer.observe(frame, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      frame.removeEventListener('focusin', enter);
      frame.removeEventListener('focusout', leave);
    };
  }, []);
  return root;
}
