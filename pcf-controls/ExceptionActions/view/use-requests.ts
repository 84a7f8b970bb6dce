/** What is asked for at this form, as state of the page; ends with it. */
import * as React from 'react';
import type { Dataverse } from '../../shared/dataverse.ts';
import { resumed } from '../model/progress.ts';
import type { AllProgress, Memory } from '../model/progress.ts';
import { createRequests } from '../model/requests.ts';
import type { Requests } from '../model/requests.ts';
import type { OrderRow } from '../model/rows.ts';
import { waitWhileVisible } from './wait.ts';

/** Lives as long as the page, which outlives its forms: Dynamics moves between them without loading anew. */
const saved: Memory = new Map();

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
      saved,
      reload: () => {
        latestReload.current();
      },
    }),
  );
  const first = React.useRef(true);
  React.useEffect(() => {
    const found = resumed(requests.all(), order, saved, first.current ? Date.now() : null);
    first.current = false;
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
