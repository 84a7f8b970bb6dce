import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { steps } from '@marketplace-bridge/solution';
import { decodeContext } from './decode-context.ts';

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '..', 'fixtures', `${name}.json`), 'utf8');
const changed = (name: string, change: (context: Record<string, unknown>) => void) => {
  const context = JSON.parse(fixture(name)) as Record<string, unknown>;
  change(context);
  return JSON.stringify(context);
};

const organizationId = '8f1c1f2e-5b0a-4a7c-9d3e-1c2b3a4d5e6f';
const userId = '5b1d6c1e-2f43-4a86-9d55-0f1a2b3c4d5e';
const known = { organizationId, relayUserId: 'a0a0a0a0-0000-4000-8000-000000000001' };
const origin = { userId, organizationId, correlationId: '0c9f7be4-43a1-4c1e-a9f6-5d1d2f0e8b11' };

const productId = '3a2b1c0d-9e8f-4a7b-8c6d-5e4f3a2b1c0d';
const stockChanged = (table: string, rowId: string) =>
  ({ kind: 'stock-changed', table, rowId, productId }) as const;

describe('a context that one of our steps posted', () => {
  const cases = [
    ['action-created', { kind: 'action-requested', actionId: 'd94b1f6e-0c52-4d1b-a3f8-7e6d5c4b3a21' }],
    [
      'action-created-cut-to-size',
      { kind: 'action-requested', actionId: 'd94b1f6e-0c52-4d1b-a3f8-7e6d5c4b3a21' },
    ],
    [
      'sku-mapping-created',
      { kind: 'mapping-saved', mappingId: '91c7e0d2-5f3b-4a68-b0c1-2d3e4f5a6b7d', sku: 'TAP-CHROME-2' },
    ],
    // Only the product changed: the SKU comes from the image.
    [
      'sku-mapping-updated',
      { kind: 'mapping-saved', mappingId: '91c7e0d2-5f3b-4a68-b0c1-2d3e4f5a6b7c', sku: 'TAP-CHROME-2' },
    ],
    [
      'tax-rule-updated',
      {
        kind: 'tax-rule-saved',
        ruleId: 'c3d4e5f6-0718-4293-a4b5-c6d7e8f90a1b',
        taxCategory: 'standard',
        territory: 'UK',
      },
    ],
    [
      'order-close-created',
      {
        kind: 'order-closed',
        orderCloseId: 'f0e1d2c3-b4a5-4697-8879-6a5b4c3d2e1f',
        salesOrderId: '12345678-9abc-4def-8123-456789abcdef',
      },
    ],
    ['product-stock-updated', stockChanged('product', productId)],
    ['stock-level-created', stockChanged('mpb_stocklevel', '5e7d2c1b-0a9f-4e8d-b7c6-a5b4c3d2e1f0')],
    // Only the quantity changed: the product comes from the image.
    ['stock-level-updated', stockChanged('mpb_stocklevel', '5e7d2c1b-0a9f-4e8d-b7c6-a5b4c3d2e1f0')],
    [
      'product-inventory-updated',
      stockChanged('msdyn_productinventory', '6f8e3d2c-1b0a-4f9e-8d7c-b6a5f4e3d2c1'),
    ],
  ] as const;
  for (const [name, event] of cases) {
    it(`says what was done: ${name}`, () => {
      assert.deepEqual(decodeContext(fixture(name), known), { kind: 'event', event: { ...event, origin } });
    });
  }

  it('may come as bytes, and with a byte order mark', () => {
    const bytes = new TextEncoder().encode(`\uFEFF${fixture('action-created')}`);
    assert.equal(decodeContext(bytes, known).kind, 'event');
  });

  it('is an event for every step of the solution', () => {
    for (const step of steps) {
      const body = changed('action-created-cut-to-size', (context) => {
        context.MessageName = step.message;
        context.PrimaryEntityName = step.table;
      });
      const decoded = decodeContext(body, known);
      assert.equal(decoded.kind === 'event' ? decoded.event.kind : decoded.kind, step.event, step.name);
    }
  });

  it('has values that nobody can tell when it was cut down to size; the flow reads the row', () => {
    const body = changed('sku-mapping-updated', (context) => {
      context.InputParameters = null;
      delete context.PostEntityImages;
    });
    const decoded = decodeContext(body, known);
    assert.equal(
      decoded.kind === 'event' && decoded.event.kind === 'mapping-saved' && decoded.event.sku,
      null,
    );
  });

  it('says which row of stock moved when it was cut down to size, and of a product also which product', () => {
    const cut = (name: string) => {
      const body = changed(name, (context) => {
        context.InputParameters = null;
        delete context.PostEntityImages;
      });
      const decoded = decodeContext(body, known);
      return decoded.kind === 'event' && decoded.event.kind === 'stock-changed' && decoded.event.productId;
    };
    assert.equal(cut('stock-level-updated'), null);
    assert.equal(cut('product-inventory-updated'), null);
    assert.equal(cut('product-stock-updated'), productId);
  });

  it('takes a value that was cleared from what was written, not from the image', () => {
    const body = changed('sku-mapping-updated', (context) => {
      const [target] = context.InputParameters as { value: { Attributes: unknown[] } }[];
      target?.value.Attributes.push({ key: 'mpb_sku', value: null });
    });
    const decoded = decodeContext(body, known);
    assert.equal(
      decoded.kind === 'event' && decoded.event.kind === 'mapping-saved' && decoded.event.sku,
      null,
    );
  });
});

describe('a context that is none of our business', () => {
  it('is ignored when another environment posted it', () => {
    const other = { ...known, organizationId: '11111111-1111-4111-8111-111111111111' };
    const decoded = decodeContext(fixture('action-created'), other);
    assert.equal(decoded.kind === 'ignored' && decoded.ignored.reason, 'another-organization');
  });

  it('is ignored when the relay itself caused it', () => {
    const decoded = decodeContext(fixture('order-close-created'), {
      organizationId: organizationId.toUpperCase(),
      relayUserId: userId.toUpperCase(),
    });
    assert.equal(decoded.kind === 'ignored' && decoded.ignored.reason, 'our-own-doing');
  });

  it('is not dropped on a guess while the relay does not know who it is', () => {
    const decoded = decodeContext(fixture('action-created'), { organizationId: null, relayUserId: null });
    assert.equal(decoded.kind, 'event');
  });
});

describe('a message that is no event', () => {
  const refused = (body: string | Uint8Array) => {
    const decoded = decodeContext(body, known);
    return decoded.kind === 'refused' ? decoded.refusal : null;
  };
  const withContext = (change: (context: Record<string, unknown>) => void) =>
    changed('action-created', change);

  const cases: readonly (readonly [string, string, string | Uint8Array])[] = [
    ['is empty', 'not-json', ''],
    ['is cut off', 'not-json', fixture('action-created').slice(0, 500)],
    ['is .NET binary', 'not-json', new Uint8Array([0x56, 0x02, 0x0b, 0x01, 0xff, 0xfe])],
    ['is XML', 'not-json', '<RemoteExecutionContext/>'],
    ['is other JSON', 'not-a-context', '{"order":1}'],
    ['is a list', 'not-a-context', '[]'],
    ['is null', 'not-a-context', 'null'],
    ['is enormous', 'too-large', ' '.repeat(1_048_577)],
    [
      'names no row',
      'no-record-id',
      withContext((context) => {
        context.PrimaryEntityId = '00000000-0000-0000-0000-000000000000';
        context.InputParameters = [];
        context.OutputParameters = [];
      }),
    ],
    [
      'comes from a step that we do not have',
      'unknown-step',
      withContext((context) => (context.MessageName = 'Delete')),
    ],
    [
      'is about a table that we do not watch',
      'unknown-step',
      withContext((context) => (context.PrimaryEntityName = 'account')),
    ],
    ['has an id that is none', 'malformed-value', withContext((context) => (context.PrimaryEntityId = 'x'))],
    [
      'has inputs that are no collection',
      'malformed-value',
      withContext((context) => (context.InputParameters = 'x')),
    ],
    [
      'has a message name that is no text',
      'malformed-value',
      withContext((context) => (context.MessageName = 3)),
    ],
  ];
  for (const [name, reason, body] of cases) {
    it(`${name}: ${reason}`, () => {
      assert.equal(refused(body)?.reason, reason);
    });
  }

  it('says why without quoting what may be personal data', () => {
    const refusal = refused(withContext((context) => (context.UserId = 'Jane Doe, 1 High Street')));
    assert.equal(refusal?.text, 'UserId is not a GUID.');
  });
});
