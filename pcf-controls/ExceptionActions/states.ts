/** States of the control as data, for the browser tests: every kind of exception, and everything that can become of it. */
import { actionKinds, outcomes } from '../shared/choice-values.ts';
import type { Answer, Answers, StateFixture, StateFixtures } from '../shared/state-fixture.ts';
import type { ActionRow, ExceptionRow } from './model/rows.ts';
import { address, cancelled, fees, fixes, inactive, noRule, unknownSku } from './model/sample-exceptions.ts';
import { actionRow, causeRow, exceptionRow, orderKey, orderRow } from './model/samples.ts';

const now = '2026-11-24T12:00:00Z';

const rows = (exceptions: readonly ExceptionRow[], actions: readonly ActionRow[] = []): Answer => ({
  rows: [orderRow(exceptions, actions)],
});

const state = (order: Answers, more: Partial<StateFixture> = {}): StateFixture => ({
  now,
  orderKey,
  ...more,
  reads: { mpb_order: order, ...more.reads },
});

const waitingAction = actionRow({
  mpb_outcome: null,
  mpb_outcometext: null,
  createdon: '2026-11-24T11:59:20Z',
});
const answer = (outcome: keyof typeof outcomes, text: string): Answer => ({
  rows: [actionRow({ mpb_outcome: outcomes[outcome], mpb_outcometext: text })],
});

const products: Answer = {
  rows: [
    ['DRILL-18V', 'Combi drill 18V cordless, 2 batteries'],
    ['DRILL-12V', 'Combi drill 12V'],
    ['HAMMER-1', 'Claw hammer, 450 g'],
  ].map(([productnumber, name]) => ({
    productid: `product-${productnumber}`,
    productnumber,
    name,
    _defaultuomid_value: 'each',
    '_defaultuomid_value@OData.Community.Display.V1.FormattedValue': 'Each',
  })),
};
const standing = (change: Parameters<typeof causeRow>[0], statecode = 0): Answer => ({
  rows: [{ statecode, mpb_causeid: causeRow(change) }],
});
const fixed = { mpb_fixedon: '2026-11-24T12:00:01Z', mpb_countedon: '2026-11-24T12:00:02Z', mpb_held: 37 };

/** Each is about an exception of its own, because what was saved is remembered as long as the page lives. */
let mappings = 0;
const mapping = (exception: Answers, more: Partial<StateFixture> = {}): StateFixture =>
  state([rows([exceptionRow({ mpb_exceptionid: `mapping-${(mappings += 1)}` })]), rows([])], {
    creates: { mpb_skumapping: { id: 'mapping' } },
    ...more,
    reads: { product: products, mpb_exception: exception, ...more.reads },
    then: [
      { press: 'Map this SKU' },
      { wait: 1_000 },
      { type: 'drill', into: 'Search a product' },
      { wait: 1_000 },
      { press: 'Combi drill 18V', role: 'option' },
      { press: 'Save the mapping' },
      ...(more.then ?? []),
    ],
  });

const sales: Partial<StateFixture> = { roles: ['Marketplace Sales'] };
const finance: Partial<StateFixture> = { roles: ['Marketplace Controller'] };
const long =
  'A very long word: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft. ';

export const states: StateFixtures = {
  ordinary: state(rows([unknownSku])),
  'several, late and with a note': state(rows([unknownSku, cancelled, fees]), sales),
  'nothing wrong': state(rows([])),
  history: state(
    rows(
      [
        unknownSku,
        exceptionRow(
          {
            mpb_exceptionid: 'closed',
            statecode: 1,
            mpb_name: 'The address has not arrived',
            mpb_closedon: '2026-11-24T10:00:00Z',
            mpb_outcome: 'Cleared: the check passes now',
          },
          { statuscode: 'Cleared' },
        ),
      ],
      [
        actionRow(),
        actionRow({
          mpb_actionid: 'refused',
          mpb_kind: actionKinds.dismiss,
          mpb_reason: 'Agreed with the customer by telephone.',
          mpb_outcome: outcomes.refused,
          mpb_outcometext: 'Only Finance or an administrator may dismiss this.',
          createdon: '2026-11-24T10:30:00Z',
        }),
      ],
    ),
    { then: [{ press: 'Requests (2)' }, { press: 'Closed exceptions (1)' }, { wait: 1_000 }] },
  ),
  'a role without the right': state(rows([cancelled, noRule, unknownSku]), {
    roles: ['Marketplace Approver'],
  }),
  'advice and ways out that are not known': state(
    rows([inactive, { ...address, mpb_exceptionid: 'address' }]),
  ),
  'with very long content': state(
    rows([
      exceptionRow(
        {
          mpb_name: long.repeat(4),
          mpb_cause: long.repeat(12),
          mpb_evidence: JSON.stringify(
            Array.from({ length: 14 }, (_, index) => ({ label: `${long} ${index}`, value: long.repeat(3) })),
          ),
          mpb_fixes: fixes(['retry', long.repeat(3)], ['map-sku', long]),
        },
        { _ownerid_value: long, mpb_moneyatrisk: '£922,337,203,685,477.00' },
      ),
    ]),
  ),
  'with hardly anything': state(
    rows([
      exceptionRow({
        mpb_name: null,
        mpb_cause: null,
        mpb_evidence: null,
        mpb_fixes: null,
        mpb_responsible: null,
        mpb_deadline: null,
        mpb_moneyatrisk: null,
        mpb_causeid: null,
      }),
    ]),
  ),
  'applying, before it is confirmed': state(rows([cancelled]), {
    ...sales,
    then: [{ press: 'Apply the difference' }, { wait: 1_000 }],
  }),
  'accepting without a reason': state(rows([cancelled]), {
    ...sales,
    then: [{ press: 'Accept the difference' }, { press: 'Accept it' }],
  }),
  sending: state(rows([unknownSku]), {
    creates: { mpb_action: 'never' },
    then: [{ press: 'Look again' }],
  }),
  'requested and waiting': state(rows([unknownSku]), {
    creates: { mpb_action: { id: 'action' } },
    reads: { mpb_action: { rows: [waitingAction] } },
    then: [{ press: 'Look again' }, { wait: 20_000 }],
  }),
  'requested, and longer than promised': state(rows([unknownSku]), {
    creates: { mpb_action: { id: 'action' } },
    reads: { mpb_action: { rows: [waitingAction] } },
    then: [{ press: 'Look again' }, { wait: 90_000 }],
  }),
  'opened while its cause is being cleared': state(
    rows([
      exceptionRow({
        mpb_exceptionid: 'clearing',
        mpb_openedon: '2026-11-24T09:00:00Z',
        mpb_causeid: causeRow({ ...fixed, mpb_fixedon: '2026-11-24T11:59:10Z', mpb_open: 12 }),
      }),
    ]),
    { reads: { mpb_exception: standing({ ...fixed, mpb_fixedon: '2026-11-24T11:59:10Z', mpb_open: 12 }) } },
  ),
  'waiting for what was requested earlier': state(rows([unknownSku], [waitingAction]), {
    reads: { mpb_action: { rows: [waitingAction] } },
  }),
  'done, and the exception is gone': state([rows([unknownSku]), rows([])], {
    creates: { mpb_action: { id: 'action' } },
    reads: { mpb_action: answer('done', 'Imported as SO-01042.') },
    then: [{ press: 'Look again' }, { wait: 3_000 }],
  }),
  'refused by the relay': state(rows([cancelled]), {
    ...sales,
    creates: { mpb_action: { id: 'action' } },
    reads: {
      mpb_action: answer('refused', 'The Sales Order is fulfilled already and can no longer be changed.'),
    },
    then: [{ press: 'Apply the difference' }, { press: 'Apply it' }, { wait: 3_000 }],
  }),
  'not allowed by Dynamics': state(rows([unknownSku]), {
    creates: {
      mpb_action: {
        error: { errorCode: 0x80040220, message: 'Principal user is missing prvCreatempb_action' },
      },
    },
    then: [{ press: 'Look again' }],
  }),
  'not taken by Dynamics': state(rows([unknownSku]), {
    creates: {
      mpb_action: { error: { errorCode: 0x80040265, message: 'A plug-in of the customer says no.' } },
    },
    then: [{ press: 'Look again' }],
  }),
  'mapping, what is likely': state(rows([unknownSku]), {
    reads: { product: products },
    then: [
      { press: 'Map this SKU' },
      { wait: 1_000 },
      { type: 'drill', into: 'Search a product' },
      { wait: 1_000 },
    ],
  }),
  'mapping, nothing chosen': state(rows([unknownSku]), {
    reads: { product: { rows: [] } },
    then: [{ press: 'Map this SKU' }, { wait: 1_000 }, { press: 'Save the mapping' }],
  }),
  'mapping, saved and waiting': mapping(standing({}), { then: [{ wait: 5_000 }] }),
  'mapping, some of them cleared': mapping([standing({}), standing({ ...fixed, mpb_open: 12 })], {
    then: [{ wait: 5_000 }],
  }),
  'mapping, all of them cleared': mapping([standing({}), standing({ ...fixed, mpb_open: 0 }, 1)], {
    then: [{ wait: 5_000 }],
  }),
  'mapping, there is one already': mapping(standing({}), {
    creates: { mpb_skumapping: { error: { errorCode: 0x80060892, message: 'Entity Key violated.' } } },
  }),
  'a tax rule, filled in as far as it is known': state(rows([noRule]), {
    ...finance,
    reads: { mpb_taxrule: { rows: [] } },
    then: [{ press: 'Add a tax rule' }],
  }),
  'a tax rule that contradicts another': state(rows([noRule]), {
    ...finance,
    reads: {
      mpb_taxrule: {
        rows: [
          {
            mpb_taxruleid: 'r',
            mpb_rate: 5,
            mpb_validfrom: '2026-12-01',
            mpb_validto: null,
          },
        ],
      },
    },
    then: [{ press: 'Add a tax rule' }, { type: 'five', into: 'VAT rate' }, { press: 'Save the tax rule' }],
  }),
  loading: state('never'),
  'a new record without a key': { now, orderKey: null },
  'an order that is not found': state({ rows: [] }),
  'cannot be read': state({ error: { errorCode: 0x80040216, message: 'Generic SQL error.' } }),
  'no permission': state({ error: { errorCode: 0x80040220, message: 'missing prvReadmpb_order' } }),
  offline: state(rows([unknownSku]), { offline: true }),
};
