/** Both systems side by side, one step to a row in the order of time; one column where there is no room for two. */
import { Button, Caption1, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from '../../shared/host.ts';
import { useNarrow } from '../../shared/use-narrow.ts';
import type { OrderStatusModel } from '../model/order-status.ts';
import { StepIcon } from './step-icon.tsx';
import { TimelineStep } from './timeline-step.tsx';

const useStyles = makeStyles({
  heads: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 32px minmax(0, 1fr)',
    alignItems: 'start',
    paddingBottom: tokens.spacingVerticalS,
  },
  headsNarrow: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalS },
  head: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', minWidth: 0 },
  headEnd: { alignItems: 'flex-end', textAlign: 'end' },
  system: { color: tokens.colorNeutralForeground2 },
  open: {
    minWidth: 0,
    maxWidth: '100%',
    paddingLeft: tokens.spacingHorizontalXS,
    paddingRight: tokens.spacingHorizontalXS,
    overflowWrap: 'anywhere',
    textAlign: 'start',
    color: tokens.colorBrandForegroundLink,
  },
  list: { listStyleType: 'none', margin: 0, paddingLeft: 0 },
});

interface Props {
  readonly host: Host;
  readonly order: OrderStatusModel;
}

export const Timeline: React.FC<Props> = ({ host, order }) => {
  const styles = useStyles();
  const [element, narrow] = useNarrow(480);
  const system = order.marketplace.name ?? host.text('Side_marketplace');
  const { salesOrder } = order;
  return (
    <div ref={element}>
      <div className={mergeClasses(styles.heads, narrow && styles.headsNarrow)}>
        <div className={mergeClasses(styles.head, !narrow && styles.headEnd)}>
          <Caption1 className={styles.system}>{system}</Caption1>
          <Button
            appearance="transparent"
            className={styles.open}
            icon={<StepIcon name="open" size={16} />}
            aria-label={host.text('Open_MarketplaceOrder', order.marketplace.number)}
            onClick={() => {
              host.openRecord('mpb_order', order.marketplace.orderId);
            }}
          >
            {order.marketplace.number}
          </Button>
        </div>
        {!narrow && <span />}
        <div className={styles.head}>
          <Caption1 className={styles.system}>{host.text('Side_dynamics')}</Caption1>
          {salesOrder ? (
            <Button
              appearance="transparent"
              className={styles.open}
              icon={<StepIcon name="open" size={16} />}
              aria-label={host.text('Open_SalesOrder', salesOrder.name ?? '')}
              onClick={() => {
                host.openRecord('salesorder', salesOrder.id);
              }}
            >
              {salesOrder.name ?? host.text('SalesOrder')}
            </Button>
          ) : (
            <Text>{host.text('NoSalesOrder')}</Text>
          )}
        </div>
      </div>
      <ol className={styles.list} aria-label={host.text('Timeline')}>
        {order.steps.map((step, index) => (
          <TimelineStep
            key={step.id}
            host={host}
            step={step}
            system={step.side === 'dynamics' ? host.text('Side_dynamics') : system}
            narrow={narrow}
            last={index === order.steps.length - 1}
          />
        ))}
      </ol>
    </div>
  );
};
