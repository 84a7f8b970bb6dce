/** The file in a multipart/form-data body (mirakl.md 1.4): part `file`, sent as a file, that is with a file name. */
import type { SandboxRequest } from '../http.ts';
import { badRequest } from './replies.ts';

export function uploadedFile(request: SandboxRequest): Buffer {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(request.headers['content-type'] ?? '');
  const mark = boundary?.[1] ?? boundary?.[2];
  if (mark === undefined) throw badRequest('The multipart request has no boundary.');
  const file = parts(request.body, mark).find(
    ({ headers }) => /;\s*name="?file"?\s*(;|$)/im.test(headers) && /;\s*filename=/i.test(headers),
  );
  if (!file) throw badRequest("Required request part 'file' is not present.");
  return file.content;
}

interface Part {
  headers: string;
  content: Buffer;
}

function parts(body: Buffer, boundary: string): Part[] {
  const found: Part[] = [];
  const delimiter = `\r\n--${boundary}`;
  // The first delimiter may stand at the very beginning, where it has no line end before it.
  let at = body.indexOf(delimiter.slice(2));
  if (at < 0) throw broken();
  at += delimiter.length - 2;
  while (body.toString('latin1', at, at + 2) !== '--') {
    const headersEnd = body.indexOf('\r\n\r\n', at);
    const end = headersEnd < 0 ? -1 : body.indexOf(delimiter, headersEnd + 2);
    if (end < 0) throw broken();
    found.push({
      headers: body.toString('utf8', at, headersEnd),
      content: body.subarray(Math.min(headersEnd + 4, end), end),
    });
    at = end + delimiter.length;
  }
  return found;
}

function broken(): ReturnType<typeof badRequest> {
  return badRequest('The multipart request cannot be read.');
}
