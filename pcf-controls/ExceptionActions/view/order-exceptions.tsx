/** The exceptions of one order: what is open with its ways out, what was answered just now, and what is history. */
import { mergeClasses } from '@fluentui/react-components';
import * as React from 'react';
import { ControlHeader } from '../../shared/control-header.tsx';
import type { Host } from '../../shared/host.ts';
import { LiveRegion } from '../../shared/live-region.tsx';
import { EmptyState, TroubleState } from '../../shared/load-state.tsx';
import { Tag } from '../../shared/tag.tsx';
import { useClock } from '../../shared/use-clock.ts';
import { knownRoles } from '../model/known-roles.ts';
import { openExceptions } from '../model/open-exception.ts';
import type { OpenException } from '../model/open-exception.ts';
import { underWay } from '../model/progress.ts';
import type { AllProgress, Progress } from '../model/progress.ts';
import type { OrderRow } from '../model/rows.ts';
import { ExceptionCard } from './exception-card.tsx';
import { Past } from './past.tsx';
import { useRequests } from './use-requests.ts';
import { announcement } from './words.ts';
import { useLook } from './look.ts';

interface Props {
  readonly host: Host;
  readonly order: OrderRow;
  readonly offline: boolean;
  readonly refreshing: boolean;
  /** Reads again. */
  readonly reload: () => void;
  /** Reads again, and tells the other controls of the order that something was answered. */
  readonly changed: () => void;
}

export const OrderExceptions: React.FC<Props> = ({ host, order, offline, refreshing, reload, changed }) => {
  const look = useLook();
  const now = useClock(30_000);
  const [requests, all] = useRequests(host.dataverse, order, changed);
  const roles = React.useMemo(() => knownRoles(host.roleIds()), [host]);
  const open = openExceptions(order, { roles, offline, now: now.getTime(), waiting: underWay(all) });
  const items = itemsOf(open, all);
  const message = useAnnouncement(host, all);
  return (
    <div tabIndex={-1} className={mergeClasses(look.stack, look.quiet)}>
      <ControlHeader
        host={host}
        title={host.text('Title')}
        refreshing={refreshing}
        refresh={offline ? null : reload}
      >
        <Counts host={host} open={open} />
      </ControlHeader>
      {offline && <TroubleState host={host} trouble={{ kind: 'offline', message: '' }} stale />}
      {items.length === 0 && <EmptyState text={host.text('Empty_NothingWrong')} />}
      <ul className={mergeClasses(look.stack, look.list)}>
        {items.map(({ id, exception, progress }) => (
          <li key={id}>
            <ExceptionCard
              host={host}
              order={order}
              exception={exception}
              progress={progress}
              requests={requests}
            />
          </li>
        ))}
      </ul>
      <Past host={host} order={order} />
      <LiveRegion message={message} />
    </div>
  );
};

interface Item {
  readonly id: string;
  readonly exception: OpenException | null;
  readonly progress: Progress | null;
}

/** What was answered stands where its exception stood until it is put away, first, so that nobody misses it. */
function itemsOf(open: readonly OpenException[], all: AllProgress): readonly Item[] {
  const ids = new Set(open.map(({ id }) => id));
  const gone = [...all.values()].filter(({ exceptionId }) => !ids.has(exceptionId));
  return [
    ...gone.map((progress) => ({ id: progress.exceptionId, exception: null, progress })),
    ...open.map((exception) => ({ id: exception.id, exception, progress: all.get(exception.id) ?? null })),
  ];
}

const Counts: React.FC<{ readonly host: Host; readonly open: readonly OpenException[] }> = ({
  host,
  open,
}) => {
  const blocking = open.filter((exception) => exception.blocking).length;
  const notes = open.length - blocking;
  return (
    <>
      {blocking > 0 && (
        <Tag color="danger" icon="error">
          {host.text(blocking === 1 ? 'Count_Blocking' : 'Count_BlockingMany', blocking)}
        </Tag>
      )}
      {notes > 0 && (
        <Tag color="informative" icon="info">
          {host.text(notes === 1 ? 'Count_Note' : 'Count_Notes', notes)}
        </Tag>
      )}
    </>
  );
};

/** The words of whatever changed last. */
function useAnnouncement(host: Host, all: AllProgress): string {
  const before = React.useRef(all);
  const [message, setMessage] = React.useState('');
  React.useEffect(() => {
    const changed = [...all.values()].find(
      (progress) => before.current.get(progress.exceptionId) !== progress,
    );
    before.current = all;
    if (changed) setMessage(announcement(host, changed));
  }, [host, all]);
  return message;
}
