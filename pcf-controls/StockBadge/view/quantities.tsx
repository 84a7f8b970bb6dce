/**
 * What is published beside what ought to be and what is there: three numbers, and the same as a bar with a mark. The bar
 * is for the eye only; the numbers beside it say it all.
 */
import { Caption1, Subtitle1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from '../../shared/host.ts';
import { usePictureStyles } from '../../shared/picture-style.ts';
import { barOf } from '../model/bar.ts';
import type { ListingModel } from '../model/listing.ts';

const useStyles = makeStyles({
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalXXL,
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
  },
  fact: { display: 'flex', flexDirection: 'column-reverse', minWidth: '72px' },
  label: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground2,
  },
  value: { margin: 0, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' },
  swatch: { width: '12px', height: '14px', flexShrink: 0 },
  bar: {
    height: '22px',
    overflowX: 'visible',
    overflowY: 'visible',
    marginTop: tokens.spacingVerticalXS,
    marginBottom: tokens.spacingVerticalXS,
  },
  published: {
    fill: tokens.colorBrandStroke1,
    '@media (forced-colors: active)': { fill: 'Highlight' },
  },
  available: {
    fill: tokens.colorBrandBackground2,
    stroke: tokens.colorBrandStroke1,
    '@media (forced-colors: active)': { fill: 'Canvas', stroke: 'CanvasText' },
  },
  target: {
    stroke: tokens.colorNeutralForeground1,
    strokeWidth: '3px',
    '@media (forced-colors: active)': { stroke: 'CanvasText' },
  },
});

interface Props {
  readonly host: Host;
  readonly listing: ListingModel;
}

export const Quantities: React.FC<Props> = ({ host, listing }) => {
  const styles = useStyles();
  const { published, target, available } = listing;
  const count = (value: number | null, none: string) =>
    value === null ? host.text(none) : host.text('Count', value);
  return (
    <>
      <dl className={styles.facts}>
        <Fact label={host.text('Published')} value={count(published, 'None')} swatch="published" />
        <Fact label={host.text('Target')} value={count(target, 'Target_None')} swatch="target" />
        <Fact label={host.text('Available')} value={count(available, 'Unknown')} swatch="available" />
      </dl>
      <Picture listing={listing} />
    </>
  );
};

type Kind = 'published' | 'target' | 'available';

const Fact: React.FC<{ readonly label: string; readonly value: string; readonly swatch: Kind }> = ({
  label,
  value,
  swatch,
}) => {
  const styles = useStyles();
  return (
    <div className={styles.fact}>
      <dt>
        <Caption1 className={styles.label}>
          <svg className={styles.swatch} viewBox="0 0 12 14" aria-hidden="true" focusable="false">
            {swatch === 'target' ? (
              <line className={styles.target} x1="6" x2="6" y1="0" y2="14" />
            ) : (
              <rect className={styles[swatch]} x="0.5" y="1.5" width="11" height="11" />
            )}
          </svg>
          {label}
        </Caption1>
      </dt>
      <dd className={styles.value}>
        <Subtitle1>{value}</Subtitle1>
      </dd>
    </div>
  );
};

/**
 * Stretched to the room there is, which is why it holds no text. What is available is a frame around the bar, so that a
 * bar that is longer than its frame, which is overselling, sticks out.
 */
const Picture: React.FC<{ readonly listing: ListingModel }> = ({ listing }) => {
  const styles = useStyles();
  const { picture } = usePictureStyles();
  const length = 1_000;
  const { published, target, available } = barOf(listing);
  return (
    <svg
      className={mergeClasses(picture, styles.bar)}
      viewBox={`0 0 ${length} 22`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {available !== null && (
        <rect
          className={styles.available}
          y="1"
          width={available * length}
          height="20"
          vectorEffect="non-scaling-stroke"
        />
      )}
      {published !== null && (
        <rect className={styles.published} y="6" width={published * length} height="10" />
      )}
      {target !== null && (
        <line
          className={styles.target}
          x1={target * length}
          x2={target * length}
          y1="0"
          y2="22"
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
};
