/** A small hand-made environment for tests and the benchmark of the engine itself: a parent, its children, one key. */
import type { ColumnModel, ColumnType, EnvironmentModel, TableModel } from './model.ts';

/**
 * Tables `mpb_sample` (key mpb_key; text, number, money, choice, date, file) and `mpb_part` (lookup to the sample, restricting its deletion
 * when `restrict`).
 */
export function sampleModel(options: { restrict?: boolean } = {}): EnvironmentModel {
  const sample = table('mpb_Sample', [
    column('mpb_Name', 'text', { maxLength: 100 }),
    column('mpb_Key', 'text', { maxLength: 100 }),
    column('mpb_Quantity', 'integer', { min: 0, max: 1_000_000 }),
    column('mpb_Price', 'money', { precision: 2 }),
    column('mpb_Rate', 'decimal', { precision: 4, min: -10, max: 10 }),
    column('mpb_Kind', 'choice', {
      options: [
        { value: 927_130_000, label: 'Plain' },
        { value: 927_130_001, label: 'Special' },
      ],
    }),
    column('mpb_DueOn', 'datetime'),
    column('mpb_Day', 'date'),
    column('mpb_Done', 'boolean', { default: false }),
    column('mpb_Notes', 'memo', { maxLength: 2000 }),
    column('mpb_Page', 'file', { maxSize: 32 }),
    column('mpb_Once', 'text', { maxLength: 20, validForUpdate: false }),
    column('mpb_Total', 'integer', { validForCreate: false, validForUpdate: false }),
  ]);
  sample.keys = [
    { name: 'mpb_SampleKey', columns: ['mpb_key'] },
    { name: 'mpb_SampleDue', columns: ['mpb_dueon', 'mpb_key'] },
  ];
  const part = table('mpb_Part', [
    column('mpb_Name', 'text', { maxLength: 100 }),
    column('mpb_Amount', 'integer'),
    column('mpb_SampleId', 'lookup', { targets: ['mpb_sample'] }),
  ]);
  return {
    tables: new Map([sample, part].map((one) => [one.name, one])),
    relationships: [
      {
        name: 'mpb_sample_part',
        referencingTable: 'mpb_part',
        referencingColumn: 'mpb_sampleid',
        referencedTable: 'mpb_sample',
        navigation: 'mpb_SampleId',
        collection: 'mpb_sample_part',
        onDelete: options.restrict === true ? 'restrict' : 'cascade',
      },
    ],
    roles: [],
  };
}

function table(schemaName: string, columns: ColumnModel[]): TableModel {
  const name = schemaName.toLowerCase();
  return {
    name,
    schemaName,
    set: `${name}s`,
    display: schemaName,
    primaryId: `${name}id`,
    primaryName: 'mpb_name',
    ownership: 'user',
    changeTracking: true,
    columns: new Map(columns.map((one) => [one.name, one])),
    keys: [],
  };
}

function column(schemaName: string, type: ColumnType, more: Partial<ColumnModel> = {}): ColumnModel {
  return {
    name: schemaName.toLowerCase(),
    schemaName,
    type,
    display: schemaName.replace('mpb_', ''),
    required: 'none',
    validForCreate: true,
    validForUpdate: true,
    validForRead: true,
    ...more,
  };
}
