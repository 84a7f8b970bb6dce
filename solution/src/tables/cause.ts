import { dateTime, integer, lookup, text } from '../column.ts';
import { table } from '../table.ts';

/** What holds records up, once for all of them: fix it here and all are looked at again ("37 of 37 cleared"). */
export const cause = table({
  name: 'mpb_cause',
  set: 'mpb_causes',
  display: 'Marketplace Cause',
  plural: 'Marketplace Causes',
  description:
    'A cause that exceptions share: how many it holds up, and what became of them since it was fixed.',
  ownership: 'organization',
  nameColumn: { display: 'Cause', maxLength: 400 },
  columns: {
    mpb_causekey: text('Cause key', 200, { required: true }),
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { required: true, onDelete: 'Cascade' }),
    mpb_open: integer('Held up now', { description: 'Blocking exceptions with this cause that are open.' }),
    mpb_held: integer('Held up when fixed', {
      description: 'How many were open when the cause was last fixed; those no longer open are cleared.',
    }),
    mpb_fixedon: dateTime('Fixed on'),
    mpb_countedon: dateTime('Counted on'),
  },
});
