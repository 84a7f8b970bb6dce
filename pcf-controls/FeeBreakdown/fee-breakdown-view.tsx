/** The control as a whole: reads the order's amounts once, and shows them or why they cannot be shown. */
import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import * as React from 'react';
import { ControlHeader } from '../shared/control-header.tsx';
import type { Host } from '../shared/host.ts';
import { EmptyState, LoadingState, TroubleState } from '../shared/load-state.tsx';
import type { KeyProps } from '../shared/key-control.ts';
import { useRootStyles } from '../shared/root-style.ts';
import { Tag } from '../shared/tag.tsx';
import { useRecord } from '../shared/use-record.ts';
import { breakdownOf } from './model/fee-breakdown.ts';
import type { Breakdown } from './model/fee-breakdown.ts';
import { feeBreakdownQuery } from './model/rows.ts';
import type { FeeBreakdownRow } from './model/rows.ts';
import { waterfallOf } from './model/waterfall.ts';
import { FeeTable } from './view/fee-table.tsx';
import { PayoutCard } from './view/payout-card.tsx';
import { WaterfallPicture } from './view/waterfall-picture.tsx';

/** Why there is nothing to show, or what there is. */
type Found = { readonly empty: string } | { readonly empty: null; readonly breakdown: Breakdown };

export const FeeBreakdownView: React.FC<KeyProps> = ({ host, recordKey: orderKey, offline }) => {
  const { root } = useRootStyles();
  const load = React.useCallback((key: string) => read(host, key), [host]);
  const [state, again] = useRecord(orderKey, load);
  const found = state.kind === 'ready' ? (state.value ?? noKey) : null;
  const breakdown = found?.empty === null ? found.breakdown : null;
  const empty = found?.empty ?? null;
  return (
    <section className={root} aria-label={host.text('Title')} aria-busy={state.kind === 'loading'}>
      <ControlHeader
        host={host}
        title={host.text('Title')}
        refreshing={state.kind === 'ready' && state.refreshing}
        refresh={breakdown && !offline ? again : null}
      >
        {breakdown && (
          <Tag color={breakdown.settled ? 'success' : 'informative'}>
            {host.text(breakdown.settled ? 'Settled' : 'NotSettled')}
          </Tag>
        )}
      </ControlHeader>
      {state.kind === 'loading' && <LoadingState host={host} rows={7} />}
      {state.kind === 'failed' && <TroubleState host={host} trouble={state.trouble} retry={again} />}
      {state.kind === 'ready' && state.trouble && (
        <TroubleState host={host} trouble={state.trouble} stale retry={again} />
      )}
      {empty !== null && <EmptyState text={host.text(empty)} />}
      {breakdown && <Content host={host} breakdown={breakdown} />}
    </section>
  );
};

const noKey: Found = { empty: 'Empty_NoKey' };

async function read(host: Host, orderKey: string): Promise<Found> {
  const [row] = await host.dataverse.read<FeeBreakdownRow>('mpb_order', feeBreakdownQuery(orderKey));
  if (!row) return { empty: 'Empty_NotFound' };
  const breakdown = breakdownOf(row);
  return breakdown ? { empty: null, breakdown } : { empty: 'Empty_NoAmounts' };
}

const Content: React.FC<{ readonly host: Host; readonly breakdown: Breakdown }> = ({ host, breakdown }) => {
  const picture = waterfallOf(breakdown);
  return (
    <>
      <PayoutCard host={host} breakdown={breakdown} />
      {picture && <WaterfallPicture host={host} picture={picture} currency={breakdown.currency} />}
      <FeeTable host={host} breakdown={breakdown} />
      {breakdown.foreign > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            {host.text(breakdown.foreign === 1 ? 'ForeignFee' : 'ForeignFees', breakdown.foreign)}
          </MessageBarBody>
        </MessageBar>
      )}
    </>
  );
};
