/**
 * The dispatch deadline as a live clock. It moves every second in the last hour and every half minute before; screen
 * readers are not told each time (role timer), but can read it whenever they want.
 */
import { Body1, Caption1, Subtitle1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import * as React from 'react';
import { useCardStyles } from '../../shared/card-style.ts';
import { durationText } from '../../shared/duration.ts';
import type { Host } from '../../shared/host.ts';
import { Icon } from '../../shared/icons.tsx';
import { useClock } from '../../shared/use-clock.ts';
import { deadlineOf } from '../model/deadline.ts';
import type { Deadline } from '../model/deadline.ts';
import type { OrderStatusModel } from '../model/order-status.ts';

const useStyles = makeStyles({
  calm: { color: tokens.colorNeutralForeground1 },
  soon: { color: tokens.colorStatusWarningForeground1 },
  urgent: { color: tokens.colorPaletteRedForeground1 },
  late: { color: tokens.colorPaletteRedForeground1 },
});

interface Props {
  readonly host: Host;
  readonly order: OrderStatusModel;
}

export const DeadlineClock: React.FC<Props> = ({ host, order }) => {
  const card = useCardStyles();
  const { shipBy, state, shippedInTime } = order;
  if (shipBy === null) return null;
  const open = deadlineOf(shipBy, state, new Date()) !== null;
  if (!open && shippedInTime === null) return null;
  return (
    <div className={card.card}>
      <Caption1 as="h3" block className={card.title} style={{ margin: 0 }}>
        {host.text('Deadline_Title')}
      </Caption1>
      {open ? (
        <Running host={host} order={order} shipBy={shipBy} />
      ) : (
        <div className={card.line}>
          <Icon name={shippedInTime === true ? 'check' : 'warning'} />
          <Body1>{host.text(shippedInTime === true ? 'Deadline_Kept' : 'Deadline_Missed')}</Body1>
        </div>
      )}
      <Caption1>{host.text('Deadline_By', host.formats.dateTime(shipBy))}</Caption1>
    </div>
  );
};

const hour = 3_600_000;

const Running: React.FC<Props & { readonly shipBy: string }> = ({ host, order, shipBy }) => {
  const card = useCardStyles();
  const styles = useStyles();
  const lastHour = Date.parse(shipBy) - Date.now() < hour;
  const now = useClock(lastHour ? 1_000 : 30_000);
  const deadline = deadlineOf(shipBy, order.state, now);
  if (!deadline) return null;
  return (
    <div className={mergeClasses(card.line, styles[deadline.tone])}>
      <Icon name={deadline.tone === 'calm' ? 'clock' : 'warning'} />
      <Subtitle1 role="timer">{leftText(host, deadline)}</Subtitle1>
    </div>
  );
};

function leftText(host: Host, { leftMs }: Deadline): string {
  if (leftMs < 0) return host.text('Deadline_Late', durationText(-leftMs, host.text));
  if (leftMs < 60_000) {
    const seconds = Math.floor(leftMs / 1_000);
    return host.text('Deadline_Left', host.text(seconds === 1 ? 'Unit_Second' : 'Unit_Seconds', seconds));
  }
  return host.text('Deadline_Left', durationText(leftMs, host.text));
}
