/** The rows by which copies of the relay share work: checkpoints, slots, runs and raw pages (PROTOCOL). */
import { dateTime, file, integer, lookup, memo, text } from '../column.ts';
import { table } from '../table.ts';

export const checkpoint = table({
  name: 'mpb_checkpoint',
  set: 'mpb_checkpoints',
  display: 'Marketplace Checkpoint',
  plural: 'Marketplace Checkpoints',
  description: 'Who runs a periodic flow, and how far it has come.',
  ownership: 'organization',
  columns: {
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { onDelete: 'Cascade' }),
    mpb_flow: text('Flow', 60, { required: true }),
    mpb_holder: text('Holder', 200),
    mpb_incarnation: text('Incarnation', 60),
    mpb_expireson: dateTime('Lease expires on'),
    mpb_watermark: text('Watermark', 60, {
      description: 'Everything updated on the marketplace before this is persisted.',
    }),
    mpb_deltalink: memo('Delta link', 8_000),
    mpb_progress: memo('Progress', 8_000, { description: 'JSON: how far a long reading has come.' }),
  },
});

export const slot = table({
  name: 'mpb_slot',
  set: 'mpb_slots',
  display: 'Marketplace Slot',
  plural: 'Marketplace Slots',
  description: 'When an operation of the marketplace may be called next, whichever copy calls it.',
  ownership: 'organization',
  columns: {
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { required: true, onDelete: 'Cascade' }),
    mpb_operation: text('Operation', 60, { required: true }),
    mpb_nextcallon: dateTime('Next call on'),
  },
});

export const syncrun = table({
  name: 'mpb_syncrun',
  set: 'mpb_syncruns',
  display: 'Marketplace Sync Run',
  plural: 'Marketplace Sync Runs',
  description: 'What a flow did in an hour: seen, done, waiting, exceptions and calls to each side.',
  ownership: 'organization',
  columns: {
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { onDelete: 'Cascade' }),
    mpb_flow: text('Flow', 60, { required: true }),
    mpb_hour: dateTime('Hour'),
    mpb_seen: integer('Seen'),
    mpb_done: integer('Done'),
    mpb_waiting: integer('Waiting'),
    mpb_exceptions: integer('Exceptions'),
    mpb_miraklcalls: integer('Calls to the marketplace'),
    mpb_dataverserequests: integer('Requests to Dataverse'),
  },
});

export const rawpage = table({
  name: 'mpb_rawpage',
  set: 'mpb_rawpages',
  display: 'Marketplace Raw Page',
  plural: 'Marketplace Raw Pages',
  description: 'A page as the marketplace sent it, compressed; kept for a limited time.',
  ownership: 'organization',
  columns: {
    mpb_marketplaceid: lookup('Marketplace', 'mpb_marketplace', { onDelete: 'Cascade' }),
    mpb_operation: text('Operation', 60, { required: true }),
    mpb_digest: text('Digest', 64),
    mpb_receivedon: dateTime('Received on'),
    mpb_content: file('Content', 32_768),
  },
});
