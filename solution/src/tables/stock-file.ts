import { stockFileState } from '../choices.ts';
import { dateTime, integer, lookup, memo, pick, text } from '../column.ts';
import { table } from '../table.ts';

/**
 * One stock file (STO01) from the moment before it is sent: its lines survive a crash here, and "as of" stands here and
 * not on twenty thousand listings (TENANT 13).
 */
export const stockfile = table({
  name: 'mpb_stockfile',
  set: 'mpb_stockfiles',
  display: 'Marketplace Stock File',
  plural: 'Marketplace Stock Files',
  description: 'A file of quantities that was sent to the marketplace, and its answer.',
  ownership: 'organization',
  columns: {
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { required: true, onDelete: 'Cascade' }),
    mpb_state: pick('State', stockFileState),
    mpb_importid: text('Import id', 100),
    mpb_linecount: integer('Number of lines'),
    mpb_refusedcount: integer('Refused lines'),
    mpb_senton: dateTime('Sent on'),
    mpb_answeredon: dateTime('Answered on'),
    mpb_medianwait: integer('Median wait', {
      description: 'Seconds from a change in Dynamics to its accepted line.',
    }),
    mpb_longestwait: integer('Longest wait', { description: 'Seconds.' }),
    mpb_lines: memo('Lines', 1_048_576, {
      description: 'JSON: SKU and quantity of each line, in their order.',
    }),
    mpb_refusals: memo('Refusals', 1_048_576, { description: 'JSON: SKU and reason of each refused line.' }),
    mpb_trouble: text('Trouble', 400),
  },
});
