/** A small solution with a control, forms, a view and a step, for tests: pieces that each may be replaced by a broken one. */
import { strToU8, zipSync } from 'fflate';

export interface Parts {
  managed: string;
  version: string;
  roots: string;
  missing: string;
  /** What stands below `<Entities>`. */
  entities: string;
  controls: string;
  manifest: string;
  contentTypes: string;
  steps: string;
  endpoints: string;
  apps: string;
  siteMap: string;
  /** Path of a file to leave out. */
  without: string;
  bundle: string;
}

export const FORM = 'aaaaaaaa-0000-4000-8000-000000000001';
export const VIEW = 'aaaaaaaa-0000-4000-8000-000000000002';
export const ORDER_FORM = 'd598792c-3ff0-43f3-b3e3-bbd70b99e1a5';
export const CONTROL = 'mpb_Shop.Status';
const CUSTOM = '{F9A8A302-114E-466A-B582-6771B2AE0D92}';
const TEXT = '{4273EDBD-AC1D-40d3-9FB2-095C621B552D}';
const UNIQUE = '{cccccccc-0000-4000-8000-000000000001}';
const GRID = '{cccccccc-0000-4000-8000-000000000002}';

/** A control on the order's name, in a cell of its own. */
const boundCell = `<cell id="{dddddddd-0000-4000-8000-000000000001}" ordinalvalue="10000"><labels/><control id="name1" classid="${CUSTOM}" datafieldname="name" uniqueid="${UNIQUE}"/></cell>`;
const description = (action = ''): string =>
  `<controlDescription forControl="${UNIQUE}"${action}><customControl id="${TEXT}"><parameters><datafieldname>name</datafieldname></parameters></customControl><customControl formFactor="0" name="${CONTROL}"><parameters><shown>name</shown></parameters></customControl></controlDescription>`;
const gridCell = `<cell id="{dddddddd-0000-4000-8000-000000000002}"><labels/><control indicationOfSubgrid="true" id="grid" classid="${CUSTOM}" uniqueid="${GRID}"><parameters><RelationshipName>order_details</RelationshipName><TargetEntityType>salesorderdetail</TargetEntityType><ViewId>{${VIEW}}</ViewId></parameters></control></cell>`;
const gridDescription = `<controlDescription forControl="${GRID}"><customControl id="{E7A81278-8635-4D9E-8D4D-59480B391C5B}"><parameters/></customControl><customControl formFactor="0" name="${CONTROL}"><parameters><shown>name</shown><data-set name="lines"><ViewId>{${VIEW}}</ViewId><TargetEntityType>salesorderdetail</TargetEntityType></data-set></parameters></customControl></controlDescription>`;

/** Of its own, on the order. */
export const ownForm = `<forms type="main"><systemform><formid>{${FORM}}</formid><FormPresentation>1</FormPresentation><form><tabs><tab id="{eeeeeeee-0000-4000-8000-000000000001}" name="one"><columns><column width="100%"><sections><section id="{eeeeeeee-0000-4000-8000-000000000002}"><rows><row>${boundCell.replace(' ordinalvalue="10000"', '')}</row><row>${gridCell}</row></rows></section></sections></column></columns></tab></tabs><controlDescriptions>${description()}${gridDescription}</controlDescriptions></form><LocalizedNames><LocalizedName description="Order &amp; shop" languagecode="1033"/></LocalizedNames><DisplayConditions FallbackForm="true" Order="0"><Everyone/></DisplayConditions></systemform></forms>`;

/** The difference that adds a tab to the shipped form. */
export const addedTab = (label = 'Marketplace'): string =>
  `<forms type="main"><systemform><formid>{${ORDER_FORM}}</formid><form shownavigationbar="true" solutionaction="Modified"><tabs><tab name="shop_tab" id="{eeeeeeee-0000-4000-8000-0000000000aa}" ordinalvalue="1" solutionaction="Added"><labels><label description="${label}" languagecode="1033"/></labels><columns><column width="100%" id="0"><sections><section id="{eeeeeeee-0000-4000-8000-0000000000ab}" ordinalvalue="0"><rows><row>${boundCell}</row></rows></section></sections></column></columns></tab></tabs><controlDescriptions>${description(' solutionaction="Added"')}</controlDescriptions></form><LocalizedNames/></systemform></forms>`;

const view = `<savedquery><isdefault>0</isdefault><savedqueryid>{${VIEW}}</savedqueryid><layoutxml><grid name="resultset" jump="productid" select="1"><row name="result" id="salesorderdetailid"><cell name="quantity" width="100"/><cell name="o.name" width="100"/></row></grid></layoutxml><querytype>0</querytype><fetchxml><fetch version="1.0"><entity name="salesorderdetail"><attribute name="quantity"/><order attribute="quantity"/><filter type="and"><condition attribute="quantity" operator="gt" value="0"/></filter><link-entity name="salesorder" from="salesorderid" to="salesorderid" alias="o"><attribute name="name"/></link-entity></entity></fetch></fetchxml><LocalizedNames><LocalizedName description="Lines" languagecode="1033"/></LocalizedNames></savedquery>`;

function entity(schemaName: string, inside: { forms?: string; views?: string }): string {
  return `<Entity><Name>${schemaName}</Name><EntityInfo><entity Name="${schemaName}"><attributes/></entity></EntityInfo><FormXml>${inside.forms ?? ''}</FormXml><SavedQueries><savedqueries>${inside.views ?? ''}</savedqueries></SavedQueries></Entity>`;
}

const root = (type: number, identifier: string): string =>
  `<RootComponent type="${type}" ${identifier} behavior="2"/>`;

/** The tables with other forms. */
export const withForms = (forms: string): string =>
  entity('SalesOrder', { forms }) + entity('SalesOrderDetail', { views: view });

export const good: Parts = {
  managed: '1',
  version: '1.0.0.0',
  roots:
    root(1, 'schemaName="salesorder"') +
    root(1, 'schemaName="salesorderdetail"') +
    root(60, `id="{${FORM}}"`) +
    root(60, `id="{${ORDER_FORM}}"`) +
    root(66, `schemaName="${CONTROL}"`) +
    root(62, 'schemaName="mpb_Shop"') +
    root(80, 'schemaName="mpb_Shop"'),
  missing: '',
  entities:
    entity('SalesOrder', { forms: ownForm + addedTab() }) + entity('SalesOrderDetail', { views: view }),
  controls: `<CustomControl><Name>${CONTROL}</Name><FileName>/Controls/${CONTROL}/ControlManifest.xml</FileName></CustomControl>`,
  manifest:
    '<manifest><control namespace="Shop" constructor="Status" version="1.0.0" display-name-key="Status" description-key="What it is" control-type="virtual"><data-set name="lines" display-name-key="Lines"/><property name="shown" display-name-key="Shown" of-type="SingleLine.Text" usage="bound" required="true"/><resources><code path="bundle.js" order="1"/><resx path="strings/Status.1033.resx" version="1.0.0"/></resources></control></manifest>',
  contentTypes: ['xml', 'js', 'resx']
    .map((extension) => `<Default Extension="${extension}" ContentType="application/octet-stream"/>`)
    .join(''),
  steps: '',
  endpoints: '',
  apps: `<AppModule><UniqueName>mpb_Shop</UniqueName><AppModuleComponents><AppModuleComponent type="1" schemaName="salesorder"/><AppModuleComponent type="60" id="{${FORM}}"/><AppModuleComponent type="26" id="{${VIEW}}"/><AppModuleComponent type="62" schemaName="mpb_Shop"/></AppModuleComponents><AppModuleRoleMaps><Role id="{627090ff-40a3-4053-8790-584edc5be201}"/></AppModuleRoleMaps></AppModule>`,
  siteMap:
    '<AppModuleSiteMap><SiteMapUniqueName>mpb_Shop</SiteMapUniqueName><SiteMap><Area Id="a"><Group Id="g"><SubArea Id="s" Entity="salesorder"/></Group></Area></SiteMap></AppModuleSiteMap>',
  without: '',
  bundle: 'registered();',
};

export function partsZip(given: Partial<Parts> = {}): Uint8Array {
  const parts = { ...good, ...given };
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types>${parts.contentTypes}</Types>`,
    'solution.xml': `<ImportExportXml><SolutionManifest><UniqueName>Shop</UniqueName><Version>${parts.version}</Version><Managed>${parts.managed}</Managed><Publisher><CustomizationPrefix>mpb</CustomizationPrefix></Publisher><RootComponents>${parts.roots}</RootComponents><MissingDependencies>${parts.missing}</MissingDependencies></SolutionManifest></ImportExportXml>`,
    'customizations.xml': `<ImportExportXml><Entities>${parts.entities}</Entities><Roles/><CustomControls>${parts.controls}</CustomControls><SdkMessageProcessingSteps>${parts.steps}</SdkMessageProcessingSteps><ServiceEndpoints>${parts.endpoints}</ServiceEndpoints><AppModuleSiteMaps>${parts.siteMap}</AppModuleSiteMaps><AppModules>${parts.apps}</AppModules></ImportExportXml>`,
    [`Controls/${CONTROL}/ControlManifest.xml`]: parts.manifest,
    [`Controls/${CONTROL}/bundle.js`]: parts.bundle,
    [`Controls/${CONTROL}/strings/Status.1033.resx`]: '<root/>',
  };
  const kept = Object.entries(files).filter(
    ([name]) => !name.endsWith(parts.without === '' ? '?' : parts.without),
  );
  return zipSync(Object.fromEntries(kept.map(([name, text]) => [name, strToU8(text)])));
}
