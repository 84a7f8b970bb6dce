/** Whether an element has less room than a width: forms put controls into columns, so that the window's width says little. */
import * as React from 'react';

export function useNarrow(below: number): readonly [React.RefObject<HTMLDivElement>, boolean] {
  const element = React.useRef<HTMLDivElement>(null);
  const [narrow, setNarrow] = React.useState(false);
  React.useLayoutEffect(() => {
    const { current } = element;
    if (!current || typeof ResizeObserver === 'undefined') return undefined;
    const measure = () => {
      setNarrow(current.clientWidth > 0 && current.clientWidth < below);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => {
      observer.disconnect();
    };
  }, [below]);
  return [element, narrow];
}
