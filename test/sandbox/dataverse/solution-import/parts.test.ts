/** What a solution brings besides tables is there after its import. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strFromU8 } from 'fflate';
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
} from './parts-zip.ts';
import { parseElement, all } from './xml-tree.ts';

const sandbox = (): DataverseSandbox =>
  new DataverseSandbox({ clock: new ManualClock(), model: standardModel() });

describe('a solution brings, beside tables,', () => {
  it('forms, views and controls with their files', () => {
    const environment = sandbox();
    const imported = environment.importSolution(partsZip());
    assert.deepEqual(
      [imported.forms, imported.views, imported.controls],
      [[FORM, ORDER_FORM], [VIEW], [CONTROL]],
    );
    const form = environment.forms('salesorder').find(({ id }) => id === FORM);
    assert.deepEqual([form?.name, form?.type], ['Order & shop', 'main']);
    assert.equal(all(parseElement(form?.formXml ?? ''), 'control').length, 2);
    const lines = environment.views('salesorderdetail').find(({ id }) => id === VIEW);
    assert.deepEqual([lines?.name, lines?.isDefault, lines?.queryType], ['Lines', false, 0]);
    assert.match(lines?.fetchXml ?? '', /^<fetch version="1.0"><entity name="salesorderdetail">.*<\/fetch>$/);
    assert.match(lines?.layoutXml ?? '', /^<grid .*<\/grid>$/);
    const [control] = environment.controls();
    assert.deepEqual([...(control?.files.keys() ?? [])].sort(), [
      'ControlManifest.xml',
      'bundle.js',
      'strings/Status.1033.resx',
    ]);
  });

  it('the site map of its app, in the place of the one that was there', () => {
    const environment = sandbox();
    environment.importSolution(partsZip());
    const titled = good.siteMap
      .replace(
        '<Group Id="g">',
        '<Group Id="g"><Titles><Title LCID="1031" Title="Handel"/><Title LCID="1033" Title="Trade"/></Titles>',
      )
      .replace(
        'Entity="salesorder"/>',
        'Entity="salesorder"><Titles><Title LCID="1036" Title="Commandes"/></Titles></SubArea>',
      );
    const maps = () => environment.siteMaps().map(({ name, areas }) => [name, areas]);
    const pages = (title: string) => [{ table: 'salesorder', title }];
    assert.deepEqual(maps(), [['mpb_Shop', [{ title: '', groups: [{ title: '', pages: pages('') }] }]]]);
    environment.importSolution(partsZip({ siteMap: titled, version: '1.0.0.1' }));
    assert.deepEqual(maps(), [
      ['mpb_Shop', [{ title: '', groups: [{ title: 'Trade', pages: pages('Commandes') }] }]],
    ]);
  });

  it('a difference, which is merged into the shipped form and leaves no word of its dialect there', () => {
    const environment = sandbox();
    const shipped = (): string =>
      environment.forms('salesorder').find(({ id }) => id === ORDER_FORM)?.formXml ?? '';
    const before = parseElement(shipped());
    environment.importSolution(partsZip());
    const tabs = (): (string | undefined)[] =>
      all(parseElement(shipped()), 'tab').map(({ attributes }) => attributes.name);
    assert.deepEqual(tabs(), ['summary_tab', 'shop_tab', 'details_tab']);
    assert.doesNotMatch(shipped(), /solutionaction|ordinalvalue/);
    assert.equal(all(parseElement(shipped()), 'controlDescription').length, 1);
    const untouched = all(parseElement(shipped()), 'tab').filter(
      ({ attributes }) => attributes.name !== 'shop_tab',
    );
    assert.deepEqual(untouched, all(before, 'tab'));
    environment.importSolution(partsZip({ entities: withForms(ownForm + addedTab('Shop')) }));
    assert.deepEqual(tabs(), ['summary_tab', 'shop_tab', 'details_tab'], 'imported again, it is there once');
    assert.match(shipped(), /description="Shop"/);
  });

  it('a cell into a section that is there, and one that takes something away', () => {
    const environment = sandbox();
    const form = parseElement(environment.forms('salesorder')[0]?.formXml ?? '');
    const [tab] = all(form, 'tab');
    const [section] = all(form, 'section');
    const [cell] = all(form, 'cell');
    assert.ok(tab && section && cell);
    const place = (rows: string): string =>
      `<forms type="main"><systemform><formid>{${ORDER_FORM}}</formid><form solutionaction="Modified"><tabs><tab id="${tab.attributes.id?.toUpperCase() ?? ''}"><columns><column><sections><section id="${section.attributes.id ?? ''}"><rows>${rows}</rows></section></sections></column></columns></tab></tabs></form></systemform></forms>`;
    const added =
      '<row><cell id="{99999999-0000-4000-8000-000000000001}" ordinalvalue="10009" solutionaction="Added"><control id="description" datafieldname="description"/></cell></row>';
    const removed = `<row><cell id="${cell.attributes.id ?? ''}" solutionaction="Removed"/></row>`;
    environment.importSolution(partsZip({ entities: withForms(ownForm + place(added + removed)) }));
    const merged = parseElement(environment.forms('salesorder')[0]?.formXml ?? '');
    const cells = all(all(merged, 'section')[0] ?? merged, 'cell').map(({ attributes }) => attributes.id);
    assert.equal(cells.includes('{99999999-0000-4000-8000-000000000001}'), true);
    assert.equal(cells.includes(cell.attributes.id), false);
    const lost = place(
      '<row><cell id="{99999999-0000-4000-8000-00000000dead}" solutionaction="Modified"/></row>',
    );
    assert.throws(
      () => environment.importSolution(partsZip({ entities: withForms(ownForm + lost) })),
      /cannot be merged: it has no cell/,
    );
  });

  it('a newer control only when its version is higher, and says nothing otherwise', () => {
    const environment = sandbox();
    const bundle = (): string =>
      strFromU8(environment.controls()[0]?.files.get('bundle.js') ?? new Uint8Array());
    environment.importSolution(partsZip());
    environment.importSolution(partsZip({ bundle: 'changed();' }));
    assert.equal(bundle(), 'registered();');
    const manifest = good.manifest.replace('version="1.0.0" display', 'version="1.0.10" display');
    environment.importSolution(partsZip({ bundle: 'changed();', manifest }));
    assert.equal(bundle(), 'changed();');
  });
});
