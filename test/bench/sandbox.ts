/**
 * How many simple upserts per second the Dataverse sandbox takes through $batch over a socket (goal: 5,000 on two
 * cores). Run: `npm run bench -- sandbox`
 */
import { Agent, request } from 'node:http';
import { runningClock } from '../sandbox/clock.ts';
import { sampleModel } from '../sandbox/dataverse/sample-model.ts';
import { DataverseSandbox } from '../sandbox/dataverse/dataverse.ts';
import { serve } from '../sandbox/http.ts';

const total = 40_000;
const perBatch = 200;
const connections = 4;

const sandbox = new DataverseSandbox({ clock: runningClock(), model: sampleModel() });
const served = await serve(sandbox);
const agent = new Agent({ keepAlive: true, maxSockets: connections });
let next = 0;

// The second half updates what the first made, so that both sides of an upsert are measured.
function upsert(n: number): string {
  const id = `${(n % (total / 2)).toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
  const body = JSON.stringify({
    mpb_name: `row ${n}`,
    mpb_quantity: n,
    mpb_price: n / 100,
    mpb_key: `key-${n % (total / 2)}`,
  });
  return [
    '--b',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    '',
    `PATCH /api/data/v9.2/mpb_samples(${id}) HTTP/1.1`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
    '',
  ].join('\r\n');
}

function send(body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${served.origin}/api/data/v9.2/$batch`,
      {
        method: 'POST',
        agent,
        headers: { 'Content-Type': 'multipart/mixed; boundary=b', Prefer: 'odata.continue-on-error' },
      },
      (answer) => {
        answer.resume();
        answer.once('end', resolve);
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

async function work(): Promise<void> {
  while (next < total) {
    const start = next;
    next += perBatch;
    const parts = Array.from({ length: perBatch }, (_, at) => upsert(start + at));
    await send(`${parts.join('')}--b--\r\n`);
  }
}

const started = performance.now();
await Promise.all(Array.from({ length: connections }, work));
const seconds = (performance.now() - started) / 1000;
const refused = Object.entries(sandbox.log.counts.statuses).filter(([status]) => status !== '204');
console.log(
  `${Math.round(total / seconds)} upserts/s (${total} in ${seconds.toFixed(1)} s, ${sandbox.rows('mpb_sample').length} rows, refused: ${refused.length})`,
);
agent.destroy();
await served.close();
