/** From the headers of a request to the user who calls (dataverse.md 1 "Other request headers", 8). */
import type { SandboxRequest } from '../../http.ts';
import type { Caller, Database } from '../hooks.ts';
import type { Row } from '../model.ts';
import { cannotActOnBehalf, notAMember, unauthorized, userDisabled } from './refusals.ts';
import type { TokenIssuer } from './token-endpoint.ts';

export function readCaller(
  request: SandboxRequest,
  database: Database,
  tokens: TokenIssuer,
  mayActOnBehalf: (userId: string) => boolean,
): Caller {
  const initiating = tokenUser(request, database, tokens);
  const user = impersonated(request, database) ?? initiating;
  if (user !== initiating && !mayActOnBehalf(String(initiating.systemuserid))) {
    throw cannotActOnBehalf(String(initiating.systemuserid));
  }
  return callerOf(database, user, initiating);
}

/** The caller that a systemuser row makes. */
export function callerOf(database: Database, user: Readonly<Row>, initiating: Readonly<Row> = user): Caller {
  return {
    userId: String(user.systemuserid),
    initiatingUserId: String(initiating.systemuserid),
    businessUnitId: String(user.businessunitid),
    organizationId: String(database.organization().organizationid),
  };
}

function tokenUser(request: SandboxRequest, database: Database, tokens: TokenIssuer): Readonly<Row> {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const subject = token === undefined ? undefined : tokens.subject(token);
  if (!subject) throw unauthorized(tokens.settings.tenantId, `http://${request.headers.host ?? 'sandbox'}`);
  const user =
    'userId' in subject
      ? database.get('systemuser', subject.userId)
      : database.where('systemuser', 'applicationid', subject.applicationId)[0];
  if (!user) throw notAMember();
  if (user.isdisabled === true) throw userDisabled(String(user.systemuserid));
  return user;
}

/** CallerObjectId names the directory object, the older MSCRMCallerID the systemuser. */
function impersonated(request: SandboxRequest, database: Database): Readonly<Row> | undefined {
  const objectId = request.headers.callerobjectid?.toLowerCase();
  const userId = request.headers.mscrmcallerid?.toLowerCase();
  if (objectId === undefined && userId === undefined) return undefined;
  const user =
    objectId === undefined
      ? database.get('systemuser', String(userId))
      : database.where('systemuser', 'azureactivedirectoryobjectid', objectId)[0];
  if (!user) throw notAMember();
  if (user.isdisabled === true) throw userDisabled(String(user.systemuserid));
  return user;
}
