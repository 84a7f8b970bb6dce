/** The figures as a table: under each its source and how fresh it is, and beside each what became of it. */
import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from '../../shared/host.ts';
import { Icon } from '../../shared/icons.tsx';
import { useNarrow } from '../../shared/use-narrow.ts';
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
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
  },
  figure: {
    // The minus stays in front of an amount, from whichever side the page is read.
    unicodeBidi: 'plaintext',
    overflowWrap: 'normal',
    textAlign: 'end',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    paddingRight: 0,
    paddingLeft: tokens.spacingHorizontalS,
  },
  included: { paddingLeft: tokens.spacingHorizontalL },
  source: { color: tokens.colorNeutralForeground2, display: 'block' },
  off: { color: tokens.colorStatusWarningForeground1, fontWeight: tokens.fontWeightSemibold },
  strong: { fontWeight: tokens.fontWeightSemibold },
  above: { borderBottomStyle: 'none', paddingBottom: 0 },
  difference: { display: 'inline-flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXXS },
});

interface Props {
  readonly host: Host;
  readonly breakdown: Breakdown;
}

export const FeeTable: React.FC<Props> = ({ host, breakdown }) => {
  const styles = useStyles();
  const [element, narrow] = useNarrow(520);
  const head = mergeClasses(styles.cell, styles.figure);
  const { settled, currencyCode } = breakdown;
  const stacked = narrow && settled;
  return (
    <div ref={element}>
      <table className={styles.table}>
        <caption className={styles.caption}>
          <Caption1>
            {currencyCode === null ? host.text('Table') : host.text('TableIn', currencyCode)}
          </Caption1>
        </caption>
        <thead>
          <tr>
            {!stacked && (
              <th scope="col" className={styles.cell}>
                <Caption1>{host.text('Col_Figure')}</Caption1>
              </th>
            )}
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
        {breakdown.rows.map((row) => (
          <FeeTableRow key={row.id} host={host} breakdown={breakdown} row={row} stacked={stacked} />
        ))}
      </table>
    </div>
  );
};

interface RowProps extends Props {
  readonly row: BreakdownRow;
  /** Whether the label has a line of its own, because four columns have no room. */
  readonly stacked: boolean;
}

const FeeTableRow: React.FC<RowProps> = ({ host, breakdown, row, stacked }) => {
  const styles = useStyles();
  const { settled } = breakdown;
  const label = (
    <th
      scope={stacked ? 'rowgroup' : 'row'}
      colSpan={stacked ? 3 : undefined}
      className={mergeClasses(
        styles.cell,
        stacked && styles.above,
        row.kind === 'vat' && styles.included,
        isMain(row) && styles.strong,
      )}
    >
      {labelOf(host, row)}
      <Caption1 className={styles.source}>{sourceText(host, row.expectedSource)}</Caption1>
      {row.actualSource && (
        <Caption1 className={styles.source}>
          {host.text('SourceActual', sourceText(host, row.actualSource))}
        </Caption1>
      )}
    </th>
  );
  const figures = (
    <>
      <Figure host={host} breakdown={breakdown} row={row} amount={row.expected} />
      {settled && <Figure host={host} breakdown={breakdown} row={row} amount={row.actual} />}
      {settled && <Difference host={host} breakdown={breakdown} row={row} />}
    </>
  );
  return (
    <tbody>
      <tr>
        {label}
        {!stacked && figures}
      </tr>
      {stacked && <tr>{figures}</tr>}
    </tbody>
  );
};

function isMain({ kind }: BreakdownRow): boolean {
  return kind === 'gross' || kind === 'net';
}

interface FigureProps extends Props {
  readonly row: BreakdownRow;
  readonly amount: number | null;
}

const Figure: React.FC<FigureProps> = ({ host, breakdown, row, amount }) => {
  const styles = useStyles();
  return (
    <td className={mergeClasses(styles.cell, styles.figure, isMain(row) && styles.strong)}>
      {amount === null ? host.text('Unknown') : host.formats.money(amount, breakdown.currency)}
    </td>
  );
};

const Difference: React.FC<Props & { readonly row: BreakdownRow }> = ({ host, breakdown, row }) => {
  const styles = useStyles();
  const { difference } = row;
  const off = difference !== null && difference !== 0;
  return (
    <td className={mergeClasses(styles.cell, styles.figure, off && styles.off)}>
      {difference === null && host.text('Unknown')}
      {difference === 0 && host.text('NoDifference')}
      {off && (
        <span className={styles.difference}>
          <Icon name="warning" size={16} />
          {host.formats.signedMoney(difference, breakdown.currency)}
        </span>
      )}
    </td>
  );
};

function sourceText(host: Host, { text, asOf }: Source): string {
  const from = host.text(text);
  return asOf === null ? from : host.text('SourceAsOf', from, host.formats.dateTime(asOf));
}
