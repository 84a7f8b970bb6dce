/** The list where there is little room: a card for each exception, with the same facts under their names. */
import { Caption1, Checkbox, Text, makeStyles, tokens } from '@fluentui/react-components';
import * as React from 'react';
import { useCardStyles } from '../../shared/card-style.ts';
import { Deadline, Owner, What, ageText, moneyText, titleOf } from './cells.tsx';
import { withToggled } from './list-props.ts';
import type { ListProps } from './list-props.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    listStyleType: 'none',
    marginTop: 0,
    marginBottom: 0,
    paddingLeft: 0,
  },
  item: { display: 'flex' },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalS,
    marginTop: 0,
    marginBottom: 0,
  },
  value: { marginLeft: 0 },
  minor: { color: tokens.colorNeutralForeground2 },
});

export const Cards: React.FC<ListProps> = ({ host, rows, has, selected, select, open }) => {
  const card = useCardStyles();
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label={host.text('Title')}>
      {rows.map((row) => (
        <li key={row.id} className={styles.item}>
          <div className={card.card}>
            <What host={host} row={row} open={open} />
            <dl className={styles.facts}>
              {has('ownerid') && (
                <Fact label={host.text('Head_Owner')} value={<Owner host={host} row={row} />} />
              )}
              {has('mpb_deadline') && (
                <Fact label={host.text('Head_Deadline')} value={<Deadline host={host} row={row} />} />
              )}
              {has('mpb_openedon') && (
                <Fact label={host.text('Head_Age')} value={<Text>{ageText(host, row)}</Text>} />
              )}
              {has('mpb_moneyatrisk') && (
                <Fact label={host.text('Head_Money')} value={<Text>{moneyText(host, row)}</Text>} />
              )}
            </dl>
            <Checkbox
              label={host.text('Select')}
              aria-label={host.text('SelectOne', titleOf(host, row))}
              checked={selected.has(row.id)}
              onChange={(_event, { checked }) => {
                select(withToggled(selected, row.id, checked === true));
              }}
            />
          </div>
        </li>
      ))}
    </ul>
  );
};

const Fact: React.FC<{ readonly label: string; readonly value: React.ReactNode }> = ({ label, value }) => {
  const styles = useStyles();
  return (
    <div>
      <dt className={styles.minor}>
        <Caption1>{label}</Caption1>
      </dt>
      <dd className={styles.value}>{value}</dd>
    </div>
  );
};
