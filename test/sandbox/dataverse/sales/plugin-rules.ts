/**
 * A customer's own synchronous plug-ins, as far as others notice them: a write is refused with the plug-in's own message
 * (TENANT 9: 0x80040265, quoted in a typed exception). Off unless given.
 */
import type { SandboxRules, WriteContext } from '../hooks.ts';
import type { Row } from '../model.ts';
import { pluginRefused } from './refusals.ts';

export interface CustomPlugin {
  /** Logical name of the table. */
  table: string;
  on: readonly WriteContext['kind'][];
  /** The message to throw, or undefined when the plug-in is content. */
  refuses: (row: Readonly<Row>) => string | undefined;
}

/** A plug-in that insists on columns that the product leaves optional, as customised and dual-write organisations have. */
export function requiresColumns(table: string, columns: readonly string[], message: string): CustomPlugin {
  const refuses = (row: Readonly<Row>): string | undefined =>
    columns.some((name) => row[name] == null) ? message : undefined;
  return { table, on: ['create', 'update'], refuses };
}

export function pluginRules(plugins: readonly CustomPlugin[]): SandboxRules {
  return {
    name: 'plugins',
    beforeWrite: ({ table, kind, row }) => {
      for (const plugin of plugins) {
        if (plugin.table !== table.name || !plugin.on.includes(kind)) continue;
        const message = plugin.refuses(row);
        if (message !== undefined) throw pluginRefused(message);
      }
    },
  };
}
