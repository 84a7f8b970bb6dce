import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { t } from '@marketplace-bridge/solution';
import { actionRow, reasonProblem } from './action-request.ts';
import type { Wish } from './action-request.ts';

const wish: Wish = {
  action: 'dismiss',
  orderId: 'o',
  marketplaceId: 'm',
  exception: { id: 'e', title: 'The order total contains marketplace fees', cause: 'A card fee of 0.50.' },
  reason: ' It is the card fee. ',
};

describe('the row that asks the relay', () => {
  it('names order, exception and marketplace, the reason, and what the person saw', () => {
    assert.deepEqual(actionRow(wish), {
      mpb_name: 'The order total contains marketplace fees',
      mpb_kind: 927_130_002,
      'mpb_orderid@odata.bind': '/mpb_orders(o)',
      'mpb_exceptionid@odata.bind': '/mpb_exceptions(e)',
      'mpb_marketplaceid@odata.bind': '/mpb_marketplaces(m)',
      mpb_parameters: '{"seen":"A card fee of 0.50."}',
      mpb_reason: 'It is the card fee.',
    });
  });

  it('decides nothing when it asks to look again, so that nothing that was seen goes along', () => {
    assert.equal('mpb_parameters' in actionRow({ ...wish, action: 'retry', reason: null }), false);
    assert.equal('mpb_reason' in actionRow({ ...wish, action: 'retry', reason: null }), false);
  });

  it('fits its columns, whatever the texts are', () => {
    const texts = fc.string({ unit: 'grapheme', maxLength: 700 });
    fc.assert(
      fc.property(texts, texts, (title, reason) => {
        const row = actionRow({ ...wish, exception: { ...wish.exception, title }, reason });
        assert.ok((row.mpb_name ?? '').length <= t.action.nameColumn.maxLength);
        assert.ok((row.mpb_reason ?? '').length <= t.action.columns.mpb_reason.maxLength);
      }),
    );
  });

  it('wants a reason that says something and fits', () => {
    assert.equal(reasonProblem('  ok  '), 'missing');
    assert.equal(reasonProblem('x'.repeat(401)), 'too-long');
    assert.equal(reasonProblem('Agreed with the customer by telephone.'), null);
  });
});
