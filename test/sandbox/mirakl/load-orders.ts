/** Reads orders from files: every *.json of a folder, an OR11 answer, a bare order, or a list of orders. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, parseJson, printJson, type Json } from './lossless-json.ts';

export interface LoadedOrders {
  /** Each order's JSON text, value for value as in the file: give them to `MiraklSandbox.addOrderText`. */
  orders: string[];
  /** What could not be used: file name, and why. */
  problems: { file: string; reason: string }[];
}

/** Files are read in the order of their names. Throws only where the folder itself cannot be read. */
export function loadOrders(folder: string): LoadedOrders {
  const loaded: LoadedOrders = { orders: [], problems: [] };
  const files = readdirSync(folder)
    .filter((name) => name.toLowerCase().endsWith('.json'))
    .sort();
  if (files.length === 0) loaded.problems.push({ file: folder, reason: 'the folder has no *.json file' });
  for (const file of files) {
    try {
      // A byte order mark is no part of JSON, and editors write it all the same.
      const content = parseJson(readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, ''));
      ordersIn(content).forEach((order, position) => {
        if (isObject(order)) loaded.orders.push(printJson(order));
        else
          loaded.problems.push({
            file,
            reason: `entry ${position + 1} is not an order but ${nameOf(order)}`,
          });
      });
    } catch (error) {
      loaded.problems.push({ file, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return loaded;
}

function ordersIn(content: Json): Json[] {
  if (Array.isArray(content)) return content;
  if (!isObject(content))
    throw new Error(`holds ${nameOf(content)}; an OR11 answer, an order or a list is needed`);
  if (!('orders' in content)) return [content];
  if (!Array.isArray(content.orders))
    throw new Error(`"orders" is not a list but ${nameOf(content.orders ?? null)}`);
  return content.orders;
}

function nameOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
