import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Malformed } from './malformed.ts';
import { readRow, readValue } from './read-value.ts';

const contracts = 'http://schemas.microsoft.com/xrm/2011/Contracts';
const id = 'EC4E2F7D-9D60-E811-A95A-000D3AF24950';

const row = (attributes: Readonly<Record<string, unknown>>) => ({
  Attributes: Object.entries(attributes).map(([key, value]) => ({ key, value })),
  Id: id,
  LogicalName: 'Account',
});

describe('a value of a context', () => {
  const cases: readonly (readonly [string, unknown, unknown])[] = [
    ['nothing', null, { kind: 'empty' }],
    ['text', 'James', { kind: 'text', text: 'James' }],
    ['a number', 1.5, { kind: 'number', number: 1.5 }],
    ['yes or no', false, { kind: 'yes-no', yes: false }],
    ['a date', '/Date(0)/', { kind: 'instant', at: '1970-01-01T00:00:00.000Z' }],
    ['a choice', { __type: `OptionSetValue:${contracts}`, Value: 7 }, { kind: 'choice', value: 7 }],
    [
      'a choice of several',
      [{ __type: `OptionSetValue:${contracts}`, Value: 7 }],
      { kind: 'choices', values: [7] },
    ],
    ['an empty choice of several', [], { kind: 'choices', values: [] }],
    ['money', { __type: `Money:${contracts}`, Value: 249.9 }, { kind: 'money', amount: 249.9 }],
    [
      'a reference, its type name last and its id in capitals',
      { Id: id, LogicalName: 'systemuser', Name: null, __type: `EntityReference:${contracts}` },
      {
        kind: 'reference',
        reference: { table: 'systemuser', id: id.toLowerCase(), name: null },
      },
    ],
    [
      'a wrapped date',
      { __type: 'DateTime:#System', __value: '/Date(0)/' },
      { kind: 'instant', at: '1970-01-01T00:00:00.000Z' },
    ],
    ['a wrapped id', { __type: 'Guid:#System', __value: id }, { kind: 'text', text: id }],
    [
      'a type that nobody knows',
      { __type: 'Colour:#Later', Hue: 3 },
      { kind: 'unrecognised', type: 'Colour' },
    ],
    ['an object without a type', { Hue: 3 }, { kind: 'unrecognised', type: '' }],
    ['a list of anything else', [1, 'a'], { kind: 'unrecognised', type: 'list' }],
  ];
  for (const [name, value, expected] of cases) {
    it(`can be ${name}`, () => {
      assert.deepEqual(readValue(value, 'x'), expected);
    });
  }

  it('can be rows, as activity parties are', () => {
    const read = readValue({ __type: `EntityCollection:${contracts}`, Entities: [row({ a: 1 })] }, 'to');
    assert.deepEqual(read.kind === 'rows' ? read.rows[0]?.columns.get('a') : read.kind, {
      kind: 'number',
      number: 1,
    });
  });

  it('keeps names that every object has as what they are: names of columns', () => {
    const read = readRow(
      JSON.parse(
        `{"Attributes":[{"key":"__proto__","value":1},{"key":"constructor","value":2}],"Id":"${id}","LogicalName":"account"}`,
      ),
      'Target',
    );
    assert.deepEqual([...read.columns.keys()], ['__proto__', 'constructor']);
    assert.equal(read.columns.get('toString'), undefined);
  });

  it('is malformed where a known type lacks its content, and says where without saying what', () => {
    const cases: readonly (readonly [unknown, string])[] = [
      [{ __type: `Money:${contracts}`, Value: 'secret' }, 'price.Value is not a number'],
      [{ __type: `OptionSetValue:${contracts}` }, 'price.Value is not a number'],
      [{ __type: `EntityReference:${contracts}`, LogicalName: 'x', Id: 'secret' }, 'price.Id is not a GUID'],
      [
        { __type: `EntityCollection:${contracts}`, Entities: 'secret' },
        'price.Entities is not a list of rows',
      ],
      [{ __type: 'Guid:#System' }, 'price.__value is not text'],
    ];
    for (const [value, message] of cases) {
      assert.throws(() => readValue(value, 'price'), { name: 'Malformed', message });
    }
  });

  it('is refused where rows hold rows without end', () => {
    let nested: unknown = row({});
    for (let depth = 0; depth < 5_000; depth++) {
      nested = { __type: `Entity:${contracts}`, ...row({ inner: nested }) };
    }
    assert.throws(() => readRow(nested, 'Target'), Malformed);
  });
});
