/** Messages that are no events: administrators read one note for each reason, with a count. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { HttpFailure, type HttpPort } from '@marketplace-bridge/relay';
import type { Row } from '../../sandbox/dataverse/model.ts';
import { Story } from '../orders/story.ts';
import { refused, type Refusal } from './told.ts';
import { portOf } from '../ports.ts';

const cut: Refusal = { reason: 'not-json', text: 'The body is no JSON.' };
const strange: Refusal = { reason: 'unknown-step', text: 'No step of ours sends this.' };

const notes = (story: Story): Readonly<Row>[] =>
  story.dynamics.rows('mpb_exception').filter((row) => row.mpb_code === 'message-not-understood');
const counts = (story: Story) =>
  notes(story)
    .filter((row) => row.statecode === 0)
    .map((row) => {
      const evidence = JSON.parse(String(row.mpb_evidence)) as { label: string; value: string }[];
      const value = (label: string) => evidence.find((one) => one.label === label)?.value;
      return `${value('Reason')}: ${value('Messages')}`;
    })
    .sort();

it('messages with one reason are one note, which counts them and belongs to administrators', async () => {
  const story = new Story();
  await story.relayWorks(1);
  await refused(story, [story.copy], cut);
  await refused(story, [story.copy, story.copy], cut);
  await refused(story, [story.copy], strange);
  assert.deepEqual(counts(story), ['not-json: 3', 'unknown-step: 1']);
  const note = notes(story).find((row) => String(row.mpb_cause).startsWith('3 messages'));
  assert.ok(note);
  assert.equal(note.ownerid, story.world.environment.teams.admin);
  assert.equal(note.mpb_orderid ?? null, null);
  assert.equal(note.mpb_recordtype, 'event');
  assert.match(String(note.mpb_cause), /The body is no JSON\.$/);
  await story.end();
});

it('copies that count at once count every message', async () => {
  const story = new Story();
  await story.relayWorks(1);
  const others = [2, 3, 4].map((seed) => story.harness.startCopy({ name: `relay-${seed}`, seed }));
  const copies = [story.copy, ...(await Promise.all(others))];
  await refused(story, [...copies, ...copies], cut);
  assert.deepEqual(counts(story), ['not-json: 8']);
  await story.end();
});

it('a note that was dismissed comes back with the next message, and counts from one', async () => {
  const story = new Story();
  await story.relayWorks(1);
  await refused(story, [story.copy, story.copy], cut);
  const [note] = notes(story);
  story.dynamics.patchAs({}, 'mpb_exception', String(note?.mpb_exceptionid), {
    statecode: 1,
    statuscode: 927_130_001,
  });
  assert.deepEqual(counts(story), []);
  await story.relayWorks();
  assert.deepEqual(counts(story), [], 'nothing but a message opens it');
  await refused(story, [story.copy], cut);
  assert.deepEqual(counts(story), ['not-json: 1']);
  assert.equal(notes(story).length, 1);
  await story.end();
});

it('a message that cannot be counted now is given back, and counted when it comes again', async () => {
  const story = new Story();
  let away = false;
  const through = (port: HttpPort): HttpPort =>
    portOf((request, signal) =>
      away ? Promise.reject(new HttpFailure('unreachable', false)) : port.send(request, signal),
    );
  await story.startRelay({ through });
  await story.relayWorks(1);
  away = true;
  await assert.rejects(refused(story, [story.copy], cut), { name: 'OperatingError' });
  away = false;
  assert.deepEqual(counts(story), []);
  await refused(story, [story.copy], cut);
  assert.deepEqual(counts(story), ['not-json: 1']);
  await story.end();
});
