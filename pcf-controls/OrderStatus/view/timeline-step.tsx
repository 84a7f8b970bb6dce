/** One step: a mark on the rail, and on the side of its system what happened, when, and what belongs to it. */
import { Caption1, Link, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from '../../shared/host.ts';
import { Icon } from '../../shared/icons.tsx';
import { isKnownKind } from '../model/timeline.ts';
import type { Step } from '../model/timeline.ts';
import { StepIcon } from './step-icon.tsx';
import type { StepIconName } from './step-icon.tsx';

const useStyles = makeStyles({
  step: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 32px minmax(0, 1fr)' },
  narrow: { gridTemplateColumns: '32px minmax(0, 1fr)' },
  rail: { display: 'flex', flexDirection: 'column', alignItems: 'center' },
  mark: {
    display: 'flex',
    width: '24px',
    height: '24px',
    alignItems: 'center',
    justifyContent: 'center',
    boxSizing: 'border-box',
    borderTopLeftRadius: '50%',
    borderTopRightRadius: '50%',
    borderBottomLeftRadius: '50%',
    borderBottomRightRadius: '50%',
    flexShrink: 0,
  },
  happened: {
    color: tokens.colorNeutralForegroundOnBrand,
    backgroundColor: tokens.colorBrandBackground,
    '@media (forced-colors: active)': { color: 'CanvasText', backgroundColor: 'Canvas' },
  },
  trouble: {
    color: tokens.colorPaletteRedForeground1,
    backgroundColor: tokens.colorStatusDangerBackground1,
  },
  toCome: { color: tokens.colorNeutralForeground3 },
  line: {
    flexGrow: 1,
    width: '2px',
    minHeight: '12px',
    backgroundColor: tokens.colorNeutralStroke1,
    '@media (forced-colors: active)': { backgroundColor: 'CanvasText' },
  },
  text: {
    display: 'flex',
    flexDirection: 'column',
    paddingBottom: tokens.spacingVerticalM,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
  left: {
    gridColumnStart: 1,
    alignItems: 'flex-end',
    textAlign: 'end',
    paddingRight: tokens.spacingHorizontalXS,
  },
  middle: { gridColumnStart: 2, gridRowStart: 1 },
  right: { gridColumnStart: 3, gridRowStart: 1, paddingLeft: tokens.spacingHorizontalXS },
  only: { gridColumnStart: 2, gridRowStart: 1, paddingLeft: tokens.spacingHorizontalXS },
  first: { gridColumnStart: 1, gridRowStart: 1 },
  faint: { color: tokens.colorNeutralForeground2 },
  unseen: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflowX: 'hidden',
    overflowY: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

const icons: Readonly<Record<string, StepIconName>> = {
  dispatched: 'parcel',
  cancelled: 'cancel',
  returned: 'back',
  refunded: 'money',
  settled: 'money',
};

const troubles = new Set(['cancelled', 'incident']);

interface Props {
  readonly host: Host;
  readonly step: Step;
  readonly system: string;
  readonly narrow: boolean;
  readonly last: boolean;
}

export const TimelineStep: React.FC<Props> = ({ host, step, system, narrow, last }) => {
  const styles = useStyles();
  const side = narrow ? styles.only : step.side === 'dynamics' ? styles.right : styles.left;
  const mark = !step.happened ? styles.toCome : troubles.has(step.kind) ? styles.trouble : styles.happened;
  return (
    <li className={mergeClasses(styles.step, narrow && styles.narrow)}>
      <div className={mergeClasses(styles.rail, narrow ? styles.first : styles.middle)}>
        <span className={mergeClasses(styles.mark, mark)}>
          <Mark step={step} />
        </span>
        {!last && <span className={styles.line} />}
      </div>
      <div className={mergeClasses(styles.text, side)}>
        {narrow ? (
          <Caption1 className={styles.faint}>{system}</Caption1>
        ) : (
          <span className={styles.unseen}>{system}: </span>
        )}
        <Text weight={step.happened ? 'semibold' : 'regular'} className={step.happened ? '' : styles.faint}>
          {labelOf(host, step.kind)}
        </Text>
        <Caption1 className={styles.faint}>{whenOf(host, step)}</Caption1>
        {step.detail !== null && <Caption1>{step.detail}</Caption1>}
        {step.url !== null && (
          <Link
            href={step.url}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={host.text('Track_Parcel', step.detail ?? '')}
          >
            {host.text('Track')}
          </Link>
        )}
      </div>
    </li>
  );
};

const Mark: React.FC<{ readonly step: Step }> = ({ step }) => {
  if (!step.happened) return <StepIcon name="circle" />;
  const own = icons[step.kind];
  if (own !== undefined) return <StepIcon name={own} size={16} />;
  return <Icon name={step.kind === 'incident' ? 'warning' : 'check'} size={16} />;
};

/** A word that a newer relay writes is shown as it is. */
function labelOf(host: Host, kind: string): string {
  return isKnownKind(kind) ? host.text(`Milestone_${kind}`) : kind;
}

function whenOf(host: Host, step: Step): string {
  if (!step.happened) return host.text('ToCome');
  return step.at === null ? host.text('NoTime') : host.formats.dateTime(step.at);
}
