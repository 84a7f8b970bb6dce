import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock } from '../../clock.ts';
import { DataverseSandbox } from '../dataverse.ts';
import { endpointsXml, eventsZip, QUEUE_ENDPOINT, stepXml } from '../events/test-support.ts';
import { standardModel } from '../standard/model.ts';

const sandbox = (): DataverseSandbox =>
  new DataverseSandbox({ clock: new ManualClock(), model: standardModel() });

describe('endpoints and steps are refused', () => {
  const step = stepXml(
    { message: 'Update', table: 'account', filter: ['name'], image: { kind: 1, columns: ['name'] } },
    0,
  );
  const steps = (from: string | RegExp, to: string): { steps: string } => ({ steps: step.replace(from, to) });
  const cases: [
    why: string,
    pieces: { steps?: string; endpoints?: string; roots?: string },
    message: RegExp,
  ][] = [
    [
      'with a secret in the file',
      { endpoints: endpointsXml.replace('</SASKeyName>', '</SASKeyName><SASKey>k</SASKey>') },
      /invalid child element 'SASKey'/,
    ],
    [
      'without the pair that leads to the endpoint',
      steps(/<EventHandler>.*?<\/EventHandlerTypeCode>/, ''),
      /^ImportRefusal: EventHandlerTypeCode$/,
    ],
    [
      'on an endpoint that is not there',
      steps(
        new RegExp(`<EventHandler>{${QUEUE_ENDPOINT}`),
        '<EventHandler>{42f2f6aa-0000-4000-8000-00000000dead',
      ),
      /service endpoint .* does not exist/,
    ],
    ['on a table that is not there', steps('>account<', '>acount<'), /entity 'acount' does not exist/],
    ['on a message that is not there', steps('20bebb1b', '20bebb1c'), /message that does not exist/],
    [
      'filtering by a column that is not there',
      steps('<FilteringAttributes>name', '<FilteringAttributes>nmae'),
      /no attribute 'nmae'/,
    ],
    [
      'with a filter on Create',
      steps(/20bebb1b(.*)Target</, '9ebdbb1b$1id<'),
      /filtering attributes are not supported on Create/,
    ],
    [
      'with an image of a column that is not there',
      steps('<Attributes>name', '<Attributes>nmae'),
      /no attribute 'nmae'/,
    ],
    [
      'with an image of the wrong source',
      steps('Target</MessagePropertyName>', 'id</MessagePropertyName>'),
      /property name 'id' is not valid on message Update/,
    ],
    ['when synchronous', steps('<Mode>1', '<Mode>0'), /must be asynchronous/],
    [
      'with the plug-in of another kind of endpoint',
      steps('ServiceBusPlugin', 'WebhookPlugin'),
      /plug-in type of a queue/,
    ],
    [
      'when a step is not listed',
      {
        roots:
          '<RootComponent type="95" id="{42f2f6aa-0000-4000-8000-000000000001}"/><RootComponent type="95" id="{42f2f6aa-0000-4000-8000-000000000002}"/>',
      },
      /of type 92 is not declared/,
    ],
    [
      'when an endpoint is not listed',
      { roots: '<RootComponent type="92" id="{c22fdadb-0000-4000-8000-000000000000}"/>' },
      /of type 95 is not declared/,
    ],
    ['when a listed step has no body', { steps: '' }, /Root Component c22fdadb.* of type 92/],
    [
      'without an address of the namespace',
      { endpoints: endpointsXml.replace('sb://', 'https://') },
      /NamespaceAddress of the form/,
    ],
    [
      'with a webhook that has no address',
      { endpoints: endpointsXml.replace('https://relay', 'relay') },
      /Url 'relay/,
    ],
    [
      'in a format that is not JSON',
      { endpoints: endpointsXml.replace('<MessageFormat>2', '<MessageFormat>1') },
      /does not post JSON/,
    ],
  ];
  for (const [why, pieces, message] of cases) {
    it(why, () => {
      const environment = sandbox();
      const zip = eventsZip([{ message: 'Update', table: 'account' }], { steps: step, ...pieces });
      assert.throws(() => environment.importSolution(zip), message);
      assert.equal(environment.rows('sdkmessageprocessingstep').length, 0);
    });
  }

  it('and taken when nothing is wrong', () => {
    const environment = sandbox();
    environment.importSolution(eventsZip([{ message: 'Update', table: 'account' }], { steps: step }));
    assert.deepEqual(
      environment.rows('sdkmessageprocessingstep').map((row) => [row.statecode, row.filteringattributes]),
      [[1, 'name']],
    );
  });
});
