import { Subtitle2 } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from '../shared/host.ts';

interface Props {
  readonly host: Host;
  readonly exceptions: ComponentFramework.PropertyTypes.DataSet;
  readonly offline: boolean;
}

export const ExceptionListView: React.FC<Props> = ({ host, exceptions }) => (
  <section aria-label={host.text('Title')}>
    <Subtitle2 as="h2">{host.text('Title')}</Subtitle2>
    <div>{host.formats.number(exceptions.sortedRecordIds.length)}</div>
  </section>
);
