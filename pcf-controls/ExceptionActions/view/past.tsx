/** What is over: who asked for what, why and with what outcome, and the exceptions that are closed. Folded. */
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Body1,
  Caption1,
  Text,
  mergeClasses,
} from '@fluentui/react-components';
import * as React from 'react';
import { ClampedText } from '../../shared/clamped-text.tsx';
import type { Host } from '../../shared/host.ts';
import { Tag } from '../../shared/tag.tsx';
import type { IconName } from '../../shared/icons.tsx';
import { history } from '../model/history.ts';
import type { PastAction } from '../model/history.ts';
import { closedExceptions } from '../model/open-exception.ts';
import type { ClosedException } from '../model/open-exception.ts';
import type { OrderRow } from '../model/rows.ts';
import { useLook } from './look.ts';

export const Past: React.FC<{ readonly host: Host; readonly order: OrderRow }> = ({ host, order }) => {
  const actions = history(order);
  const closed = closedExceptions(order);
  // Not even the sentinels of an empty one, which take part in the way by keyboard.
  if (actions.length + closed.length === 0) return null;
  return (
    <Accordion collapsible multiple>
      {actions.length > 0 && (
        <Section title={host.text('Past_Actions', actions.length)}>
          {actions.map((action) => (
            <Action key={action.id} host={host} action={action} />
          ))}
        </Section>
      )}
      {closed.length > 0 && (
        <Section title={host.text('Past_Closed', closed.length)}>
          {closed.map((exception) => (
            <Closed key={exception.id} host={host} exception={exception} />
          ))}
        </Section>
      )}
    </Accordion>
  );
};

const Section: React.FC<{ readonly title: string; readonly children: readonly React.ReactElement[] }> = ({
  title,
  children,
}) => {
  const look = useLook();
  return (
    <AccordionItem value={title}>
      <AccordionHeader as="h3">{title}</AccordionHeader>
      <AccordionPanel>
        <ul className={mergeClasses(look.stack, look.list)}>
          {children.map((child) => (
            <li key={child.key} className={mergeClasses(look.stack, look.close, look.words)}>
              {child}
            </li>
          ))}
        </ul>
      </AccordionPanel>
    </AccordionItem>
  );
};

const outcomeLook: Readonly<
  Record<
    PastAction['outcome'],
    { readonly color: 'success' | 'warning' | 'danger' | 'informative'; readonly icon: IconName }
  >
> = {
  done: { color: 'success', icon: 'check' },
  refused: { color: 'warning', icon: 'warning' },
  failed: { color: 'danger', icon: 'error' },
  waiting: { color: 'informative', icon: 'clock' },
};

const Action: React.FC<{ readonly host: Host; readonly action: PastAction }> = ({ host, action }) => {
  const look = useLook();
  const { kind, person, on, reason, outcome, answer, exceptionTitle } = action;
  const seen = outcomeLook[outcome];
  return (
    <>
      <span className={look.row}>
        <Tag color={seen.color} icon={seen.icon} size="medium">
          {host.text(`Outcome_${outcome}`)}
        </Tag>
        <Text weight="semibold">{host.text(`Action_${kind ?? 'other'}`)}</Text>
      </span>
      {exceptionTitle !== null && <Body1>{exceptionTitle}</Body1>}
      <Caption1 className={look.minor}>{host.text('Past_By', person, host.formats.dateTime(on))}</Caption1>
      {reason !== null && <ClampedText host={host} text={host.text('Past_Reason', reason)} />}
      {answer !== null && <ClampedText host={host} text={answer} />}
    </>
  );
};

const Closed: React.FC<{ readonly host: Host; readonly exception: ClosedException }> = ({
  host,
  exception,
}) => {
  const look = useLook();
  const { title, how, closedOn, outcome } = exception;
  return (
    <>
      <Text weight="semibold">{title}</Text>
      <Caption1 className={look.minor}>
        {[how, closedOn === null ? null : host.formats.dateTime(closedOn)]
          .filter((part) => part !== null)
          .join(' · ')}
      </Caption1>
      {outcome !== null && <ClampedText host={host} text={outcome} />}
    </>
  );
};
