import { responsible, severity } from '../choices.ts';
import { dateTime, lookup, memo, money, pick, text } from '../column.ts';
import { table } from '../table.ts';

/** Open rows are active; a closed one says by its status how it ended. People never edit it (TENANT 1). */
export const exception = table({
  name: 'mpb_exception',
  set: 'mpb_exceptions',
  display: 'Marketplace Exception',
  plural: 'Marketplace Exceptions',
  description: 'What holds a record up: cause, evidence, owner, deadline, money at risk and fixes.',
  ownership: 'user',
  nameColumn: { display: 'What is wrong', maxLength: 400 },
  columns: {
    mpb_exceptionkey: text('Exception key', 64, {
      required: true,
      description: 'Digest of record, code and cause key.',
    }),
    mpb_code: text('Code', 60, { required: true }),
    mpb_severity: pick('Severity', severity),
    mpb_responsible: pick('Responsible', responsible),
    mpb_cause: memo('Cause', 4_000, { description: 'In plain English.' }),
    mpb_evidence: memo('Evidence', 20_000, { description: 'JSON: the values that were compared.' }),
    mpb_fixes: memo('Fixes', 4_000, { description: 'JSON: the safe fixes, likeliest first.' }),
    mpb_causekey: text('Cause key', 200, {
      description: 'Records with the same key are freed by the same fix.',
    }),
    mpb_causeid: lookup('Shared cause', 'mpb_cause', {
      description: 'Says how many other records the same cause holds up.',
    }),
    mpb_deadline: dateTime('Deadline'),
    mpb_moneyatrisk: money('Money at risk'),
    mpb_recordtype: text('Record type', 60),
    mpb_recordkey: text('Record key', 200),
    mpb_orderid: lookup('Marketplace order', 'mpb_order', { onDelete: 'Cascade' }),
    mpb_listingid: lookup('Marketplace listing', 'mpb_listing', { onDelete: 'Cascade' }),
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { onDelete: 'Cascade' }),
    mpb_openedon: dateTime('Opened on'),
    mpb_closedon: dateTime('Closed on'),
    mpb_outcome: text('Outcome', 400),
  },
  keys: [{ name: 'mpb_exception_key', display: 'Exception key', columns: ['mpb_exceptionkey'] }],
  statuses: [
    { value: 1, state: 'active', label: 'Open' },
    { value: 2, state: 'inactive', label: 'Cleared' },
    { value: 927_130_000, state: 'inactive', label: 'Accepted' },
    { value: 927_130_001, state: 'inactive', label: 'Dismissed' },
  ],
});
