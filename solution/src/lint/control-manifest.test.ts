import assert from 'node:assert/strict';
import { it } from 'node:test';
import { controls } from '../controls.ts';
import type { Control } from '../controls.ts';
import { element } from '../render/element.ts';
import type { Element } from '../render/element.ts';
import { bridgeSolution } from '../render/model.ts';
import { lintControlManifest } from './control-manifest.ts';

const orderStatus = controls.find(({ constructorName }) => constructorName === 'OrderStatus')!;
const exceptionList = controls.find(({ constructorName }) => constructorName === 'ExceptionList')!;
const version = bridgeSolution.identity.version.split('.').slice(0, 3).join('.');

const property = element('property', { name: 'orderKey', 'of-type': 'SingleLine.Text', usage: 'bound' });
const dataSet = element('data-set', { name: 'exceptions' });
const library = (name: string, libraryVersion: string): Element =>
  element('platform-library', { name, version: libraryVersion });
const resources = element('resources', {}, [library('React', '16.14.0'), library('Fluent', '9.46.2')]);

const manifest = (attributes: Record<string, string>, children: readonly Element[]): Element =>
  element('manifest', {}, [
    element(
      'control',
      {
        namespace: 'MarketplaceBridge',
        constructor: 'OrderStatus',
        version,
        'control-type': 'virtual',
        ...attributes,
      },
      children,
    ),
  ]);

const problems = (control: Control, document: Element): string[] =>
  lintControlManifest(bridgeSolution, control, document).map(({ problem }) => problem);

it('finds nothing wrong with what forms and zip expect', () => {
  assert.deepEqual(problems(orderStatus, manifest({}, [property, resources])), []);
  assert.deepEqual(
    problems(exceptionList, manifest({ constructor: 'ExceptionList' }, [dataSet, resources])),
    [],
  );
});

it('reports a manifest of another control, kind or namespace, and one without a control', () => {
  for (const name of ['namespace', 'constructor', 'control-type']) {
    const found = problems(orderStatus, manifest({ [name]: 'Other' }, [property, resources]));
    assert.deepEqual(found.length, 1);
    assert.match(found[0]!, new RegExp(`^${name} is "Other"`));
  }
  const nothing = problems(orderStatus, element('manifest'));
  assert.ok(nothing.includes('has no control'));
  assert.ok(nothing.includes('constructor is "" and should be "OrderStatus"'));
});

it('reports a version that is not the one of this release, which an import would pass over', () => {
  assert.match(
    problems(orderStatus, manifest({ version: '0.0.9' }, [property, resources]))[0]!,
    /version is "0.0.9"/,
  );
});

it('reports a property of another name, type or usage, one too many, or none', () => {
  const broken = (attributes: Record<string, string>): Element => ({
    ...property,
    attributes: { ...property.attributes, ...attributes },
  });
  const cases: [children: Element[], problem: RegExp][] = [
    [[broken({ name: 'key' })], /properties is "key"/],
    [[broken({ 'of-type': 'Lookup.Simple' })], /type of the property/],
    [[broken({ usage: 'input' })], /usage of the property/],
    [[property, broken({ name: 'mode' })], /properties is "orderKey,mode"/],
    [[property, dataSet], /data sets is "exceptions"/],
    [[], /properties is ""/],
  ];
  for (const [children, problem] of cases) {
    const found = problems(orderStatus, manifest({}, [...children, resources]));
    assert.ok(
      found.some((text) => problem.test(text)),
      `${String(problem)}: ${found.join('; ')}`,
    );
  }
});

it('reports platform libraries that the platform refuses', () => {
  const newer = element('resources', {}, [library('React', '17.0.2'), library('Fluent', '9.68.0')]);
  assert.deepEqual(problems(orderStatus, manifest({}, [property, newer])), [
    'platform library React is "17.0.2" and should be "16.14.0"',
    'platform library Fluent is "9.68.0" and should be "9.46.2"',
  ]);
});

it("reports an apostrophe in a key, which the server's schema does not take", () => {
  const named = manifest({ 'display-name-key': "Order's status" }, [property, resources]);
  assert.match(problems(orderStatus, named)[0]!, /apostrophe/);
});
