import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { XmlDocument } from 'libxml2-wasm';
import { ask, sampleSandbox } from '../test-support.ts';

const sample = "EntityDefinitions(LogicalName='mpb_sample')";

describe('metadata', () => {
  it('has a service document of all entity sets', async () => {
    const { value } = await ask(sampleSandbox().sandbox, 'GET ');
    assert.deepEqual(value[0], { name: 'mpb_parts', kind: 'EntitySet', url: 'mpb_parts' });
  });

  it('has CSDL that parses and names properties, navigation and change tracking', async () => {
    const { text, headers } = await ask(sampleSandbox().sandbox, 'GET $metadata?annotations=true');
    assert.equal(headers['Content-Type'], 'application/xml');
    XmlDocument.fromString(text).dispose();
    assert.match(text, /<Property Name="_mpb_sampleid_value" Type="Edm\.Guid" \/>/);
    assert.match(text, /<NavigationProperty Name="mpb_SampleId" Type="mscrm\.mpb_sample">/);
    assert.match(text, /<EntitySet Name="mpb_samples"[^>]*>.*ChangeTracking.*Bool="true"/);
  });

  it('reads a table with its keys', async () => {
    const query =
      '$select=LogicalName,EntitySetName,PrimaryIdAttribute,PrimaryNameAttribute,ChangeTrackingEnabled&$expand=Keys($select=SchemaName,KeyAttributes,EntityKeyIndexStatus)';
    const { json } = await ask(sampleSandbox().sandbox, `GET ${sample}?${query}`);
    assert.equal(json.EntitySetName, 'mpb_samples');
    assert.equal(json.PrimaryIdAttribute, 'mpb_sampleid');
    const keys = json.Keys as Record<string, unknown>[];
    assert.deepEqual(
      keys.map((key) => [key.SchemaName, key.KeyAttributes, key.EntityKeyIndexStatus]),
      [
        ['mpb_SampleKey', ['mpb_key'], 'Active'],
        ['mpb_SampleDue', ['mpb_dueon', 'mpb_key'], 'Active'],
      ],
    );
  });

  it('shows a new key as Pending until its index is built', async () => {
    const { sandbox, clock } = sampleSandbox({ settings: { keyDelay: 60_000 } });
    sandbox.engine.tableSchema('mpb_part').model.keys.push({ name: 'mpb_PartKey', columns: ['mpb_name'] });
    sandbox.engine.refreshModel(sandbox.engine.settings.keyDelay);
    const status = async (): Promise<unknown> =>
      (await ask(sandbox, "GET EntityDefinitions(LogicalName='mpb_part')/Keys")).value[0]
        ?.EntityKeyIndexStatus;
    assert.equal(await status(), 'Pending');
    await clock.advance(60_000);
    assert.equal(await status(), 'Active');
  });

  it('filters tables, enumerations included', async () => {
    const { sandbox } = sampleSandbox();
    const tracked = await ask(
      sandbox,
      'GET EntityDefinitions?$select=SchemaName&$filter=ChangeTrackingEnabled eq true',
    );
    assert.equal(tracked.value.length, 2);
    const owned = await ask(
      sandbox,
      "GET EntityDefinitions?$select=LogicalName&$filter=OwnershipType eq Microsoft.Dynamics.CRM.OwnershipTypes'OrganizationOwned'",
    );
    assert.equal(owned.value.length, 0);
  });

  it('reads columns with level, length and options', async () => {
    const { sandbox } = sampleSandbox();
    const plain = await ask(
      sandbox,
      `GET ${sample}/Attributes?$select=LogicalName,AttributeType,RequiredLevel&$filter=LogicalName eq 'mpb_name'`,
    );
    assert.deepEqual(
      [plain.value[0]?.AttributeType, plain.value[0]?.RequiredLevel],
      ['String', { Value: 'None', CanBeChanged: false }],
    );
    const one = await ask(sandbox, `GET ${sample}/Attributes(LogicalName='mpb_name')`);
    assert.equal(one.json.MaxLength, 100);
    const cast = await ask(
      sandbox,
      `GET ${sample}/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata?$select=LogicalName&$expand=OptionSet`,
    );
    const options = (cast.value[0]?.OptionSet as { Options: { Value: number }[] }).Options;
    assert.deepEqual(
      options.map((option) => option.Value),
      [927130000, 927130001],
    );
  });

  it('tells the navigation property of a lookup', async () => {
    const { sandbox } = sampleSandbox();
    const query =
      "$select=ReferencedEntity,ReferencingEntityNavigationPropertyName&$filter=ReferencingAttribute eq 'mpb_sampleid'";
    const { value } = await ask(
      sandbox,
      `GET EntityDefinitions(LogicalName='mpb_part')/ManyToOneRelationships?${query}`,
    );
    assert.equal(value[0]?.ReferencingEntityNavigationPropertyName, 'mpb_SampleId');
  });

  it('refuses tables and columns that are not there, and writes', async () => {
    const { sandbox } = sampleSandbox();
    assert.equal((await ask(sandbox, "GET EntityDefinitions(LogicalName='nothing')")).status, 404);
    assert.equal((await ask(sandbox, `GET ${sample}?$select=Nothing`)).status, 400);
    assert.equal((await ask(sandbox, 'POST EntityDefinitions', {})).status, 501);
    assert.equal((await ask(sandbox, 'GET nothings')).status, 404);
  });

  it('answers WhoAmI and RetrieveTotalRecordCount', async () => {
    const { sandbox } = sampleSandbox();
    sandbox.insert('mpb_sample', {});
    const { json } = await ask(sandbox, 'GET WhoAmI');
    assert.deepEqual(Object.keys(json), ['@odata.context', 'BusinessUnitId', 'UserId', 'OrganizationId']);
    const count = await ask(
      sandbox,
      "GET RetrieveTotalRecordCount(EntityNames=@p)?@p=['mpb_sample','mpb_part']",
    );
    assert.deepEqual((count.json.EntityRecordCountCollection as Record<string, unknown>).Values, [1, 0]);
  });
});
