/** What became of a request so far: on its way, waiting, counting, answered. Waiting is meant to look intended. */
import { Body1, Button, Caption1, ProgressBar, Spinner, mergeClasses } from '@fluentui/react-components';
import * as React from 'react';
import { durationText } from '../../shared/duration.ts';
import type { Host } from '../../shared/host.ts';
import { Notice, Reason } from '../../shared/load-state.tsx';
import { useClock } from '../../shared/use-clock.ts';
import type { Clearing } from '../model/clearing.ts';
import type { Progress } from '../model/progress.ts';
import { announcement, finalWords } from './words.ts';
import { useLook } from './look.ts';

interface Props {
  readonly host: Host;
  readonly progress: Progress;
  readonly putAway: (exceptionId: string) => void;
}

export const ProgressPanel: React.FC<Props> = ({ host, progress, putAway }) =>
  progress.stage === 'answered' || progress.stage === 'failed' ? (
    <Answered host={host} progress={progress} putAway={putAway} />
  ) : (
    <Waiting host={host} progress={progress} />
  );

type Awaited = Progress & { readonly stage: 'sending' | 'asked' | 'replaying' };

/** After this many milliseconds it is no longer what was promised, and wants an explanation. */
const long = 60_000;

const Waiting: React.FC<{ readonly host: Host; readonly progress: Awaited }> = ({ host, progress }) => {
  const look = useLook();
  const now = useClock(1_000).getTime();
  const { stage } = progress;
  const waited = stage === 'sending' ? null : now - progress.since;
  return (
    <div className={mergeClasses(look.stack, look.box)}>
      <Spinner
        size="tiny"
        labelPosition="after"
        style={{ alignSelf: 'flex-start' }}
        label={
          stage === 'asked'
            ? host.text('Request_Asked', host.text(`Fix_${progress.fix}`))
            : announcement(host, progress)
        }
      />
      {stage === 'replaying' && <Bar host={host} clearing={progress.clearing} />}
      {waited !== null && (
        <>
          <Body1>{host.text(waited < long ? 'Request_Minute' : 'Request_Long')}</Body1>
          <Caption1 role="timer">{host.text('Request_Elapsed', elapsed(host, waited))}</Caption1>
        </>
      )}
    </div>
  );
};

const Bar: React.FC<{ readonly host: Host; readonly clearing: Clearing }> = ({
  host,
  clearing: { stage, cleared, held },
}) => (
  <ProgressBar
    aria-label={host.text('Replay_Label')}
    {...(stage === 'starting' ? {} : { value: cleared, max: Math.max(1, held) })}
  />
);

function elapsed(host: Host, ms: number): string {
  if (ms >= 60_000) return durationText(ms, host.text);
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  return host.text(seconds === 1 ? 'Unit_Second' : 'Unit_Seconds', seconds);
}

type Final = Progress & { readonly stage: 'answered' | 'failed' };

const Answered: React.FC<Omit<Props, 'progress'> & { readonly progress: Final }> = ({
  host,
  progress,
  putAway,
}) => {
  const { intent, title, body } = finalWords(host, progress);
  const reason =
    progress.stage === 'failed' && progress.trouble.kind === 'failed' ? progress.trouble.message : '';
  return (
    <Notice
      intent={intent}
      title={title}
      action={
        <Button
          onClick={() => {
            putAway(progress.exceptionId);
          }}
        >
          {host.text('PutAway')}
        </Button>
      }
    >
      {body}
      <Reason host={host} trouble={reason} />
    </Notice>
  );
};
