/**
 * How the show room reads forms and views: its own modules, in the browser that they are for, over XML that is as short as
 * the matter allows.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { openRoom, type Room } from './show-room.ts';
import { watchedPage } from './watched-page.ts';

describe('the show room reads', () => {
  let room: Room;
  let browser: Browser;
  let page: Page;
  before(async () => {
    [room, browser] = await Promise.all([openRoom(), launchChromium()]);
    ({ page } = await watchedPage(browser));
    await page.goto(`${room.origin}/app/stage`);
  });
  after(async () => {
    await browser.close();
    await room.close();
  });

  /** Calls what a module of the page exports. */
  function call(file: string, name: string, ...given: readonly unknown[]): Promise<unknown> {
    return page.evaluate(
      async ([path, what, parameters]) => {
        const module = (await import(path)) as Record<string, (...all: unknown[]) => unknown>;
        return module[what]?.(...parameters);
      },
      [`/app/client/${file}`, name, given] as const,
    );
  }

  const model = {
    tables: {
      thing: {
        name: 'thing',
        primaryId: 'thingid',
        primaryName: 'title',
        columns: Object.fromEntries(
          [
            ['title', 'text'],
            ['size', 'integer'],
            ['good', 'boolean'],
            ['ownerid', 'owner'],
            ['made', 'datetime'],
          ].map(([name = '', type]) => [name, { name, type, display: name.toUpperCase() }]),
        ),
      },
    },
  };
  const person = { id: 'me', teamIds: ['one', 'two'] };

  async function odata(filter: string, order = ''): Promise<unknown> {
    const view = {
      table: 'thing',
      layoutXml:
        '<grid><row><cell name="title" width="200"/><cell name="size"/><cell name="made" ishidden="1"/></row></grid>',
      fetchXml: `<fetch><entity name="thing">${order}${filter}</entity></fetch>`,
    };
    const query = await call('view-query.ts', 'queryOfView', model, view, person);
    return call('view-query.ts', 'odataOf', model, 'thing', query);
  }

  const condition = (attribute: string, operator: string, rest = '') =>
    `<condition attribute="${attribute}" operator="${operator}" ${rest}`;

  it('the columns, the filter and the order of a view', async () => {
    const filter = `<filter type="or">${condition('size', 'ge', 'value="3"/>')}${condition('title', 'eq', 'value="it\'s"/>')}</filter>`;
    assert.equal(
      await odata(filter, '<order attribute="ownerid" descending="true"/>'),
      "?$select=thingid,title,size&$filter=((size ge 3 or title eq 'it''s'))&$orderby=_ownerid_value desc",
    );
  });

  for (const [what, xml, said] of [
    ['what is mine', condition('ownerid', 'eq-userid', '/>'), '(_ownerid_value eq me)'],
    [
      'what is my teams',
      condition('ownerid', 'eq-userteams', '/>'),
      '(_ownerid_value eq one or _ownerid_value eq two)',
    ],
    [
      'one of several',
      condition('size', 'in', '><value>1</value><value>2</value></condition>'),
      '(size eq 1 or size eq 2)',
    ],
    ['yes', condition('good', 'eq', 'value="1"/>'), 'good eq true'],
    ['nothing', condition('made', 'null', '/>'), 'made eq null'],
  ] as const) {
    it(`a condition: ${what}`, async () => {
      assert.equal(await odata(`<filter>${xml}</filter>`), `?$select=thingid,title,size&$filter=(${said})`);
    });
  }

  it('no condition that it does not know', async () => {
    await assert.rejects(
      odata(`<filter>${condition('made', 'last-x-days', 'value="7"/>')}</filter>`),
      /does not know the condition "last-x-days"/,
    );
  });

  it('tabs, sections, fields, controls and sub-grids of a form, without what is hidden', async () => {
    const labels = (text: string) => `<labels><label description="${text}" languagecode="1033"/></labels>`;
    const cell = (inside: string, more = '') =>
      `<row><cell id="c" ${more}>${labels('A cell')}${inside}</cell></row>`;
    const tab = (rows: string, more = '') =>
      `<tab id="t" ${more}>${labels('A tab')}<columns><column width="50%"><sections>` +
      `<section id="s" columns="11">${labels('A section')}<rows>${rows}</rows></section></sections></column></columns></tab>`;
    const layout = await call(
      'form-layout.ts',
      'readForm',
      '<form><tabs>' +
        tab(
          cell('<control id="size" datafieldname="size" disabled="true"/>') +
            cell('<control id="made" datafieldname="made"/>', 'visible="false"') +
            cell(
              '<control id="title" datafieldname="title" uniqueid="{A}"/>',
              'colspan="2" showlabel="false"',
            ) +
            cell(
              '<control id="g" indicationOfSubgrid="true"><parameters><TargetEntityType>other</TargetEntityType>' +
                '<ViewId>{AB}</ViewId><RelationshipName>r</RelationshipName></parameters></control>',
            ),
        ) +
        tab('', 'visible="false"') +
        '</tabs><controlDescriptions><controlDescription forControl="{a}">' +
        '<customControl id="{x}"/><customControl name="mpb_A.B" formFactor="0"><parameters><key>title</key>' +
        '<word static="true">hello</word></parameters></customControl></controlDescription></controlDescriptions></form>',
    );
    const subGrid = { table: 'other', viewId: 'ab', relationship: 'r', rows: 10, dataSet: null };
    const common = { id: 'c', label: 'A cell' };
    assert.deepEqual(layout, {
      header: [],
      tabs: [
        {
          id: 't',
          label: 'A tab',
          columns: [
            {
              width: '50%',
              sections: [
                {
                  id: 's',
                  label: 'A section',
                  across: 2,
                  cells: [
                    {
                      ...common,
                      showLabel: true,
                      wide: false,
                      content: { kind: 'field', column: 'size', disabled: true },
                    },
                    {
                      ...common,
                      showLabel: false,
                      wide: true,
                      content: {
                        kind: 'control',
                        name: 'mpb_A.B',
                        column: 'title',
                        bindings: { key: 'title', word: { value: 'hello' } },
                        subGrid: null,
                      },
                    },
                    { ...common, showLabel: true, wide: true, content: { kind: 'sub-grid', subGrid } },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('the site map of the zip, page by page', async () => {
    await page.goto(`${room.origin}/app?person=sales#/list/mpb_order`);
    const map = page.getByRole('navigation', { name: 'Site map' });
    await map.getByRole('link').first().waitFor();
    const inZip = room.world.dataverse
      .siteMaps()
      .flatMap(({ areas }) => areas.flatMap(({ groups }) => groups.flatMap(({ pages }) => pages)));
    assert.ok(inZip.length > 5);
    const links = await map.getByRole('link').allTextContents();
    assert.deepEqual(
      links.map((text) => text.trim()),
      inZip.map(({ title }) => title),
    );
  });
});
