import { place } from './choices.ts';
import { dateTime, integer, pick, text } from './column.ts';

/** The columns of every root row: where the record stands, why, and when it is looked at again (PROTOCOL, Words). */
export const workColumns = () => ({
  mpb_place: pick('Place', place, { description: 'Waiting, held up by an exception, or done.' }),
  mpb_reason: text('Reason', 400, { description: 'Why the record waits or is held up, in plain English.' }),
  mpb_dueon: dateTime('Due on', {
    description: 'When the relay looks at the record again; empty only when done.',
  }),
  mpb_attempts: integer('Attempts', {
    description: 'Times that temporary trouble was met since the last success.',
  }),
  mpb_sourceversion: text('Source version', 100, {
    description: 'Last update on the marketplace and a digest of the body; never goes backwards.',
  }),
  mpb_seq: integer('Sequence', { description: 'Number of the last event in the history of the record.' }),
});
