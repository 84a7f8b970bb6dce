/** The packed solution against what is not ours: Microsoft's schema, a real export, the pretend environment, any text. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { XMLParser } from 'fast-xml-parser';
import { XmlBufferInputProvider, XmlDocument, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';
import { bridgeSolution } from '@marketplace-bridge/solution';
import {
  addOnNames,
  packAddOn,
  packSolution,
  solutionDocuments,
  solutionParts,
} from '@marketplace-bridge/solution/pack';
import { usualQueue } from '../../relay/src/bus/bus-settings.ts';
import { importSolution } from '../sandbox/dataverse/solution-import/import-solution.ts';
import { standardModel } from '../sandbox/dataverse/standard/model.ts';

const shared = join(import.meta.dirname, '..', '..', '..', 'shared');
const schemaFolder = join(shared, 'contract', 'solution-xsd');
const realExport = join(shared, 'samples', 'solution', 'extracts', 'cls-sample_Example-entity.managed.xml');
const unless = (path: string): { skip?: string } => (existsSync(path) ? {} : { skip: `${path} is not here` });

const customizations = solutionDocuments('unmanaged')['customizations.xml'];

/** customizations.xml out of the bytes of a zip. */
const customizationsIn = (zip: Uint8Array): string => strFromU8(unzipSync(zip)['customizations.xml']!);

it('imports into the pretend environment, managed and unmanaged', () => {
  for (const type of ['managed', 'unmanaged'] as const) {
    const imported = importSolution(standardModel(), packSolution(type));
    assert.deepEqual(
      imported.tables,
      bridgeSolution.tables.map(({ name }) => name),
    );
    assert.deepEqual(
      imported.extended,
      bridgeSolution.extensions.map((extension) => extension.extends),
    );
    assert.deepEqual(
      imported.roles.map(({ name }) => name),
      bridgeSolution.roles.map(({ name }) => name),
    );
  }
});

it('imports an add-on on top of the core and of the add-on that it adds to, and nowhere else', () => {
  const core = packSolution('managed');
  for (const name of addOnNames) {
    const model = standardModel({ fieldService: true });
    const refused = (): void => {
      assert.throws(() => importSolution(model, packAddOn(name)), /dependencies are missing/, name);
    };
    const before = /^(Stock|FieldService)(Events.*)$/.exec(name)?.[2] as
      (typeof addOnNames)[number] | undefined;
    if (name !== 'FieldService') refused();
    importSolution(model, core);
    if (before) {
      refused();
      importSolution(model, packAddOn(before));
    }
    assert.equal(importSolution(model, packAddOn(name)).uniqueName, `MarketplaceBridge_${name}`);
  }
});

it('refuses what is about Field Service where Field Service is not', () => {
  const model = standardModel();
  importSolution(model, packSolution('managed'));
  importSolution(model, packAddOn('EventsBus'));
  for (const name of ['FieldService', 'FieldServiceEventsBus'] as const) {
    assert.throws(
      () => importSolution(model, packAddOn(name)),
      /dependencies are missing.*msdyn_productinventory/,
    );
  }
  importSolution(model, packAddOn('StockEventsBus'));
});

it('sends what people did to the queue that the relay reads when nobody says otherwise', () => {
  const path = /<Path>([^<]*)<\/Path>/.exec(customizationsIn(packAddOn('EventsBus')))?.[1];
  assert.equal(path, usualQueue);
});

it(
  "validates against Microsoft's schema of customizations.xml, core and add-ons",
  unless(schemaFolder),
  () => {
    const validate = schemaValidator();
    assert.deepEqual(validate(customizations), []);
    assert.deepEqual(validate(customizationsIn(packSolution('managed'))), []);
    for (const name of addOnNames) assert.deepEqual(validate(customizationsIn(packAddOn(name))), [], name);
  },
);

it('is validated by a schema that does find faults', unless(schemaFolder), () => {
  const validate = schemaValidator();
  const broken = [
    ['<Type>ntext</Type>', '<Type>memo</Type>'],
    ['level="Global"', 'level="Everywhere"'],
    ['<CascadeDelete>Restrict<', '<CascadeDelete>Refuse<'],
    ['<forms type="main">', '<forms type="principal">'],
    ['<querytype>64<', '<querytype>lookup<'],
    ['operator="eq-userid"', 'operator="eq-me"'],
    [' forControl="', ' control="'],
    ['<SubArea Id="', '<SubArea Identifier="'],
  ] as const;
  for (const [right, wrong] of broken) {
    assert.notDeepEqual(validate(customizations.replace(right, wrong)), [], wrong);
  }
});

it('writes the columns and settings of every table as a real export has them', unless(realExport), () => {
  const real = entitiesIn(readFileSync(realExport, 'utf8'))[0]!;
  const ours = entitiesIn(customizations).find((entity) => nameOf(entity) === 'mpb_fee')!;
  const columnsOf = (entity: Node): Map<string, Node> =>
    new Map(list(inner(entity).attributes?.attribute).map((column) => [text(column.LogicalName), column]));
  const ourColumns = columnsOf(ours);
  for (const [name, column] of columnsOf(real)) {
    if (name.startsWith('sample_')) continue;
    assert.deepEqual(constants(ourColumns.get(name)), constants(column), name);
  }
  assert.deepEqual(
    constants(ourColumns.get('mpb_feeid')),
    constants(columnsOf(real).get('sample_exampleid')),
  );
  const settings = (entity: Node): string[] => Object.keys(inner(entity)).filter((name) => name !== '@Name');
  assert.deepEqual(settings(ours), settings(real));
});

it('keeps any label exactly as it was written', () => {
  const label = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/\p{C}/u.test(text));
  fc.assert(
    fc.property(label, (display) => {
      const table = { ...bridgeSolution.tables[0]!, display };
      const nothingElse = {
        extensions: [],
        choices: [],
        roles: [],
        controls: [],
        forms: [],
        views: [],
        apps: [],
      };
      const model = { ...bridgeSolution, ...nothingElse, tables: [table] };
      const text = solutionParts('unmanaged', model)['customizations.xml'] ?? '';
      const names = inner(entitiesIn(text)[0]!).LocalizedNames as unknown as { LocalizedName: Node };
      assert.equal(names.LocalizedName['@description'], display);
    }),
    { numRuns: 50, seed: 92_713 },
  );
});

/**
 * Messages of libxml2 about a document. The schema set is read with one change: libxml2 2.13 takes the parameters of a form
 * control for ambiguous and refuses the whole schema, so what is in them is not checked.
 */
function schemaValidator(): (text: string) => string[] {
  const parameters =
    /(name="FormXmlControlType">[^]*?<xs:element name="parameters"[^>]*>\s*<xs:complexType>)[^]*?\n\t{1,4}(?:<xs:attributeGroup[^>]*\/>)?<\/xs:complexType>/;
  const anything =
    '$1<xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence></xs:complexType>';
  const files = Object.fromEntries(
    readdirSync(schemaFolder).map((file) => [
      `solution-xsd/${file}`,
      Buffer.from(readFileSync(join(schemaFolder, file), 'utf8').replace(parameters, anything)),
    ]),
  );
  xmlRegisterInputProvider(new XmlBufferInputProvider(files));
  const url = 'solution-xsd/CustomizationsSolution.xsd';
  const schema = XsdValidator.fromDoc(XmlDocument.fromBuffer(files[url]!, { url }));
  return (text) => {
    const document = XmlDocument.fromString(text);
    try {
      schema.validate(document);
      return [];
    } catch (error) {
      assert.ok(error instanceof Error);
      return [error.message];
    } finally {
      document.dispose();
    }
  };
}

/** An element as fast-xml-parser gives it: attributes begin with `@`. */
interface Node {
  readonly [name: string]: Node | Node[] | string | undefined;
}

function entitiesIn(text: string): Node[] {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseTagValue: false,
    trimValues: true,
    htmlEntities: true,
  });
  const root = parser.parse(text) as {
    Entity?: Node;
    ImportExportXml?: { Entities: { Entity: Node | Node[] } };
  };
  return list(root.Entity ?? root.ImportExportXml?.Entities.Entity);
}

const list = (nodes: Node | Node[] | string | undefined): Node[] =>
  Array.isArray(nodes) ? nodes : typeof nodes === 'object' ? [nodes] : [];

const inner = (entity: Node): Node & { attributes?: Node } =>
  (entity.EntityInfo as unknown as { entity: Node & { attributes?: Node } }).entity;

const text = (value: Node[string]): string => (typeof value === 'string' ? value : '');

const nameOf = (entity: Node): string => text((entity.Name as Node)['#text']);

/** The leaves of a column that are the same in every solution: not names, labels, versions or whether it is audited. */
function constants(column: Node | undefined): Record<string, unknown> {
  const varying = ['@PhysicalName', 'Name', 'LogicalName', 'IntroducedVersion', 'IsAuditEnabled'];
  return Object.fromEntries(
    Object.entries(column ?? {}).filter(
      ([name, value]) => typeof value === 'string' && !varying.includes(name),
    ),
  );
}
