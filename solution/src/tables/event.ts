import { dateTime, integer, lookup, memo, text } from '../column.ts';
import { table } from '../table.ts';

/** Append-only history of a record: one row per change set, and why it was made. */
export const event = table({
  name: 'mpb_event',
  set: 'mpb_events',
  display: 'Marketplace Event',
  plural: 'Marketplace Events',
  description: 'What the relay did to a record, in order.',
  ownership: 'user',
  nameColumn: { display: 'What happened', maxLength: 400 },
  columns: {
    mpb_recordkey: text('Record key', 64, { required: true }),
    mpb_seq: integer('Sequence', { required: true }),
    mpb_kind: text('Kind', 60, { required: true }),
    mpb_detail: memo('Detail', 20_000),
    mpb_occurredon: dateTime('Occurred on'),
    mpb_orderid: lookup('Marketplace order', 'mpb_order', { onDelete: 'Cascade' }),
  },
});
