/**
 * Says to screen readers what happened without moving the focus. It stands in the tree from the start and empty, because
 * a region that appears together with its text is not announced.
 */
import * as React from 'react';

const hidden: React.CSSProperties = {
  position: 'absolute',
  width: 1,
  height: 1,
  marginTop: -1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
};

export const LiveRegion: React.FC<{ readonly message: string }> = ({ message }) => (
  <div role="status" aria-live="polite" style={hidden}>
    {message}
  </div>
);
