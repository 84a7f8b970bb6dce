/**
 * How the pretend Dataverse refuses: an HTTP status, a code and a message as on the wire (dataverse.md 2, "Error body").
 * Anything else that is thrown is a bug of the sandbox and must stay loud.
 */
export class DataverseError extends Error {
  readonly status: number;
  /** Eight hex digits with 0x in front; empty for failures of the OData layer itself. */
  readonly code: string;
  /** Members such as `@Microsoft.PowerApps.CDS.ErrorDetails.SubErrorCode`, sent only when annotations are asked for. */
  readonly annotations: Readonly<Record<string, string>>;
  /** More response headers, such as Retry-After. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { annotations?: Record<string, string>; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.annotations = more.annotations ?? {};
    this.headers = more.headers ?? {};
  }
}

/** 404 0x80040217: no row of this table has the id. */
export function doesNotExist(table: string, id: string): DataverseError {
  return new DataverseError(404, '0x80040217', `${table} With Id = ${id} Does Not Exist`);
}

/** 412 0x80040237: the primary key exists, or If-None-Match: * met a row. */
export function matchingKeyExists(): DataverseError {
  return new DataverseError(412, '0x80040237', 'A record with matching key values already exists.');
}

/** 404 0x80060888: a URL segment that names nothing. */
export function noSuchSegment(segment: string): DataverseError {
  return new DataverseError(404, '0x80060888', `Resource not found for the segment '${segment}'.`);
}

/** 400 0x80060888: the URL or its query options do not parse or are not supported. */
export function badQuery(message: string): DataverseError {
  return new DataverseError(400, '0x80060888', message);
}

/** 400 0x80048d19: the payload cannot be read against the table (unknown column, wrong type, doubled key). */
export function badPayload(table: string, reason: string): DataverseError {
  const help =
    'For more information on this error please follow this help link https://go.microsoft.com/fwlink/?linkid=2195293';
  return new DataverseError(
    400,
    '0x80048d19',
    `Error identified in Payload provided by the user for Entity :'${table}', ${help}  ---->  InnerException : Microsoft.OData.ODataException: ${reason}`,
  );
}

/** 400 0x80040203: an argument that parses and makes no sense. */
export function invalidArgument(message: string): DataverseError {
  return new DataverseError(400, '0x80040203', message);
}
