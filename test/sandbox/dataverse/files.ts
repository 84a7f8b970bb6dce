/** File columns: the bytes go and come by requests of their own; the row holds the id of what is stored. */
import { checkRead } from './access.ts';
import { DataverseError, noSuchSegment } from './errors.ts';
import type { Engine } from './engine.ts';
import type { ColumnModel, Row } from './model.ts';
import { noContent, type Call, type OperationAnswer } from './operation.ts';
import type { TableSchema } from './schema.ts';
import { decode } from './reference.ts';

/** A stored file; the engine keeps it under the id that stands in the row's file column. */
export interface StoredFile {
  name: string;
  content: Buffer;
}

interface FileAddress {
  id: string;
  row: Readonly<Row>;
}

/** PUT or PATCH …(id)/column with the bytes as body and the name in x-ms-file-name; DELETE empties it. */
export function writeFile(
  call: Call,
  table: TableSchema,
  at: FileAddress,
  column: ColumnModel,
): OperationAnswer {
  const { engine, operation } = call;
  call.work.kind = 'update';
  call.work.rows = 1;
  const { method, headers, body } = operation;
  if (method === 'DELETE') {
    patchColumn(call, table, at.id, { [column.name]: null });
    return noContent();
  }
  if (method !== 'PUT' && method !== 'PATCH') throw noSuchSegment(column.name);
  if (headers['content-type'] !== 'application/octet-stream') {
    throw new DataverseError(
      415,
      '0x80060888',
      'A file column takes the content type application/octet-stream.',
    );
  }
  const limit = (column.maxSize ?? 32_768) * 1024;
  if (body.length > limit) {
    throw new DataverseError(
      413,
      '0x80044331',
      `The file is larger than the maximum of ${limit} bytes of '${column.name}'.`,
    );
  }
  const fileId = engine.newId();
  engine.files.set(fileId, {
    name: decode(headers['x-ms-file-name'] ?? column.name),
    content: Buffer.from(body),
  });
  patchColumn(call, table, at.id, { [column.name]: fileId });
  return noContent();
}

/** GET …(id)/column/$value, or without $value. */
export function readFile(
  call: Call,
  table: TableSchema,
  at: FileAddress,
  column: ColumnModel,
): OperationAnswer {
  const { engine, operation } = call;
  call.work.kind = 'retrieve';
  call.work.rows = 1;
  checkRead(engine, operation.caller, table, at.row);
  const file = fileOf(engine, at.row, column);
  if (!file) return noContent();
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Disposition': `attachment; filename="${encodeURIComponent(file.name)}"`,
      'x-ms-file-name': encodeURIComponent(file.name),
      'x-ms-file-size': String(file.content.length),
      'OData-Version': '4.0',
    },
    body: file.content,
  };
}

export function fileOf(engine: Engine, row: Readonly<Row>, column: ColumnModel): StoredFile | undefined {
  const id = row[column.name];
  return typeof id === 'string' ? engine.files.get(id) : undefined;
}

function patchColumn(call: Call, table: TableSchema, id: string, columns: Row): void {
  const payload = { columns, changed: new Set(Object.keys(columns)), parents: [], children: [] };
  call.engine.updatePayload(call.operation.caller, table, id, payload);
}
