import assert from 'node:assert/strict';
import { it } from 'node:test';
import { renderCustomizations } from '../render/customizations.ts';
import { childText, childrenOf } from '../render/element.ts';
import type { Element } from '../render/element.ts';
import { renderManifest } from '../render/manifest.ts';
import { bridgeSolution } from '../render/model.ts';
import { lintParts } from './parts.ts';
import { lintRendered } from './rendered.ts';

const manifest = renderManifest(bridgeSolution, 'unmanaged');
const customizations = renderCustomizations(bridgeSolution);

/** A copy of a document in which `change` replaced elements; undefined takes one out. */
function rewrite(element: Element, change: (element: Element) => Element | undefined): Element {
  const content = childrenOf(element).flatMap((child) => {
    const changed = change(child);
    return changed === undefined ? [] : [rewrite(changed, change)];
  });
  return typeof element.content === 'string' ? element : { ...element, content };
}
const without = (predicate: (element: Element) => boolean): Element =>
  rewrite(customizations, (element) => (predicate(element) ? undefined : element));
const isColumn = (element: Element, name: string): boolean =>
  element.name === 'attribute' && childText(element, 'Name') === name;

function reports(
  solution: Partial<{ manifest: Element; customizations: Element }>,
  rule: string,
  where: RegExp,
): void {
  const findings = lintRendered({ manifest, customizations, ...solution });
  assert.ok(
    findings.some((finding) => finding.rule === rule && where.test(finding.where)),
    `expected ${rule} at ${String(where)}; got ${JSON.stringify(findings)}`,
  );
}

it('reports a root component without a body, of each kind', () => {
  const lacking = without(
    ({ name, attributes }) => (name === 'optionset' && attributes.Name === 'mpb_place') || name === 'Role',
  );
  reports({ customizations: lacking }, 'roots', /^9:mpb_place$/);
  reports({ customizations: lacking }, 'roots', /^20:\{432d255d/);
});

it('reports a component that is not declared as a root', () => {
  const lacking = rewrite(manifest, (element) => (element.name === 'RootComponent' ? undefined : element));
  reports({ manifest: lacking }, 'roots', /^1:salesorder$/);
});

it('reports a lookup without a relationship and a relationship without its lookup', () => {
  reports(
    {
      customizations: without(
        ({ name, attributes }) =>
          name === 'EntityRelationship' && attributes.Name === 'mpb_fee_mpb_orderlineid',
      ),
    },
    'lookups',
    /^mpb_fee:mpb_orderlineid$/,
  );
  reports(
    { customizations: without((element) => isColumn(element, 'mpb_orderlineid')) },
    'lookups',
    /^mpb_fee:mpb_orderlineid$/,
  );
});

it('reports a table without a primary name or a primary key', () => {
  reports({ customizations: without((element) => isColumn(element, 'mpb_name')) }, 'primary', /^mpb_order$/);
  reports(
    { customizations: without((element) => isColumn(element, 'mpb_orderid')) },
    'primary',
    /^mpb_order$/,
  );
});

it('reports names that disagree in their spelling', () => {
  const misspelt = rewrite(customizations, (element) =>
    isColumn(element, 'mpb_sku') ? { ...element, attributes: { PhysicalName: 'mpb_stock' } } : element,
  );
  reports({ customizations: misspelt }, 'casing', /^mpb_skumapping\.mpb_sku$/);
});

it('reports a choice that is used and not there', () => {
  const lacking = without(
    ({ name, attributes }) => name === 'optionset' && attributes.Name === 'mpb_feebasis',
  );
  reports({ customizations: lacking }, 'choices', /^mpb_feebasis$/);
});

it('reports a relationship, an option set and a column that occur twice', () => {
  const doubled = rewrite(customizations, (element) =>
    ['EntityRelationships', 'optionsets', 'attributes'].includes(element.name)
      ? { ...element, content: childrenOf(element).flatMap((child) => [child, child]) }
      : element,
  );
  reports({ customizations: doubled }, 'unique', /^mpb_fee_mpb_orderlineid$/);
  reports({ customizations: doubled }, 'unique', /^mpb_place$/);
  reports({ customizations: doubled }, 'unique', /^mpb_fee\.mpb_rate$/);
});

it('reports the managed dialect in an unmanaged solution only', () => {
  const diff = rewrite(customizations, (element) =>
    element.name === 'attribute'
      ? { ...element, attributes: { ...element.attributes, solutionaction: 'Added' } }
      : element,
  );
  reports({ customizations: diff }, 'dialect', /^attribute$/);
  assert.deepEqual(
    lintRendered({ manifest: renderManifest(bridgeSolution, 'managed'), customizations: diff }),
    [],
  );
});

it('reports a zip with a part missing, without a content type, or named and not there', () => {
  const parts = {
    '[Content_Types].xml': '<Default Extension="xml" />',
    'customizations.xml': '<FileName>/WebResources/icon</FileName>',
    'Controls/bundle.js': '',
  };
  assert.deepEqual(
    lintParts(parts).map(({ where, problem }) => `${where} ${problem}`),
    [
      'solution.xml is not at the root of the zip',
      'Controls/bundle.js has no content type',
      'WebResources/icon is named but not in the zip',
    ],
  );
});
