/**
 * Secrets and people stay where they belong: no log record, no error, and nothing that the relay's own HTTP side answers
 * holds the API key, the client secret, a token, or the name, street or telephone number of a buyer.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { HttpFailure, type HttpPort } from '@marketplace-bridge/relay';
import { linesOf } from '../sandbox/mirakl/order-shape.ts';
import { Harness, type Copy } from './harness.ts';
import { portOf } from './ports.ts';

const minute = 60_000;

/** Passes everything on, and remembers every token that was issued. */
function listening(port: HttpPort, tokens: Set<string>): HttpPort {
  return portOf(async (request, signal) => {
    const answer = await port.send(request, signal);
    if (request.url.includes('/oauth2/')) {
      const { access_token: token } = JSON.parse(new TextDecoder().decode(answer.body)) as {
        access_token?: string;
      };
      if (token !== undefined) tokens.add(token);
    }
    return answer;
  });
}

function secretsOf({ world }: Harness, tokens: ReadonlySet<string>): string[] {
  const { apiKey, clientSecret } = world.credentials;
  assert.ok(tokens.size > 0, 'a token was issued');
  return [apiKey, clientSecret, ...tokens];
}

/** Names, streets, postcodes and telephone numbers of everybody who ordered. */
function peopleOf({ world }: Harness): string[] {
  const found = world.mirakl.orders.flatMap((order) => {
    const { customer } = order;
    return [
      customer.lastname,
      ...[customer.shipping_address, customer.billing_address].flatMap((address) =>
        address
          ? [address.lastname, address.street_1, address.zip_code, address.phone, address.phone_secondary]
          : [],
      ),
    ];
  });
  const texts = new Set(found.filter((text): text is string => typeof text === 'string' && text.length > 3));
  assert.ok(texts.size > 20, 'enough people ordered');
  return [...texts];
}

function assertClean(what: string, text: string, forbidden: readonly string[]): void {
  for (const one of forbidden) {
    assert.ok(!text.includes(one), `${what} holds "${one}": ${text.slice(0, 500)}`);
  }
}

async function ownAnswers({ app }: Copy): Promise<string> {
  const paths = ['/health/live', '/health/ready', '/status', '/metrics'];
  const answers = await Promise.all(paths.map((url) => app.server.inject({ url })));
  return answers.map((answer) => answer.body).join('\n');
}

describe('nothing leaks', () => {
  it('from a run with orders of every kind, trouble on both sides and a plug-in that quotes the buyer', async () => {
    const tokens = new Set<string>();
    const harness = new Harness({
      dynamics: {
        sales: {
          customPlugins: [
            {
              table: 'salesorder',
              on: ['create'],
              refuses: (row) =>
                String(row.shipto_postalcode).startsWith('LS')
                  ? `We do not deliver to ${String(row.shipto_name)}, ${String(row.shipto_line1)}`
                  : undefined,
            },
            {
              table: 'mpb_order',
              on: ['create', 'update'],
              refuses: (row) =>
                String(row.mpb_observation).includes('Cardiff')
                  ? `Not here: ${String(row.mpb_observation)}`
                  : undefined,
            },
          ],
        },
      },
    });
    harness.world.life.generateBacklog(80);
    const copy = await harness.startCopy({ through: (port) => listening(port, tokens) });
    harness.world.mirakl.script({ operation: 'OR04', times: 2, fault: 'answer-lost' });
    harness.world.mirakl.script({ operation: 'OR11', times: 1, fault: 'cut' });
    const heard: string[] = [];
    for (let round = 0; round < 12; round++) {
      await harness.run(copy, minute);
      heard.push(await ownAnswers(copy));
    }
    const forbidden = [...secretsOf(harness, tokens), ...peopleOf(harness)];
    assert.ok(harness.logged.length > 0, 'there is a log to look at');
    for (const record of harness.logged) assertClean('the log', inspect(record, { depth: 10 }), forbidden);
    for (const text of heard) assertClean('an answer of the relay', text, forbidden);
    assert.ok(
      harness.exceptionsOf(refusedOrder(harness)).some(({ cause }) => cause.includes('We do not deliver to')),
      'inside Dynamics, where rights hold, the message is quoted',
    );
  });

  for (const [what, fails] of [
    ['there is no connection', () => new HttpFailure('unreachable', false, new Error('ECONNREFUSED'))],
    ['the answer is lost', () => new HttpFailure('cut', true)],
    ['the server fails', () => ({ status: 500, headers: {}, body: new Uint8Array() })],
    ['access is refused', () => ({ status: 401, headers: {}, body: new Uint8Array() })],
    [
      'the address moved',
      () => ({ status: 302, headers: { location: 'http://elsewhere.test/' }, body: new Uint8Array() }),
    ],
    ['a proxy answers', () => ({ status: 200, headers: {}, body: new TextEncoder().encode('<html>') })],
  ] as const) {
    it(`from the error of a call when ${what}`, async () => {
      const tokens = new Set<string>();
      const harness = new Harness();
      let failing = false;
      const copy = await harness.startCopy({
        through: (port) => {
          const sound = listening(port, tokens);
          return portOf((request, signal) => {
            if (!failing || request.url.includes('/oauth2/')) return sound.send(request, signal);
            const outcome = fails();
            return outcome instanceof HttpFailure ? Promise.reject(outcome) : Promise.resolve(outcome);
          });
        },
      });
      failing = true;
      const { mirakl, dataverse } = copy.app.ports;
      const calls = [
        () => mirakl.listOrders({}),
        () => mirakl.acceptOrder('X-A', ['X-A-1']),
        () => dataverse.whoAmI(),
        () => dataverse.batch([{ method: 'POST', path: 'contacts', body: { lastname: 'Ashdown-Test' } }]),
      ];
      const forbidden = [...secretsOf(harness, tokens), 'Ashdown-Test'];
      let errors = 0;
      for (const call of calls) {
        await harness.driven<unknown>(call()).catch((error: unknown) => {
          errors += 1;
          assertClean('the error', inspect(error, { depth: 10 }), forbidden);
        });
      }
      assert.ok(errors >= 3, `${errors} of ${calls.length} calls failed`);
    });
  }

  it('to a host that a link names', async () => {
    const asked: string[] = [];
    const harness = new Harness();
    const copy = await harness.startCopy({
      through: (port) =>
        portOf((request, signal) => {
          asked.push(new URL(request.url).origin);
          return port.send(request, signal);
        }),
    });
    const { mirakl, dataverse } = copy.app.ports;
    await assert.rejects(harness.driven(mirakl.exportChunk('http://elsewhere.test/file.json')));
    await assert.rejects(
      harness.driven(dataverse.send({ method: 'GET', path: 'http://elsewhere.test/api/data/v9.2/accounts' })),
    );
    assert.deepEqual(
      asked.filter((origin) => origin.includes('elsewhere')),
      [],
    );
  });
});

/** Some order that the plug-in on the Sales Order refused. */
function refusedOrder(harness: Harness): string {
  const order = harness.world.mirakl.orders.find(
    (one) =>
      linesOf(one).length > 0 &&
      harness.exceptionsOf(one.order_id).some(({ cause }) => cause.includes('We do not deliver')),
  );
  assert.ok(order, 'the plug-in refused something');
  return order.order_id;
}
