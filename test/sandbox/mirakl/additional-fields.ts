/** OR31: custom fields of an order and its lines; all of a call is written, or none of it (mirakl.md 2.6). */
import type { SandboxResponse } from '../http.ts';
import type { Call } from './call.ts';
import { isObject, type Json } from './lossless-json.ts';
import { linesOf, type WireField } from './order-shape.ts';
import { bodyObject, ok, refuse, type CodedError } from './replies.ts';
import type { MiraklSettings } from './settings.ts';

type Definition = MiraklSettings['additionalFields'][number];
type Change = { code: string; value: WireField['value'] | null };

export function writeAdditionalFields(call: Call): SandboxResponse {
  const { store, settings } = call.platform;
  const body = bodyObject(call.request);
  const held = store.find(call.id);
  if (!held) return refuse(404, `Order with identifier [${call.id}] not found`);
  const errors: CodedError[] = [];
  const orderChanges = readChanges(body.order_additional_fields, settings.additionalFields, {
    path: 'order_additional_fields',
    errors,
  });
  const lines = linesOf(held.body);
  const lineChanges = (Array.isArray(body.order_lines) ? body.order_lines : []).map((entry, position) => {
    const path = `order_lines[${position}]`;
    const line = isObject(entry)
      ? lines.find((known) => known.order_line_id === entry.order_line_id)
      : undefined;
    if (!line)
      errors.push({
        code: 'ORDER_LINE_NOT_FOUND',
        field: `${path}.order_line_id`,
        message: 'Unknown order line',
      });
    const changes = isObject(entry) ? entry.order_line_additional_fields : undefined;
    const place = { path: `${path}.order_line_additional_fields`, errors };
    return { line, changes: readChanges(changes, settings.lineAdditionalFields, place) };
  });
  if (errors.length > 0) return ok({ order_update_errors: { errors, input: body } });
  store.change(held, call.now, (order) => {
    order.order_additional_fields = changed(
      order.order_additional_fields,
      orderChanges,
      settings.additionalFields,
    );
    for (const { line, changes } of lineChanges) {
      if (!line) continue;
      line.order_line_additional_fields = changed(
        line.order_line_additional_fields,
        changes,
        settings.lineAdditionalFields,
      );
    }
  });
  return ok({
    order_update_result: {
      order_additional_fields: held.body.order_additional_fields,
      order_lines: lines.map((line) => ({
        order_line_id: line.order_line_id,
        order_line_additional_fields: asFields(line.order_line_additional_fields),
      })),
    },
  });
}

interface Place {
  path: string;
  errors: CodedError[];
}

function readChanges(given: Json | undefined, definitions: Definition[], { path, errors }: Place): Change[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) {
    errors.push({ code: 'INVALID_FIELD_TYPE', field: path, message: 'Field type is invalid' });
    return [];
  }
  return given.flatMap((entry, position): Change[] => {
    const field = `${path}[${position}]`;
    const definition = isObject(entry) ? definitions.find(({ code }) => code === entry.code) : undefined;
    if (!isObject(entry) || !definition) {
      errors.push({ code: 'UNKNOWN_FIELD', field: `${field}.code`, message: 'Unknown custom field' });
      return [];
    }
    const value = entry.value === undefined || entry.value === '' ? null : entry.value;
    const wrong = problemWith(value, definition);
    if (wrong) errors.push({ ...wrong, field: `${field}.value` });
    return wrong ? [] : [{ code: definition.code, value: value as Change['value'] }];
  });
}

function problemWith(value: Json, definition: Definition): { code: string; message: string } | undefined {
  if (value === null) {
    return definition.required
      ? { code: 'REQUIRED_FIELD', message: 'A required field cannot be removed' }
      : undefined;
  }
  const fits =
    definition.type === 'MULTIPLE_VALUES_LIST'
      ? Array.isArray(value) && value.every((item) => typeof item === 'string')
      : typeof value === 'string' && (definition.type !== 'BOOLEAN' || value === 'true' || value === 'false');
  return fits ? undefined : { code: 'INVALID_FIELD_TYPE', message: 'Field type is invalid' };
}

function changed(now: unknown, changes: Change[], definitions: Definition[]): WireField[] {
  const fields = new Map(asFields(now).map((field) => [field.code, field]));
  for (const { code, value } of changes) {
    const type = definitions.find((definition) => definition.code === code)?.type ?? 'STRING';
    if (value === null) fields.delete(code);
    else fields.set(code, { code, type, value });
  }
  return [...fields.values()];
}

function asFields(value: unknown): WireField[] {
  return Array.isArray(value) ? (value.filter(isObject) as WireField[]) : [];
}
