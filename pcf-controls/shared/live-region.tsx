/**
 * Says to screen readers what happened without moving the focus. It stands in the tree from the start and empty, because
 * a region that appears together with its text is not announced.
 */
import { makeStyles } from '@fluentui/react-components';
import * as React from 'react';

const useStyles = makeStyles({
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    marginTop: '-1px',
    overflowX: 'hidden',
    overflowY: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

export const LiveRegion: React.FC<{ readonly message: string }> = ({ message }) => (
  <div role="status" aria-live="polite" className={useStyles().hidden}>
    {message}
  </div>
);
