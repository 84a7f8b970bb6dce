/** One listing: how it stands, the quantities, since when, why, and where to read more. */
import { Body1, Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import * as React from 'react';
import { useCardStyles } from '../../shared/card-style.ts';
import { ClampedText } from '../../shared/clamped-text.tsx';
import type { Host } from '../../shared/host.ts';
import type { IconName } from '../../shared/icons.tsx';
import { Tag } from '../../shared/tag.tsx';
import { useClock } from '../../shared/use-clock.ts';
import { ageOf } from '../model/age.ts';
import type { ListingModel, Rule } from '../model/listing.ts';
import type { Standing } from '../model/standing.ts';
import { BadgeIcon } from './badge-icon.tsx';
import { Quantities } from './quantities.tsx';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalXS,
  },
  name: { margin: 0, fontSize: 'inherit', fontWeight: tokens.fontWeightSemibold, minWidth: 0 },
  faint: { color: tokens.colorNeutralForeground2 },
  links: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalM },
  link: {
    minWidth: 0,
    maxWidth: '100%',
    paddingLeft: tokens.spacingHorizontalXS,
    paddingRight: tokens.spacingHorizontalXS,
    textAlign: 'start',
    overflowWrap: 'anywhere',
    color: tokens.colorBrandForegroundLink,
  },
});

const looks: Readonly<
  Record<
    Standing,
    readonly [color: 'success' | 'warning' | 'danger' | 'informative' | 'brand', icon: IconName]
  >
> = {
  upToDate: ['success', 'check'],
  moving: ['brand', 'clock'],
  never: ['informative', 'clock'],
  refused: ['danger', 'error'],
  unknown: ['danger', 'warning'],
  held: ['danger', 'error'],
  stale: ['warning', 'warning'],
  stopped: ['danger', 'error'],
  off: ['informative', 'info'],
  gone: ['informative', 'info'],
};

interface Props {
  readonly host: Host;
  readonly listing: ListingModel;
  /** Whether it stands among others: it is named then, and can be opened. */
  readonly ofProduct: boolean;
}

export const ListingCard: React.FC<Props> = ({ host, listing, ofProduct }) => {
  const card = useCardStyles();
  const styles = useStyles();
  const now = useClock(10_000);
  const { stands, rules, why } = listing;
  const [color, icon] = looks[stands.kind];
  return (
    <div className={card.card}>
      <div className={styles.head}>
        <Tag color={color} icon={icon}>
          {host.text(`Is_${stands.kind}`)}
        </Tag>
        {ofProduct && <h3 className={styles.name}>{listing.sku}</h3>}
        {listing.marketplace !== null && <Caption1 className={styles.faint}>{listing.marketplace}</Caption1>}
      </div>
      <Quantities host={host} listing={listing} />
      <AsOf host={host} listing={listing} now={now} />
      <Matter host={host} listing={listing} />
      {why !== null && why !== '' && <ClampedText host={host} text={host.text('Why', why)} />}
      {rules.length > 0 && (
        <Caption1 className={styles.faint}>{rules.map((rule) => ruleText(host, rule)).join(' · ')}</Caption1>
      )}
      <Answer host={host} listing={listing} now={now} />
      <Links host={host} listing={listing} ofProduct={ofProduct} />
    </div>
  );
};

interface TimedProps {
  readonly host: Host;
  readonly listing: ListingModel;
  readonly now: Date;
}

const AsOf: React.FC<TimedProps> = ({ host, listing: { asOf }, now }) =>
  asOf === null ? null : (
    <Body1 title={host.formats.dateTime(asOf)}>{host.text('AsOf', agoText(host, asOf, now))}</Body1>
  );

/** What holds the listing up, or what happens next by itself. */
const Matter: React.FC<Pick<Props, 'host' | 'listing'>> = ({ host, listing }) => {
  const styles = useStyles();
  const { stands, answer, lookAgainOn } = listing;
  const { exception, kind, more } = stands;
  const again = (kind === 'refused' || kind === 'held' || kind === 'unknown') && lookAgainOn !== null;
  return (
    <>
      {isExplained(kind) && <Body1>{host.text(`Then_${kind}`)}</Body1>}
      {exception && (
        <ClampedText host={host} text={exception.cause === '' ? exception.title : exception.cause} />
      )}
      {!exception && kind === 'refused' && answer && (
        <ClampedText host={host} text={host.text('Says', answer.text)} />
      )}
      {more > 0 && <Caption1>{host.text(more === 1 ? 'OneMore' : 'More', more)}</Caption1>}
      {again && (
        <Caption1 className={styles.faint}>{host.text('Again', host.formats.dateTime(lookAgainOn))}</Caption1>
      )}
    </>
  );
};

/** These say by themselves what is to come; the others by their exception. */
function isExplained(kind: Standing): boolean {
  return kind === 'moving' || kind === 'never' || kind === 'off' || kind === 'gone' || kind === 'stale';
}

/** Where it says more than that the published quantity was taken. */
const Answer: React.FC<TimedProps> = ({ host, listing: { answer, asOf }, now }) => {
  const styles = useStyles();
  if (!answer?.on || (!answer.refused && answer.on === asOf)) return null;
  return (
    <Caption1 className={styles.faint} title={host.formats.dateTime(answer.on)}>
      {host.text(answer.refused ? 'Answer_Refused' : 'Answer_Accepted', agoText(host, answer.on, now))}
    </Caption1>
  );
};

const Links: React.FC<Props> = ({ host, listing, ofProduct }) => {
  const styles = useStyles();
  const { file, id, sku, stands } = listing;
  const link = (text: string, about: string, [table, row]: readonly [string, string]) => (
    <Button
      appearance="transparent"
      size="small"
      className={styles.link}
      icon={<BadgeIcon name={table === 'mpb_stockfile' ? 'file' : 'open'} />}
      aria-label={host.text('Open_Of', text, about)}
      onClick={() => {
        host.openRecord(table, row);
      }}
    >
      {text}
    </Button>
  );
  return (
    <div className={styles.links}>
      {ofProduct && link(host.text('Open_Listing'), sku, ['mpb_listing', id])}
      {stands.exception &&
        link(host.text('Open_Exception'), stands.exception.title, ['mpb_exception', stands.exception.id])}
      {file && link(fileText(host, file), sku, ['mpb_stockfile', file.id])}
    </div>
  );
};

function fileText(host: Host, { sentOn }: NonNullable<ListingModel['file']>): string {
  return sentOn === null ? host.text('Open_File') : host.text('Open_FileSent', host.formats.dateTime(sentOn));
}

function ruleText(host: Host, { text, value, own }: Rule): string {
  const words = host.text(text, value === null ? '' : host.formats.decimal(value));
  return own ? host.text('Rule_Own', words) : words;
}

function agoText(host: Host, moment: string, now: Date): string {
  const { unit, count } = ageOf(moment, now);
  if (unit === 'Now') return host.text('JustNow');
  return host.text(`Ago_${unit}${count === 1 ? '' : 's'}`, count);
}
