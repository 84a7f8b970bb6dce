/** The values that were compared; those of the Sales Order and of the marketplace side by side. */
import { Caption1, mergeClasses } from '@fluentui/react-components';
import * as React from 'react';
import { MoreButton } from '../../shared/clamped-text.tsx';
import type { Host } from '../../shared/host.ts';
import { evidenceLines } from '../model/comparison.ts';
import type { EvidenceLine } from '../model/comparison.ts';
import type { Evidence } from '../model/rows.ts';
import { useLook } from './look.ts';

/** More than this are folded. */
const shown = 6;

export const EvidenceTable: React.FC<{
  readonly host: Host;
  readonly evidence: readonly Evidence[];
}> = ({ host, evidence }) => {
  const look = useLook();
  const [all, setAll] = React.useState(false);
  const lines = evidenceLines(evidence);
  if (lines.length === 0) return null;
  const paired = lines.some(({ kind }) => kind === 'pair');
  return (
    <>
      <table className={look.table}>
        <caption className={look.minor} style={{ textAlign: 'start' }}>
          <Caption1>{host.text('Evidence')}</Caption1>
        </caption>
        {paired && (
          <thead>
            <tr>
              <th scope="col" className={mergeClasses(look.cell, look.label)}>
                {host.text('Evidence_What')}
              </th>
              <th scope="col" className={look.cell}>
                {host.text('Evidence_SalesOrder')}
              </th>
              <th scope="col" className={look.cell}>
                {host.text('Evidence_Marketplace')}
              </th>
            </tr>
          </thead>
        )}
        <tbody>
          {(all ? lines : lines.slice(0, shown)).map((line, index) => (
            <Line key={index} line={line} columns={paired ? 2 : 1} />
          ))}
        </tbody>
      </table>
      {lines.length > shown && (
        <MoreButton host={host} open={all} setOpen={setAll} more={host.text('Evidence_All', lines.length)} />
      )}
    </>
  );
};

const Line: React.FC<{ readonly line: EvidenceLine; readonly columns: number }> = ({ line, columns }) => {
  const look = useLook();
  return (
    <tr>
      <th scope="row" className={mergeClasses(look.cell, look.label)}>
        {line.label}
      </th>
      {line.kind === 'pair' ? (
        <>
          <td className={look.cell}>{line.salesOrder}</td>
          <td className={look.cell}>{line.marketplace}</td>
        </>
      ) : (
        <td className={look.cell} colSpan={columns}>
          {line.value}
        </td>
      )}
    </tr>
  );
};
