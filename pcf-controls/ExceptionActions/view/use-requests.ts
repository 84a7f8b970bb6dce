/** What is asked for at this form, as state of the page; ends with it. */
import * as React from 'react';
import type { Dataverse } from '../../shared/dataverse.ts';
import { history } from '../model/history.ts';
import { resumed } from '../model/progress.ts';
import type { AllProgress } from '../model/progress.ts';
import { createRequests } from '../model/requests.ts';
import type { Requests } from '../model/requests.ts';
import type { OrderRow } from '../model/rows.ts';
import { waitWhileVisible } from './wait.ts';

export function useRequests(
  dataverse: Dataverse,
  order: OrderRow,
  reload: () => void,
): readonly [Requests, AllProgress] {
  const [all, setAll] = React.useState<AllProgress>(new Map());
  const latestReload = React.useRef(reload);
  latestReload.current = reload;
  const [requests] = React.useState(() =>
    createRequests({
      dataverse,
      wait: waitWhileVisible,
      now: () => Date.now(),
      changed: setAll,
      reload: () => {
        latestReload.current();
      },
    }),
  );
  React.useEffect(() => {
    const open = order.mpb_exception_mpb_orderid.filter((row) => row.statecode === 0);
    const ids = new Set(open.map((row) => row.mpb_exceptionid));
    const found = resumed(requests.all(), history(order), ids);
    requests.resume(found);
    setAll(found);
  }, [requests, order]);
  React.useEffect(
    () => () => {
      requests.close();
    },
    [requests],
  );
  return [requests, all];
}
