/** What a part of the solution may refer to: what is installed, and what the same file brings. */
import type { ViewModel } from '../components.ts';
import type { EnvironmentModel } from '../model.ts';
import type { Plan } from './checks.ts';

export interface Known {
  table(name: string): boolean;
  column(table: string, name: string): boolean;
  /** Logical name of the primary key. */
  primaryId(table: string): string | undefined;
  relationship(name: string): boolean;
  view(id: string): ViewModel | undefined;
  form(id: string): boolean;
  role(id: string): boolean;
}

/** Columns that every table has once it is installed (../system-columns.ts), whether or not its definition lists them. */
const SYSTEM = new Set(
  'createdon modifiedon createdby modifiedby createdonbehalfby modifiedonbehalfby versionnumber overriddencreatedon importsequencenumber timezoneruleversionnumber utcconversiontimezonecode ownerid owningbusinessunit owninguser owningteam statecode statuscode transactioncurrencyid exchangerate'.split(
    ' ',
  ),
);

export function knownTo(model: EnvironmentModel, plan: Plan): Known {
  const own = new Map(plan.tables.map((table) => [table.name, table]));
  const views = new Map([...(model.views ?? []), ...plan.views].map((view) => [view.id, view]));
  const relationships = new Set([...model.relationships, ...plan.relationships].map(({ name }) => name));
  const forms = new Set([...(model.forms ?? []), ...plan.forms].map(({ id }) => id));
  const roles = new Set([...model.roles, ...plan.roles].map(({ id }) => id));
  const column = (table: string, name: string): boolean =>
    SYSTEM.has(name) ||
    (name.endsWith('_base') && column(table, name.slice(0, -'_base'.length))) ||
    (model.tables.get(table)?.columns.has(name) ?? false) ||
    (own.get(table)?.columns.some((one) => one.column.name === name) ?? false);
  return {
    table: (name) => model.tables.has(name) || own.get(name)?.own !== undefined,
    column,
    primaryId: (table) => (model.tables.get(table) ?? own.get(table)?.own)?.primaryId,
    relationship: (name) => relationships.has(name),
    view: (id) => views.get(id),
    form: (id) => forms.has(id),
    role: (id) => roles.has(id),
  };
}
