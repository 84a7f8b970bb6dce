import { actionKind, actionOutcome } from '../choices.ts';
import { dateTime, lookup, memo, pick, text } from '../column.ts';
import { table } from '../table.ts';

/** The only thing that people create to make the relay act (TENANT 1). */
export const action = table({
  name: 'mpb_action',
  set: 'mpb_actions',
  display: 'Marketplace Action',
  plural: 'Marketplace Actions',
  description: "A person's wish, what it was about and what became of it.",
  ownership: 'user',
  changeTracking: true,
  audit: true,
  columns: {
    mpb_kind: pick('Kind', actionKind, { required: true, audit: true }),
    mpb_orderid: lookup('Marketplace order', 'mpb_order', { onDelete: 'Cascade' }),
    mpb_exceptionid: lookup('Exception', 'mpb_exception', { onDelete: 'Cascade' }),
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { onDelete: 'Cascade' }),
    mpb_parameters: memo('Parameters', 10_000, { audit: true }),
    mpb_reason: text('Reason', 400, { audit: true }),
    mpb_outcome: pick('Outcome', actionOutcome, {
      description: 'Empty while the request waits for the relay; set once, never cleared.',
    }),
    mpb_outcometext: text('Outcome in words', 400),
    mpb_completedon: dateTime('Completed on'),
  },
});
