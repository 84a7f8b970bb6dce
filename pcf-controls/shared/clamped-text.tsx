/** Text that may be very long: some lines of it, and a button for the rest. */
import { Body1, Button } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from './host.ts';

const longest = 240;

export const ClampedText: React.FC<{ readonly host: Host; readonly text: string }> = ({ host, text }) => {
  const [open, setOpen] = React.useState(false);
  const long = text.length > longest;
  const shown = long && !open ? `${text.slice(0, longest).trimEnd()} …` : text;
  return (
    <>
      <Body1 style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{shown}</Body1>
      {long && <MoreButton host={host} open={open} setOpen={setOpen} more={host.text('State_ShowMore')} />}
    </>
  );
};

interface MoreProps {
  readonly host: Host;
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  /** What it says while the rest is folded. */
  readonly more: string;
}

/** Shows the rest of something, and folds it again. */
export const MoreButton: React.FC<MoreProps> = ({ host, open, setOpen, more }) => (
  <Button
    style={{ alignSelf: 'flex-start', minWidth: 0, paddingInline: 0 }}
    appearance="transparent"
    size="small"
    aria-expanded={open}
    onClick={() => {
      setOpen(!open);
    }}
  >
    {open ? host.text('State_ShowLess') : more}
  </Button>
);
