/** What happens next, who does it and by when. */
import { Body1, Caption1, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import * as React from 'react';
import { useCardStyles } from '../../shared/card-style.ts';
import { ClampedText } from '../../shared/clamped-text.tsx';
import type { Host } from '../../shared/host.ts';
import { Icon } from '../../shared/icons.tsx';
import type { OrderStatusModel } from '../model/order-status.ts';
import { StepIcon } from './step-icon.tsx';

const icons: Readonly<Record<OrderStatusModel['next']['tone'], React.ReactElement>> = {
  blocked: <Icon name="error" />,
  waiting: <Icon name="clock" />,
  toDo: <StepIcon name="parcel" />,
  over: <Icon name="check" />,
};

const useStyles = makeStyles({
  blocked: { color: tokens.colorPaletteRedForeground1 },
  ordinary: { color: tokens.colorNeutralForeground1 },
});

export const NextStepCard: React.FC<{ readonly host: Host; readonly order: OrderStatusModel }> = ({
  host,
  order,
}) => {
  const card = useCardStyles();
  const styles = useStyles();
  const { next } = order;
  return (
    <div className={card.card}>
      <Caption1 as="h3" block className={card.title} style={{ margin: 0 }}>
        {host.text('Next_Title')}
      </Caption1>
      <div className={mergeClasses(card.line, next.tone === 'blocked' ? styles.blocked : styles.ordinary)}>
        {icons[next.tone]}
        <Text weight="semibold">{host.text(next.text)}</Text>
      </div>
      {next.detail !== null && <ClampedText host={host} text={next.detail} />}
      {next.who !== null && <Body1>{host.text('Next_Who', host.text(next.who))}</Body1>}
      {next.dueOn !== null && (
        <Body1>{host.text(dueText(next.tone), host.formats.dateTime(next.dueOn))}</Body1>
      )}
      {next.more > 0 && (
        <Caption1>{host.text(next.more === 1 ? 'Next_OneMore' : 'Next_More', next.more)}</Caption1>
      )}
    </div>
  );
};

function dueText(tone: OrderStatusModel['next']['tone']): string {
  return tone === 'waiting' ? 'Next_LookedAt' : 'Next_DueBy';
}
