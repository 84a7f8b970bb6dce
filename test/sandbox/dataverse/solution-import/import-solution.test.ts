import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { ask, sampleSandbox } from '../test-support.ts';
import { ImportRefusal } from './refusal.ts';

/** Pieces of a small solution, each of which a test may replace by something that a real import refuses. */
interface Pieces {
  managed: string;
  roots: string;
  missing: string;
  entity: string;
  columns: string;
  extended: string;
  relationships: string;
  roles: string;
  choices: string;
}

function attribute(schema: string, type: string, more = ''): string {
  const name = schema.toLowerCase();
  return `<attribute PhysicalName="${schema}"><Type>${type}</Type><Name>${name}</Name><LogicalName>${name}</LogicalName><RequiredLevel>none</RequiredLevel><IsCustomField>1</IsCustomField>${more}</attribute>`;
}

const good: Pieces = {
  managed: '1',
  roots:
    '<RootComponent type="1" schemaName="mpb_claim" behavior="0"/><RootComponent type="1" schemaName="mpb_sample" behavior="2"/>' +
    '<RootComponent type="9" schemaName="mpb_kind" behavior="0"/><RootComponent type="20" id="{11111111-0000-4000-8000-000000000001}" behavior="0"/>',
  missing:
    '<MissingDependency><Required type="1" schemaName="mpb_part" solution="Base (1.0)"/><Dependent type="10"/></MissingDependency>',
  entity:
    '<EntitySetName>mpb_claims</EntitySetName><OwnershipTypeMask>UserOwned</OwnershipTypeMask><ChangeTrackingEnabled>1</ChangeTrackingEnabled>',
  columns: [
    attribute('mpb_ClaimId', 'primarykey'),
    attribute(
      'mpb_Name',
      'nvarchar',
      '<DisplayMask>PrimaryName|ValidForForm</DisplayMask><Format>text</Format><MaxLength>50</MaxLength>',
    ),
    attribute('mpb_Amount', 'money', '<MinValue>0</MinValue><MaxValue>1000</MaxValue><Accuracy>2</Accuracy>'),
    attribute(
      'mpb_Kind',
      'picklist',
      '<AppDefaultValue>927130001</AppDefaultValue><OptionSetName>mpb_kind</OptionSetName>',
    ),
    attribute('mpb_Day', 'datetime', '<Format>date</Format><Behavior>2</Behavior>'),
    attribute('mpb_Part', 'lookup'),
  ].join(''),
  extended: attribute('mpb_Extra', 'nvarchar', '<MaxLength>10</MaxLength>'),
  relationships:
    '<EntityRelationship Name="mpb_claim_part"><EntityRelationshipType>OneToMany</EntityRelationshipType><ReferencingEntityName>mpb_Claim</ReferencingEntityName><ReferencedEntityName>mpb_Part</ReferencedEntityName><CascadeDelete>Restrict</CascadeDelete><ReferencingAttributeName>mpb_Part</ReferencingAttributeName><EntityRelationshipRoles><EntityRelationshipRole><NavigationPropertyName>mpb_Part</NavigationPropertyName><RelationshipRoleType>1</RelationshipRoleType></EntityRelationshipRole><EntityRelationshipRole><NavigationPropertyName>mpb_claim_part</NavigationPropertyName><RelationshipRoleType>0</RelationshipRoleType></EntityRelationshipRole></EntityRelationshipRoles></EntityRelationship>',
  roles:
    '<Role id="{11111111-0000-4000-8000-000000000001}" name="Clerk"><RolePrivileges><RolePrivilege name="prvReadmpb_Claim" level="Global"/><RolePrivilege name="prvReadSdkMessage" level="Global"/></RolePrivileges></Role>',
  choices:
    '<optionset Name="mpb_kind"><OptionSetType>picklist</OptionSetType><IsGlobal>1</IsGlobal><options><option value="927130000"><labels><label description="Plain" languagecode="1033"/></labels></option><option value="927130001"><labels><label description="Other" languagecode="1033"/></labels></option></options></optionset>',
};

const key =
  '<EntityKeys><EntityKey><Name>mpb_ClaimKey</Name><LogicalName>mpb_claimkey</LogicalName><EntityKeyAttributes><AttributeName>mpb_name</AttributeName></EntityKeyAttributes></EntityKey></EntityKeys>';

function zipOf(pieces: Partial<Pieces> = {}, leaveOut?: string): Uint8Array {
  const { managed, roots, missing, entity, columns, extended, relationships, roles, choices } = {
    ...good,
    ...pieces,
  };
  const own = `<Entity><Name LocalizedName="Claim" OriginalName="Claim">mpb_Claim</Name><EntityInfo><entity Name="mpb_Claim"><attributes>${columns}</attributes>${key}${entity}</entity></EntityInfo></Entity>`;
  const other = `<Entity><Name>mpb_Sample</Name><EntityInfo><entity Name="mpb_Sample"><attributes>${extended}</attributes></entity></EntityInfo></Entity>`;
  const files: Record<string, string> = {
    '[Content_Types].xml':
      '\uFEFF<?xml version="1.0" encoding="utf-8"?><Types><Default Extension="xml" ContentType="text/xml"/></Types>',
    'solution.xml': `<ImportExportXml><SolutionManifest><UniqueName>Claims</UniqueName><Version>1.2.0.0</Version><Managed>${managed}</Managed><Publisher><CustomizationPrefix>mpb</CustomizationPrefix></Publisher><RootComponents>${roots}</RootComponents><MissingDependencies>${missing}</MissingDependencies></SolutionManifest></ImportExportXml>`,
    'customizations.xml': `<ImportExportXml><Entities>${own}${other}</Entities><Roles>${roles}</Roles><EntityRelationships>${relationships}</EntityRelationships><optionsets>${choices}</optionsets></ImportExportXml>`,
  };
  const kept = Object.entries(files).filter(([name]) => name !== leaveOut);
  return zipSync(Object.fromEntries(kept.map(([name, text]) => [name, strToU8(text)])));
}

describe('importing a solution', () => {
  it('brings its tables, keys, choices, relationships and roles, and extends tables that are there', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.insert('mpb_sample', { mpb_key: 'kept' });
    const imported = sandbox.importSolution(zipOf());
    assert.deepEqual([imported.uniqueName, imported.version, imported.managed], ['Claims', '1.2.0.0', true]);
    assert.deepEqual(
      [imported.tables, imported.extended, imported.roles[0]?.name],
      [['mpb_claim'], ['mpb_sample'], 'Clerk'],
    );
    const part = sandbox.insert('mpb_part', {});
    const claim = {
      mpb_name: 'C1',
      mpb_amount: 5,
      mpb_day: '2026-11-02',
      'mpb_Part@odata.bind': `mpb_parts(${part})`,
    };
    assert.equal((await ask(sandbox, 'POST mpb_claims', claim)).status, 204);
    const read = await ask(
      sandbox,
      "GET mpb_claims(mpb_name='c1')?$select=mpb_kind,statecode,_ownerid_value,mpb_amount_base",
    );
    assert.deepEqual([read.json.mpb_kind, read.json.statecode, read.json.mpb_amount_base], [927130001, 0, 5]);
    assert.equal((await ask(sandbox, `DELETE mpb_parts(${part})`)).error.code, '0x80040227');
    assert.equal(
      (await ask(sandbox, "PATCH mpb_samples(mpb_key='kept')", { mpb_extra: '12345678901' })).error.code,
      '0x80044331',
    );
  });

  it('may be repeated, and refuses a column whose type has changed since', () => {
    const { sandbox } = sampleSandbox();
    sandbox.importSolution(zipOf());
    sandbox.importSolution(zipOf());
    assert.equal(sandbox.engine.model.roles.length, 1);
    const changed = good.columns.replace('<Type>money</Type>', '<Type>int</Type>');
    assert.throws(
      () => sandbox.importSolution(zipOf({ columns: changed })),
      /Attribute mpb_amount is a money, but a integer type was specified/,
    );
  });

  const refusals: [why: string, pieces: Partial<Pieces>, message: RegExp][] = [
    [
      'a table without root component',
      { roots: good.roots.replace(/<RootComponent type="1" schemaName="mpb_claim"[^>]*>/, '') },
      /component mpb_claim of type 1 is not declared in the solution file as a root component/,
    ],
    [
      'a root component without body',
      { roles: '' },
      /Cannot add a Root Component .* of type 20 because it is not in the target system/,
    ],
    [
      'a lookup without relationship',
      { relationships: '' },
      /attributes mpb_part of entity mpb_Claim are missing their associated relationship definition/,
    ],
    [
      'a relationship to an unknown table',
      {
        relationships: good.relationships.replace(
          '>mpb_Part</ReferencedEntityName>',
          '>mpb_Ghost</ReferencedEntityName>',
        ),
      },
      /entity mpb_ghost, which does not exist/,
    ],
    [
      'no primary name',
      { columns: good.columns.replace('PrimaryName|', '') },
      /has no primary name attribute/,
    ],
    [
      'two primary names',
      {
        columns:
          good.columns +
          attribute(
            'mpb_Second',
            'nvarchar',
            '<DisplayMask>PrimaryName</DisplayMask><MaxLength>5</MaxLength>',
          ),
      },
      /already has the mpb_name attribute set as the primary name/,
    ],
    [
      'a type word that does not exist',
      { columns: good.columns.replace('<Type>money</Type>', '<Type>memo</Type>') },
      /Unable to find attribute type by name memo/,
    ],
    [
      'a text format with a capital',
      { columns: good.columns.replace('<Format>text</Format>', '<Format>Text</Format>') },
      /Invalid string format Text/,
    ],
    [
      'a choice that is not there',
      { choices: good.choices.replace('Name="mpb_kind"', 'Name="mpb_other"') },
      /option set mpb_kind/,
    ],
    [
      'a missing dependency',
      { missing: good.missing.replace('mpb_part', 'salesorder') },
      /Some dependencies are missing.*schemaName="salesorder"/,
    ],
    [
      'ordinalvalue in an unmanaged file',
      { managed: '0', extended: good.extended.replace('<attribute ', '<attribute ordinalvalue="1" ') },
      /The 'ordinalvalue' attribute is not declared/,
    ],
    [
      'a role on a table that is not there',
      { roles: good.roles.replace('prvReadmpb_Claim', 'prvReadmpb_Ghost') },
      /names the privilege prvReadmpb_Ghost/,
    ],
    [
      'a privilege level that does not exist',
      { roles: good.roles.replace('Global', 'Everything') },
      /level 'Everything'/,
    ],
    ['XML that is not well formed', { choices: '<optionset>' }, /The import file is invalid/],
    [
      'a schema name that does not fit',
      { columns: good.columns.replace('PhysicalName="mpb_Amount"', 'PhysicalName="mpb_Sum"') },
      /has the schema name 'mpb_Sum'/,
    ],
  ];
  for (const [why, pieces, message] of refusals) {
    it(`refuses ${why} and changes nothing`, () => {
      const { sandbox } = sampleSandbox();
      assert.throws(
        () => sandbox.importSolution(zipOf(pieces)),
        (error) => error instanceof ImportRefusal && message.test(error.message),
      );
      assert.equal(sandbox.engine.model.tables.has('mpb_claim'), false);
      assert.equal(sandbox.engine.model.tables.get('mpb_sample')?.columns.has('mpb_extra'), false);
    });
  }

  for (const file of ['[Content_Types].xml', 'solution.xml', 'customizations.xml']) {
    it(`refuses a zip without ${file} at its root`, () => {
      assert.throws(
        () => sampleSandbox().sandbox.importSolution(zipOf({}, file)),
        /must contain the following files at its root/,
      );
    });
  }

  it('refuses to install over itself in the other mode', () => {
    const { sandbox } = sampleSandbox();
    sandbox.importSolution(zipOf());
    assert.throws(
      () => sandbox.importSolution(zipOf({ managed: '0' })),
      /already installed on this system as a managed solution/,
    );
  });

  it('refuses what is no zip', () => {
    assert.throws(() => sampleSandbox().sandbox.importSolution(strToU8('hello')), ImportRefusal);
  });

  it('takes ordinalvalue in a managed file', () => {
    const { sandbox } = sampleSandbox();
    sandbox.importSolution(
      zipOf({ extended: good.extended.replace('<attribute ', '<attribute ordinalvalue="1" ') }),
    );
  });
});
