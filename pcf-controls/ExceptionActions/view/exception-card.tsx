/** One exception: what is wrong, what it is about, and the ways out; or, once it is gone, what became of it. */
import { Subtitle2, mergeClasses } from '@fluentui/react-components';
import * as React from 'react';
import { ClampedText } from '../../shared/clamped-text.tsx';
import type { Host } from '../../shared/host.ts';
import { Tag } from '../../shared/tag.tsx';
import type { OpenException } from '../model/open-exception.ts';
import type { Progress } from '../model/progress.ts';
import type { Requests } from '../model/requests.ts';
import type { OrderRow } from '../model/rows.ts';
import { EvidenceTable } from './evidence-table.tsx';
import { ExceptionFacts } from './exception-facts.tsx';
import { Fixes } from './fixes.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { useLook } from './look.ts';

export interface CardProps {
  readonly host: Host;
  readonly order: OrderRow;
  /** Null when it is no longer open. */
  readonly exception: OpenException | null;
  readonly progress: Progress | null;
  readonly requests: Requests;
}

export const ExceptionCard: React.FC<CardProps> = ({ host, order, exception, progress, requests }) => {
  const look = useLook();
  const blocking = exception?.blocking === true;
  return (
    <article
      tabIndex={-1}
      className={mergeClasses(
        look.stack,
        look.box,
        look.card,
        look.quiet,
        blocking ? look.blocking : look.note,
      )}
      aria-label={exception?.title ?? progress?.title ?? ''}
    >
      <div className={look.row}>
        <Subtitle2 as="h3" className={mergeClasses(look.rest, look.words)}>
          {exception?.title ?? progress?.title}
        </Subtitle2>
        {exception && <SeverityBadge host={host} blocking={blocking} />}
      </div>
      {exception && (
        <>
          <ClampedText host={host} text={exception.cause} />
          <ExceptionFacts host={host} exception={exception} />
          <EvidenceTable host={host} evidence={exception.evidence} />
        </>
      )}
      {progress && (
        <ProgressPanel
          host={host}
          progress={progress}
          putAway={(id) => {
            requests.putAway(id);
          }}
        />
      )}
      {exception && exception.buttons.length > 0 && (
        <Fixes host={host} order={order} exception={exception} progress={progress} requests={requests} />
      )}
    </article>
  );
};

const SeverityBadge: React.FC<{ readonly host: Host; readonly blocking: boolean }> = ({ host, blocking }) => (
  <Tag color={blocking ? 'danger' : 'informative'} icon={blocking ? 'error' : 'info'} size="medium">
    {host.text(blocking ? 'Severity_Blocking' : 'Severity_Advisory')}
  </Tag>
);
