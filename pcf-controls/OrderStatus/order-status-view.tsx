/** The control as a whole: reads the order once, and shows it or why it cannot be shown. */
import { Caption1, Text, makeStyles, tokens } from '@fluentui/react-components';
import * as React from 'react';
import { ControlHeader } from '../shared/control-header.tsx';
import type { Host } from '../shared/host.ts';
import { EmptyState, LoadingState, TroubleState } from '../shared/load-state.tsx';
import type { KeyProps } from '../shared/key-control.ts';
import { useRootStyles } from '../shared/root-style.ts';
import { Tag } from '../shared/tag.tsx';
import { useRecord } from '../shared/use-record.ts';
import { orderStatusOf } from './model/order-status.ts';
import type { OrderStatusModel } from './model/order-status.ts';
import { orderStatusQuery } from './model/rows.ts';
import type { OrderStatusRow } from './model/rows.ts';
import { DeadlineClock } from './view/deadline-clock.tsx';
import { NextStepCard } from './view/next-step-card.tsx';
import { Timeline } from './view/timeline.tsx';

const useStyles = makeStyles({
  cards: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalM,
  },
  caption: { color: tokens.colorNeutralForeground2 },
});

export const OrderStatusView: React.FC<KeyProps> = ({ host, recordKey: orderKey, offline }) => {
  const styles = useStyles();
  const { root } = useRootStyles();
  const load = React.useCallback((key: string) => read(host, key), [host]);
  const [state, again] = useRecord(orderKey, load);
  const order = state.kind === 'ready' ? state.value : null;
  return (
    <section className={root} aria-label={host.text('Title')} aria-busy={state.kind === 'loading'}>
      <ControlHeader
        host={host}
        title={host.text('Title')}
        refreshing={state.kind === 'ready' && state.refreshing}
        refresh={order && !offline ? again : null}
      >
        {order && <StateBadges host={host} order={order} />}
      </ControlHeader>
      {state.kind === 'loading' && <LoadingState host={host} rows={6} />}
      {state.kind === 'failed' && <TroubleState host={host} trouble={state.trouble} retry={again} />}
      {state.kind === 'ready' && state.trouble && (
        <TroubleState host={host} trouble={state.trouble} stale retry={again} />
      )}
      {state.kind === 'ready' && !order && (
        <EmptyState text={host.text(orderKey === null ? 'Empty_NoKey' : 'Empty_NotFound')} />
      )}
      {state.kind === 'ready' && order && (
        <>
          <div className={styles.cards}>
            <NextStepCard host={host} order={order} />
            <DeadlineClock host={host} order={order} />
          </div>
          <Timeline host={host} order={order} />
          <Caption1 className={styles.caption}>
            {order.updatedOn !== null && `${host.text('AsOf', host.formats.dateTime(order.updatedOn))} `}
            {host.text('ReadAt', host.formats.dateTime(state.readAt.toISOString()))}
          </Caption1>
        </>
      )}
    </section>
  );
};

async function read(host: Host, orderKey: string): Promise<OrderStatusModel | null> {
  const [row] = await host.dataverse.read<OrderStatusRow>('mpb_order', orderStatusQuery(orderKey));
  return row ? orderStatusOf(row) : null;
}

const colours = { good: 'success', attention: 'warning', over: 'informative', open: 'brand' } as const;

const StateBadges: React.FC<{ readonly host: Host; readonly order: OrderStatusModel }> = ({
  host,
  order,
}) => (
  <>
    <Tag color={colours[order.tone]}>{order.stateText}</Tag>
    {order.incident && (
      <Tag color="danger" icon="warning">
        {host.text('Incident')}
      </Tag>
    )}
    {order.notices > 0 && (
      <Text size={200}>{host.text(order.notices === 1 ? 'Notice' : 'Notices', order.notices)}</Text>
    )}
  </>
);
