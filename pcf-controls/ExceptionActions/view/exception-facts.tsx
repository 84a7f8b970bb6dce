/** Who owns it, by when, what is at risk, and whom else it holds up. */
import { Caption1, Text, mergeClasses } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from '../../shared/host.ts';
import { Icon } from '../../shared/icons.tsx';
import type { OpenException } from '../model/open-exception.ts';
import { timeLeftText } from './words.ts';
import { useLook } from './look.ts';

export const ExceptionFacts: React.FC<{ readonly host: Host; readonly exception: OpenException }> = ({
  host,
  exception,
}) => {
  const look = useLook();
  const { responsible, owner, deadline, left, moneyAtRisk, others } = exception;
  return (
    <dl className={look.grid}>
      {(owner !== null || responsible !== null) && (
        <Fact label={host.text('Fact_Owner')}>
          <Text weight="semibold">{owner ?? (responsible && host.text(`Team_${responsible}`))}</Text>
          {owner !== null && responsible !== null && (
            <Caption1>{host.text('Fact_Team', host.text(`Team_${responsible}`))}</Caption1>
          )}
        </Fact>
      )}
      {deadline !== null && left && (
        <Fact label={host.text('Fact_Deadline')}>
          <span className={mergeClasses(look.row, look[left.pressing])}>
            <Icon name={left.pressing === 'later' ? 'clock' : 'warning'} size={16} />
            <Text weight="semibold">{timeLeftText(host, left)}</Text>
          </span>
          <Caption1>{host.formats.dateTime(deadline)}</Caption1>
        </Fact>
      )}
      {moneyAtRisk !== null && (
        <Fact label={host.text('Fact_Money')}>
          <Text weight="semibold">{moneyAtRisk}</Text>
        </Fact>
      )}
      {others > 0 && (
        <Fact label={host.text('Fact_Shared')}>
          <Text weight="semibold">
            {host.text(others === 1 ? 'Fact_SharedOne' : 'Fact_SharedMany', others)}
          </Text>
        </Fact>
      )}
    </dl>
  );
};

const Fact: React.FC<{ readonly label: string; readonly children?: React.ReactNode }> = ({
  label,
  children,
}) => {
  const look = useLook();
  return (
    <div>
      <dt className={look.minor}>
        <Caption1>{label}</Caption1>
      </dt>
      <dd className={mergeClasses(look.stack, look.close, look.words)}>{children}</dd>
    </div>
  );
};
