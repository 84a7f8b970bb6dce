/** The control as a whole: reads the order with its exceptions once, and shows them or why they cannot be shown. */
import * as React from 'react';
import type { Host } from '../../shared/host.ts';
import { EmptyState, LoadingState, TroubleState } from '../../shared/load-state.tsx';
import type { KeyProps } from '../../shared/key-control.ts';
import { useRecord } from '../../shared/use-record.ts';
import { orderQuery } from '../model/rows.ts';
import type { OrderRow } from '../model/rows.ts';
import { OrderExceptions } from './order-exceptions.tsx';
import { useLook } from './look.ts';

export const ExceptionActionsView: React.FC<KeyProps> = ({ host, recordKey: orderKey, offline }) => {
  const look = useLook();
  const load = React.useCallback((key: string) => read(host, key), [host]);
  const [state, again, changed] = useRecord(orderKey, load);
  const order = state.kind === 'ready' ? state.value : null;
  return (
    <section className={look.stack} aria-label={host.text('Title')} aria-busy={state.kind === 'loading'}>
      {state.kind === 'loading' && <LoadingState host={host} rows={5} />}
      {state.kind === 'failed' && <TroubleState host={host} trouble={state.trouble} retry={again} />}
      {state.kind === 'ready' && state.trouble && (
        <TroubleState host={host} trouble={state.trouble} stale retry={again} />
      )}
      {state.kind === 'ready' && !order && (
        <EmptyState text={host.text(orderKey === null ? 'Empty_NoKey' : 'Empty_NotFound')} />
      )}
      {state.kind === 'ready' && order && (
        <OrderExceptions
          key={order.mpb_orderid}
          host={host}
          order={order}
          offline={offline}
          refreshing={state.refreshing}
          reload={again}
          changed={changed}
        />
      )}
    </section>
  );
};

async function read(host: Host, orderKey: string): Promise<OrderRow | null> {
  const [row] = await host.dataverse.read<OrderRow>('mpb_order', orderQuery(orderKey));
  return row ?? null;
}
