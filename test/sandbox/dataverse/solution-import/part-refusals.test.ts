/** Why an import of forms, views, controls, steps or an app is refused, each case by one thing that is wrong. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ManualClock } from '../../clock.ts';
import { DataverseSandbox } from '../dataverse.ts';
import { standardModel } from '../standard/model.ts';
import {
  addedTab,
  CONTROL,
  FORM,
  good,
  ORDER_FORM,
  ownForm,
  partsZip,
  VIEW,
  withForms,
  type Parts,
} from './parts-zip.ts';
import { ImportRefusal } from './refusal.ts';

const sandbox = (): DataverseSandbox =>
  new DataverseSandbox({ clock: new ManualClock(), model: standardModel() });
const changed = (from: string | RegExp, to: string): Partial<Parts> => ({
  entities: good.entities.replace(from, to),
});

describe('an import is refused', () => {
  const cases: [why: string, parts: Partial<Parts>, message: RegExp][] = [
    [
      'with a part that has no content type',
      { contentTypes: good.contentTypes.replace('"js"', '"jsx"') },
      /part \/Controls\/.*bundle\.js has no content type/,
    ],
    [
      'for a changed form that is not listed',
      { roots: good.roots.replace(`{${ORDER_FORM}}`, `{${FORM}}`) },
      /component d598792c.* of type 60 is not declared in the solution file as a root component/,
    ],
    [
      'for a listed form without body',
      { entities: withForms(addedTab()) },
      /Root Component aaaaaaaa.* of type 60 because it is not in the target system/,
    ],
    ['for a listed control without body', { controls: '' }, /Root Component mpb_Shop\.Status of type 66/],
    [
      'for a control that is not listed',
      { roots: good.roots.replace(/<RootComponent type="66"[^>]*>/, '') },
      /component mpb_Shop\.Status of type 66 is not declared/,
    ],
    [
      'for a control of another prefix',
      { controls: good.controls.replace('mpb_Shop.Status</Name>', 'cat_Shop.Status</Name>') },
      /Publisher prefix cat for this control Shop\.Status does not match the prefix mpb for the solution/,
    ],
    [
      'for a control whose manifest is missing',
      { without: 'ControlManifest.xml' },
      /ControlManifest\.xml of the control .* does not exist/,
    ],
    [
      'for a control whose bundle is missing',
      { without: 'bundle.js' },
      /file bundle\.js of the control .* does not exist/,
    ],
    [
      'for a control whose strings are missing',
      { without: '.resx' },
      /strings\/Status\.1033\.resx of the control/,
    ],
    [
      'for an apostrophe in a key',
      { manifest: good.manifest.replace('What it is', "What's this") },
      /noAposStringType/,
    ],
    ['for a bundle beyond 5 MB', { bundle: 'x'.repeat(5 * 1024 * 1024 + 1) }, /content size is too big/],
    [
      'for a column on a form that is not there',
      changed('datafieldname="name"', 'datafieldname="nmae"'),
      /the attribute nmae does not exist/,
    ],
    [
      'for a custom control without description',
      changed(/<controlDescriptions>.*?<\/controlDescriptions>/, '<controlDescriptions/>'),
      /custom control name1 has no controlDescription/,
    ],
    [
      'for a description without control',
      changed('uniqueid="{cccccccc-0000-4000-8000-000000000002}"', ''),
      /has no controlDescription|has no control/,
    ],
    [
      'for an unknown control on a form',
      changed(`name="${CONTROL}"`, 'name="mpb_Shop.Ghost"'),
      /custom control mpb_Shop\.Ghost does not exist/,
    ],
    [
      'for a property that the control has not',
      changed('<shown>name</shown>', '<hidden>name</hidden>'),
      /has no property hidden/,
    ],
    [
      'for a required property that is not given',
      changed('<shown>name</shown>', ''),
      /property shown of mpb_Shop\.Status is required/,
    ],
    [
      'for a control bound to a column that is not there',
      changed('<shown>name</shown>', '<shown>nmae</shown>'),
      /attribute nmae that mpb_Shop\.Status is bound to/,
    ],
    [
      'for a data set that the control has not',
      changed('data-set name="lines"', 'data-set name="rows"'),
      /has no data set rows/,
    ],
    [
      'for a view in a grid that is not there',
      changed(`<ViewId>{${VIEW}}`, '<ViewId>{bbbbbbbb-0000-4000-8000-000000000009}'),
      /view bbbbbbbb.* of a grid is no view of salesorderdetail/,
    ],
    [
      'for a relationship in a grid that is not there',
      changed('order_details', 'order_ghosts'),
      /relationship order_ghosts/,
    ],
    [
      'for a role that may see a form and is not there',
      changed('<Everyone/>', '<Role Id="{12345678-0000-4000-8000-000000000001}"/>'),
      /role 12345678.* does not exist/,
    ],
    [
      'for events in a quick form',
      changed(
        '<forms type="main"><systemform><formid>{aaaaaaaa-0000-4000-8000-000000000001}</formid><FormPresentation>1</FormPresentation><form>',
        `<forms type="quick"><systemform><formid>{${FORM}}</formid><form><events/>`,
      ),
      /'events' is not allowed in a quick view form/,
    ],
    [
      'for a difference on a form that is not there',
      {
        entities: withForms(ownForm + addedTab().replace(ORDER_FORM, 'd598792c-0000-43f3-b3e3-bbd70b99e1a5')),
        roots: good.roots.replace(ORDER_FORM, 'd598792c-0000-43f3-b3e3-bbd70b99e1a5'),
      },
      /form that it changes does not exist/,
    ],
    [
      'for the shipped form restated in a managed file',
      { entities: withForms(ownForm + addedTab().replaceAll(/ (solutionaction|ordinalvalue)="\w+"/g, '')) },
      /belongs to the product/,
    ],
    [
      'for the managed dialect in an unmanaged file',
      { managed: '0' },
      /XSD validation failed .* 'The '(ordinalvalue|solutionaction)' attribute is not declared/,
    ],
    [
      'for a view of another table',
      changed('<entity name="salesorderdetail">', '<entity name="salesorder">'),
      /its query is of the entity 'salesorder'/,
    ],
    [
      'for a view with an unknown column',
      changed('<attribute name="quantity"/>', '<attribute name="qty"/>'),
      /no attribute 'qty'/,
    ],
    [
      'for a view that filters by an unknown column',
      changed('condition attribute="quantity"', 'condition attribute="qty"'),
      /no attribute 'qty'/,
    ],
    [
      'for a view that links by an unknown column',
      changed('to="salesorderid"', 'to="orderid"'),
      /'salesorderdetail' has no attribute 'orderid'/,
    ],
    [
      'for a view that shows an unknown column of a link',
      changed('name="o.name"', 'name="o.nmae"'),
      /'salesorder' has no attribute 'nmae'/,
    ],
    [
      'for a grid without the primary key',
      changed('id="salesorderdetailid"', 'id="salesorderid"'),
      /not identified by the primary key/,
    ],
    ['for an app without body', { apps: '' }, /Root Component mpb_Shop of type 80/],
    ['for a site map without body', { siteMap: '' }, /Root Component mpb_Shop of type 62/],
    [
      'for an app that is not listed',
      { roots: good.roots.replace(/<RootComponent type="80"[^>]*>/, '') },
      /component mpb_Shop of type 80 is not declared/,
    ],
    [
      'for an app with a table that is not there',
      { apps: good.apps.replace('"salesorder"', '"salesordr"') },
      /component salesordr of type 1, which does not exist/,
    ],
    [
      'for an app with a form that is not there',
      { apps: good.apps.replace(FORM, 'aaaaaaaa-0000-4000-8000-00000000dead') },
      /component aaaaaaaa-0000-4000-8000-00000000dead of type 60/,
    ],
    [
      'for an app that a role may open that is not there',
      { apps: good.apps.replace('627090ff', '627090fe') },
      /role 627090fe.* does not exist/,
    ],
    [
      'for a site map that leads to a table that is not there',
      { siteMap: good.siteMap.replace('"salesorder"', '"salesordr"') },
      /leads to the entity 'salesordr'/,
    ],
    [
      'when a control that it needs is missing',
      {
        missing:
          '<MissingDependency><Required type="66" schemaName="mpb_Other.Control" solution="Other (1.0.0.0)"/></MissingDependency>',
      },
      /Some dependencies are missing.*mpb_Other\.Control/,
    ],
  ];
  for (const [why, parts, message] of cases) {
    it(why, () => {
      const environment = sandbox();
      const shippedForms = environment.forms('salesorder').length;
      assert.throws(
        () => environment.importSolution(partsZip(parts)),
        (error) => error instanceof ImportRefusal && message.test(error.message),
      );
      assert.deepEqual(
        [environment.controls().length, environment.forms('salesorder').length],
        [0, shippedForms],
      );
    });
  }

  it('when a solution that it needs is older than the one it was made with', () => {
    const environment = sandbox();
    environment.importSolution(partsZip());
    const needs = (version: string): Uint8Array =>
      partsZip({
        missing: `<MissingDependency><Required type="66" schemaName="${CONTROL}" solution="Shop (${version})"/></MissingDependency>`,
      });
    environment.importSolution(needs('1.0.0.0'));
    assert.throws(() => environment.importSolution(needs('1.0.1.0')), /Some dependencies are missing/);
  });
});
