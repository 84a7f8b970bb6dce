import { Subtitle2 } from '@fluentui/react-components';
import * as React from 'react';
import type { OrderKeyProps } from '../shared/order-key-control.ts';

export const ExceptionActionsView: React.FC<OrderKeyProps> = ({ host, orderKey }) => (
  <section aria-label={host.text('Title')}>
    <Subtitle2 as="h2">{host.text('Title')}</Subtitle2>
    <div>{orderKey}</div>
  </section>
);
