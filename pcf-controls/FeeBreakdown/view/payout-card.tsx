/** The one figure that people look for, expected or paid, with the payout that it came in. */
import { Body1, Caption1, Title3, makeStyles, tokens } from '@fluentui/react-components';
import * as React from 'react';
import { useCardStyles } from '../../shared/card-style.ts';
import type { Host } from '../../shared/host.ts';
import { Icon } from '../../shared/icons.tsx';
import type { Breakdown } from '../model/fee-breakdown.ts';

const useStyles = makeStyles({
  off: { color: tokens.colorStatusWarningForeground1 },
  figure: { fontVariantNumeric: 'tabular-nums' },
});

interface Props {
  readonly host: Host;
  readonly breakdown: Breakdown;
}

export const PayoutCard: React.FC<Props> = ({ host, breakdown }) => {
  const card = useCardStyles();
  const styles = useStyles();
  const net = breakdown.rows.find(({ kind }) => kind === 'net');
  const paid = breakdown.settled && net?.actual !== null;
  const amount = paid ? net?.actual : net?.expected;
  const { payout } = breakdown;
  const { money, signedMoney, date } = host.formats;
  return (
    <div className={card.card} style={{ flexBasis: 'auto' }}>
      <Caption1 as="h3" block className={card.title} style={{ margin: 0 }}>
        {host.text(paid ? 'Payout_Paid' : 'Payout_Expected')}
      </Caption1>
      <Title3 as="span" className={styles.figure}>
        {amount == null ? host.text('Unknown') : money(amount, breakdown.currency)}
      </Title3>
      {payout && (
        <Body1>
          {host.text(
            'Payout_Reference',
            payout.reference ?? host.text('Unknown'),
            payout.on === null ? host.text('Unknown') : date(payout.on),
          )}
        </Body1>
      )}
      {paid && net?.difference != null && (
        <div className={`${card.line} ${net.difference === 0 ? '' : styles.off}`}>
          <Icon name={net.difference === 0 ? 'check' : 'warning'} size={16} />
          <Body1>
            {net.difference === 0
              ? host.text('Payout_AsExpected')
              : host.text('Payout_Off', signedMoney(net.difference, breakdown.currency))}
          </Body1>
        </div>
      )}
    </div>
  );
};
