/** Text that may be very long: some lines of it, and a button for the rest. */
import { Body1, Button, makeStyles } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from './host.ts';

const longest = 240;

const useStyles = makeStyles({
  text: { overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
  more: { alignSelf: 'flex-start', minWidth: 0, paddingLeft: 0, paddingRight: 0 },
});

export const ClampedText: React.FC<{ readonly host: Host; readonly text: string }> = ({ host, text }) => {
  const styles = useStyles();
  const [open, setOpen] = React.useState(false);
  const long = text.length > longest;
  const shown = long && !open ? `${text.slice(0, longest).trimEnd()} …` : text;
  return (
    <>
      <Body1 className={styles.text}>{shown}</Body1>
      {long && (
        <Button
          className={styles.more}
          appearance="transparent"
          size="small"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {host.text(open ? 'State_ShowLess' : 'State_ShowMore')}
        </Button>
      )}
    </>
  );
};
