/** What one exception says in the list, the same in the table and on a card. */
import { Badge, Caption1, Link, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import * as React from 'react';
import { durationText } from '../../shared/duration.ts';
import type { Host } from '../../shared/host.ts';
import { Icon } from '../../shared/icons.tsx';
import type { ListRow } from '../model/list-row.ts';

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXS, minWidth: 0 },
  line: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalXS },
  words: { overflowWrap: 'anywhere', textAlign: 'start' },
  badge: { alignSelf: 'flex-start' },
  minor: { color: tokens.colorNeutralForeground2 },
  late: { color: tokens.colorPaletteRedForeground1 },
  soon: { color: tokens.colorStatusWarningForeground1 },
  later: { color: tokens.colorNeutralForeground1 },
});

interface Props {
  readonly host: Host;
  readonly row: ListRow;
}

/** What a row is called; also the name of its checkbox for those who hear it. */
export function titleOf(host: Host, { title }: ListRow): string {
  return title === '' ? host.text('Untitled') : title;
}

export const What: React.FC<Props & { readonly open: (row: ListRow) => void }> = ({ host, row, open }) => {
  const styles = useStyles();
  const { blocking, cause, record } = row;
  const about = [record, cause === null ? null : host.text('Cause', cause)].filter((part) => part !== null);
  return (
    <div className={styles.stack}>
      <Link
        as="button"
        className={styles.words}
        onClick={() => {
          open(row);
        }}
      >
        {titleOf(host, row)}
      </Link>
      <Badge
        className={styles.badge}
        color={blocking ? 'danger' : 'informative'}
        appearance="tint"
        shape="rounded"
        icon={<Icon name={blocking ? 'error' : 'info'} size={16} />}
      >
        {host.text(blocking ? 'Severity_Blocking' : 'Severity_Advisory')}
      </Badge>
      {about.length > 0 && (
        <Caption1 className={mergeClasses(styles.minor, styles.words)}>{about.join(' · ')}</Caption1>
      )}
    </div>
  );
};

export const Owner: React.FC<Props> = ({ row: { owner, responsible } }) => {
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.stack, styles.words)}>
      {owner !== null && <Text>{owner}</Text>}
      {responsible !== null && <Caption1 className={styles.minor}>{responsible}</Caption1>}
    </div>
  );
};

export const Deadline: React.FC<Props> = ({ host, row: { deadline, left } }) => {
  const styles = useStyles();
  if (deadline === null || left === null) return <Text>{host.text('None')}</Text>;
  return (
    <div className={styles.stack}>
      <span className={mergeClasses(styles.line, styles[left.pressing])}>
        <Icon name={left.pressing === 'later' ? 'clock' : 'warning'} size={16} />
        <Text>
          {host.text(left.late ? 'Deadline_Late' : 'Deadline_Left', durationText(left.ms, host.text))}
        </Text>
      </span>
      <Caption1 className={styles.minor}>{host.formats.dateTime(deadline)}</Caption1>
    </div>
  );
};

export function ageText(host: Host, { age }: ListRow): string {
  return age === null ? host.text('None') : durationText(age, host.text);
}

export function moneyText(host: Host, { money }: ListRow): string {
  return money?.text ?? host.text('None');
}
