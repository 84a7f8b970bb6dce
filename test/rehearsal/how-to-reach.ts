import type { World } from './world.ts';

/** What somebody needs to point a client at the pretend systems; nothing in it is secret, because nothing in it is real. */
export function howToReach(
  origins: { readonly mirakl: string; readonly dataverse: string },
  credentials: World['credentials'],
  speed: number,
): string {
  const { apiKey, tenantId, clientId, clientSecret, miraklHost } = credentials;
  const tokenUrl = `${origins.dataverse}/${tenantId}/oauth2/v2.0/token`;
  return `Pretend B&Q (Mirakl seller API)
  address        ${origins.mirakl}/api
  API key        ${apiKey}   (header Authorization, without "Bearer")

  curl -H 'Authorization: ${apiKey}' '${origins.mirakl}/api/orders?max=2'

Pretend Dynamics (Dataverse Web API)
  address        ${origins.dataverse}/api/data/v9.2/
  token URL      ${tokenUrl}
  client id      ${clientId}
  client secret  ${clientSecret}

  curl -d grant_type=client_credentials -d client_id=${clientId} -d client_secret=${clientSecret} -d scope=${origins.dataverse}/.default ${tokenUrl}
  curl -H "Authorization: Bearer ACCESS_TOKEN" '${origins.dataverse}/api/data/v9.2/WhoAmI'

The relay at them: put this into .env, then "npm run relay".
  MIRAKL_URL=${origins.mirakl}
  MIRAKL_API_KEY=${apiKey}
  MIRAKL_HOST=${miraklHost}
  DATAVERSE_URL=${origins.dataverse}
  DATAVERSE_TOKEN_URL=${tokenUrl}
  DATAVERSE_CLIENT_ID=${clientId}
  DATAVERSE_CLIENT_SECRET=${clientSecret}
  SPEED=${speed}

Everything is in memory and gone after Ctrl-C.`;
}
