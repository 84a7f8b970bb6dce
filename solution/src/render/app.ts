/** The model-driven app and its site map (solution.md 3.11). */
import type { App, Area, Group, Page } from '../app/app.ts';
import { braced } from '../component-id.ts';
import { solutionIdentity } from '../publisher.ts';
import { element, leaf, leaves } from './element.ts';
import type { Element } from './element.ts';
import { descriptions, introducedVersion, localizedNames } from './labels.ts';

/** Templates of System Administrator and System Customizer, which are in every export of an app. */
const platformRoles = [
  '627090ff-40a3-4053-8790-584edc5be201',
  '119f245c-3cc8-4b62-b31c-d1a046ced15d',
] as const;

/** The icon of the platform, for an app that has none of its own. */
const defaultIcon = '953b9fac-1e5e-e611-80d6-00155ded156f';

export function renderSiteMap(app: App): Element {
  return element('AppModuleSiteMap', {}, [
    ...leaves({
      SiteMapUniqueName: app.uniqueName,
      EnableCollapsibleGroups: 'False',
      ShowHome: 'True',
      ShowPinned: 'True',
      ShowRecents: 'True',
    }),
    element('SiteMap', { IntroducedVersion: '7.0.0.0' }, app.areas.map(renderArea)),
    localizedNames(app.name),
  ]);
}

const IntroducedVersion = '7.0.0.0';

function renderArea(area: Area): Element {
  return element(
    'Area',
    {
      Id: `mpb_area_${area.key}`,
      ResourceId: 'SitemapDesigner.NewTitle',
      ShowGroups: 'true',
      IntroducedVersion,
    },
    [titles(area.label), ...area.groups.map(renderGroup)],
  );
}

function renderGroup(group: Group): Element {
  return element(
    'Group',
    {
      Id: `mpb_group_${group.key.replaceAll('-', '_')}`,
      ResourceId: 'SitemapDesigner.NewGroup',
      IntroducedVersion,
      IsProfile: 'false',
      ToolTipResourseId: 'SitemapDesigner.Unknown',
    },
    [titles(group.label), ...group.pages.map(renderPage)],
  );
}

/** Not for offline use: TENANT 21. */
function renderPage(page: Page): Element {
  return element(
    'SubArea',
    {
      Id: `mpb_subarea_${page.table}`,
      Icon: '/_imgs/imagestrips/transparent_spacer.gif',
      Entity: page.table,
      Client: 'All,Outlook,OutlookLaptopClient,OutlookWorkstationClient,Web',
      AvailableOffline: 'false',
      PassParams: 'false',
      Sku: 'All,OnPremise,Live,SPLA',
    },
    [titles(page.label)],
  );
}

const titles = (Title: string): Element =>
  element('Titles', {}, [element('Title', { LCID: solutionIdentity.languageCode, Title })]);

export function renderApp(app: App): Element {
  const tables = app.areas.flatMap(({ groups }) =>
    groups.flatMap(({ pages }) => pages.map(({ table }) => table)),
  );
  const component = (type: number, schemaName: string): Element =>
    element('AppModuleComponent', { type, schemaName });
  return element('AppModule', {}, [
    leaf('UniqueName', app.uniqueName),
    introducedVersion(),
    ...leaves({
      WebResourceId: defaultIcon,
      OptimizedFor: '',
      statecode: 0,
      statuscode: 1,
      FormFactor: 1,
      ClientType: 4,
      NavigationType: 0,
    }),
    element('AppModuleComponents', {}, [
      ...[...new Set(tables)].map((table) => component(1, table)),
      component(62, app.uniqueName),
    ]),
    element(
      'AppModuleRoleMaps',
      {},
      [...platformRoles, ...app.roles].map((id) => element('Role', { id: braced(id) })),
    ),
    localizedNames(app.name),
    descriptions(app.description),
  ]);
}
