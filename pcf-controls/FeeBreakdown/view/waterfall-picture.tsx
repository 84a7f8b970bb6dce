/**
 * The waterfall as plain SVG, a row to each figure, so that it fits a narrow form and labels may be long. A picture to the
 * eye only: screen readers are told its beginning and its end, and read the table that stands below it.
 */
import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import * as React from 'react';
import type { Currency } from '../../shared/formats.ts';
import type { Host } from '../../shared/host.ts';
import { usePictureStyles } from '../../shared/picture-style.ts';
import { useNarrow } from '../../shared/use-narrow.ts';
import type { Bar, Waterfall } from '../model/waterfall.ts';
import { labelOf } from './labels.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'center',
  },
  label: { overflowWrap: 'anywhere', color: tokens.colorNeutralForeground1 },
  wide: { gridColumnStart: 1, gridColumnEnd: 3, paddingTop: tokens.spacingVerticalXS },
  value: { textAlign: 'end', unicodeBidi: 'plaintext', fontVariantNumeric: 'tabular-nums' },
  basis: { display: 'block', color: tokens.colorNeutralForeground2 },
  bar: { height: '26px' },
  gross: { fill: tokens.colorBrandBackground, '@media (forced-colors: active)': { fill: 'CanvasText' } },
  vat: {
    fill: tokens.colorBrandBackground2,
    stroke: tokens.colorBrandBackground,
    '@media (forced-colors: active)': { fill: 'Canvas', stroke: 'CanvasText' },
  },
  less: {
    fill: tokens.colorPaletteDarkOrangeBackground3,
    '@media (forced-colors: active)': { fill: 'GrayText' },
  },
  more: {
    fill: tokens.colorPaletteTealBorderActive,
    '@media (forced-colors: active)': { fill: 'GrayText' },
  },
  net: {
    fill: tokens.colorPaletteGreenBackground3,
    '@media (forced-colors: active)': { fill: 'Highlight' },
  },
  guide: {
    stroke: tokens.colorNeutralStroke1,
    '@media (forced-colors: active)': { stroke: 'CanvasText' },
  },
  legend: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
  swatch: { width: '16px', height: '12px', flexShrink: 0 },
});

interface Props {
  readonly host: Host;
  readonly picture: Waterfall;
  readonly currency: Currency;
}

export const WaterfallPicture: React.FC<Props> = ({ host, picture, currency }) => {
  const styles = useStyles();
  const [element, narrow] = useNarrow(440);
  const money = (amount: number) => host.formats.money(amount, currency);
  const last = picture.bars.at(-1);
  // Each row is a grid of its own; the longest amount decides for all, so that the bars share one scale.
  const longest = Math.max(...picture.bars.map(({ amount }) => money(amount).length));
  const columns = `${narrow ? '' : '150px '}minmax(0, 1fr) ${longest}ch`;
  const hasVat = picture.bars.some(({ vatHeight }) => vatHeight > 0);
  return (
    <div
      ref={element}
      role="img"
      aria-label={host.text(
        picture.basis === 'actual' ? 'Picture_Actual' : 'Picture_Expected',
        money(picture.gross),
        money(last?.amount ?? 0),
      )}
    >
      <div aria-hidden="true">
        <Caption1 className={styles.basis}>{host.text(`Basis_${picture.basis}`)}</Caption1>
        {picture.bars.map((bar, index) => (
          <div key={bar.id} className={styles.row} style={{ gridTemplateColumns: columns }}>
            <Caption1 className={mergeClasses(styles.label, narrow && styles.wide)}>
              {labelOf(host, bar)}
            </Caption1>
            <BarPicture bar={bar} zero={picture.zero} next={index < picture.bars.length - 1} />
            <Caption1 className={styles.value}>{money(bar.amount)}</Caption1>
          </div>
        ))}
        {hasVat && (
          <Caption1 className={styles.legend}>
            <svg className={styles.swatch}>
              <rect className={styles.vat} x="0.5" y="0.5" width="15" height="11" />
            </svg>
            {host.text('Picture_Vat')}
          </Caption1>
        )}
      </div>
    </div>
  );
};

interface BarProps {
  readonly bar: Bar;
  readonly zero: number;
  readonly next: boolean;
}

/** Stretched to the room there is, which is why it holds no text. */
const BarPicture: React.FC<BarProps> = ({ bar, zero, next }) => {
  const styles = useStyles();
  const { picture } = usePictureStyles();
  const length = 1_000;
  const begin = Math.min(bar.bottom, 1 - bar.height) * length;
  const plain = bar.kind === 'gross' || (bar.kind === 'net' && bar.amount >= 0);
  const fill = plain ? styles[bar.kind] : bar.amount < 0 ? styles.less : styles.more;
  return (
    <svg
      className={mergeClasses(picture, styles.bar)}
      viewBox={`0 0 ${length} 26`}
      preserveAspectRatio="none"
      focusable="false"
    >
      <line
        className={styles.guide}
        x1={zero * length}
        x2={zero * length}
        y1="0"
        y2="26"
        vectorEffect="non-scaling-stroke"
      />
      {next && (
        <line
          className={styles.guide}
          x1={bar.end * length}
          x2={bar.end * length}
          y1="4"
          y2="26"
          strokeDasharray="2 2"
          vectorEffect="non-scaling-stroke"
        />
      )}
      <rect className={fill} x={begin} y="4" width={bar.height * length} height="18" />
      {bar.vatHeight > 0 && (
        <rect
          className={styles.vat}
          x={begin + (bar.height - bar.vatHeight) * length}
          y="4"
          width={bar.vatHeight * length}
          height="18"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
};
