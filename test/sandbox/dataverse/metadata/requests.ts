/** GET on the service document, $metadata and EntityDefinitions (dataverse.md 10). */
import { json, type Call, type OperationAnswer } from '../operation.ts';

/** The answer to a metadata request, or undefined when the path is not one. */
export function metadataRequest(
  call: Call,
  segments: { name: string; inside: string | undefined }[],
): OperationAnswer | undefined {
  const { operation, engine } = call;
  if (operation.method !== 'GET' || segments.length > 0) return undefined;
  call.work.kind = 'metadata';
  const value = [...engine.schema.sets.keys()].sort().map((name) => ({ name, kind: 'EntitySet', url: name }));
  return json(JSON.stringify({ '@odata.context': `${operation.base}$metadata`, value }));
}
