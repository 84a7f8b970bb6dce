/** The figures as a table: under each its source and how fresh it is, and beside each what became of it. */
import { Caption1, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from '../../shared/host.ts';
import { Icon } from '../../shared/icons.tsx';
import type { Breakdown, BreakdownRow, Source } from '../model/fee-breakdown.ts';
import { labelOf } from './labels.ts';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', color: tokens.colorNeutralForeground1 },
  caption: { textAlign: 'start', paddingBottom: tokens.spacingVerticalXS },
  cell: {
    paddingTop: tokens.spacingVerticalXS,
    paddingBottom: tokens.spacingVerticalXS,
    paddingLeft: 0,
    paddingRight: tokens.spacingHorizontalS,
    borderBottomWidth: '1px',
    borderBottomStyle: 'solid',
    borderBottomColor: tokens.colorNeutralStroke2,
    verticalAlign: 'top',
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
  },
  figure: {
    textAlign: 'end',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    paddingRight: 0,
    paddingLeft: tokens.spacingHorizontalS,
  },
  included: { paddingLeft: tokens.spacingHorizontalL },
  source: { color: tokens.colorNeutralForeground2, display: 'block' },
  off: { color: tokens.colorStatusWarningForeground1 },
  difference: { display: 'inline-flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXXS },
});

interface Props {
  readonly host: Host;
  readonly breakdown: Breakdown;
}

export const FeeTable: React.FC<Props> = ({ host, breakdown }) => {
  const styles = useStyles();
  const head = mergeClasses(styles.cell, styles.figure);
  const { settled, currencyCode } = breakdown;
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>
        <Caption1>{currencyCode === null ? host.text('Table') : host.text('TableIn', currencyCode)}</Caption1>
      </caption>
      <thead>
        <tr>
          <th scope="col" className={styles.cell}>
            <Caption1>{host.text('Col_Figure')}</Caption1>
          </th>
          <th scope="col" className={head}>
            <Caption1>{host.text('Col_Expected')}</Caption1>
          </th>
          {settled && (
            <>
              <th scope="col" className={head}>
                <Caption1>{host.text('Col_Actual')}</Caption1>
              </th>
              <th scope="col" className={head}>
                <Caption1>{host.text('Col_Difference')}</Caption1>
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {breakdown.rows.map((row) => (
          <FeeTableRow key={row.id} host={host} breakdown={breakdown} row={row} />
        ))}
      </tbody>
    </table>
  );
};

const FeeTableRow: React.FC<Props & { readonly row: BreakdownRow }> = ({ host, breakdown, row }) => {
  const styles = useStyles();
  const { currency, settled } = breakdown;
  const strong = row.kind === 'gross' || row.kind === 'net' ? 'semibold' : 'regular';
  const figure = (amount: number | null) => (
    <td className={mergeClasses(styles.cell, styles.figure)}>
      <Text weight={strong}>
        {amount === null ? host.text('Unknown') : host.formats.money(amount, currency)}
      </Text>
    </td>
  );
  return (
    <tr>
      <th scope="row" className={mergeClasses(styles.cell, row.kind === 'vat' && styles.included)}>
        <Text weight={strong}>{labelOf(host, row)}</Text>
        <Caption1 className={styles.source}>{sourceText(host, row.expectedSource)}</Caption1>
        {row.actualSource && (
          <Caption1 className={styles.source}>
            {host.text('SourceActual', sourceText(host, row.actualSource))}
          </Caption1>
        )}
      </th>
      {figure(row.expected)}
      {settled && figure(row.actual)}
      {settled && <Difference host={host} breakdown={breakdown} row={row} />}
    </tr>
  );
};

const Difference: React.FC<Props & { readonly row: BreakdownRow }> = ({ host, breakdown, row }) => {
  const styles = useStyles();
  const { difference } = row;
  const off = difference !== null && difference !== 0;
  return (
    <td className={mergeClasses(styles.cell, styles.figure, off && styles.off)}>
      {difference === null && <Text>{host.text('Unknown')}</Text>}
      {difference === 0 && <Text>{host.text('NoDifference')}</Text>}
      {off && (
        <span className={styles.difference}>
          <Icon name="warning" size={16} />
          <Text weight="semibold">{host.formats.signedMoney(difference, breakdown.currency)}</Text>
        </span>
      )}
    </td>
  );
};

function sourceText(host: Host, { text, asOf }: Source): string {
  const from = host.text(text);
  return asOf === null ? from : host.text('SourceAsOf', from, host.formats.dateTime(asOf));
}
