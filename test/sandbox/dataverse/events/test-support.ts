/** A Sales environment with steps of a small solution on accounts, contacts and orders, and a poster that remembers. */
import { strToU8, zipSync } from 'fflate';
import { ManualClock } from '../../clock.ts';
import type { PrivilegeModel } from '../model.ts';
import {
  salesEnvironment,
  type SalesEnvironment,
  type SalesEnvironmentOptions,
} from '../sales-environment.ts';
import type { EventOptions } from './async-service.ts';
import type { EndpointPoster, PostedMessage, PostingEndpoint, PostResult } from './poster.ts';

export const QUEUE_ENDPOINT = '42f2f6aa-0000-4000-8000-000000000001';
export const WEBHOOK_ENDPOINT = '42f2f6aa-0000-4000-8000-000000000002';

const MESSAGES = {
  Create: '9ebdbb1b-ea3e-db11-86a7-000a3a5473e8',
  Update: '20bebb1b-ea3e-db11-86a7-000a3a5473e8',
  Delete: 'a1bdbb1b-ea3e-db11-86a7-000a3a5473e8',
} as const;
const PLUGINS = {
  queue: ['Microsoft.Crm.ServiceBus.ServiceBusPlugin', 'ef521e63-cd2b-4170-99f6-447466a7161e'],
  webhook: ['Microsoft.Crm.ServiceBus.WebhookPlugin', 'fe4f0cdb-b254-4fa1-84f6-d58d0759b8b3'],
} as const;

export interface StepSpec {
  message: keyof typeof MESSAGES;
  table: string;
  filter?: string[];
  image?: { kind: 0 | 1; columns: string[] };
  contract?: keyof typeof PLUGINS;
  autoDelete?: boolean;
}

export const stepId = (at: number): string => `c22fdadb-0000-4000-8000-${String(at).padStart(12, '0')}`;

export function stepXml(spec: StepSpec, at: number): string {
  const { message, table, filter = [], image, contract = 'queue', autoDelete = false } = spec;
  const [plugin, pluginId] = PLUGINS[contract];
  const endpoint = contract === 'queue' ? QUEUE_ENDPOINT : WEBHOOK_ENDPOINT;
  const images = image
    ? `<SdkMessageProcessingStepImage Name="after"><SdkMessageProcessingStepImageId>{0a9e0000-0000-4000-8000-${String(at).padStart(12, '0')}}</SdkMessageProcessingStepImageId><Attributes>${image.columns.join(',')}</Attributes><EntityAlias>after</EntityAlias><ImageType>${image.kind}</ImageType><MessagePropertyName>${message === 'Create' ? 'id' : 'Target'}</MessagePropertyName></SdkMessageProcessingStepImage>`
    : '';
  return `<SdkMessageProcessingStep Name="${message} of ${table}" SdkMessageProcessingStepId="{${stepId(at)}}"><SdkMessageId>${MESSAGES[message]}</SdkMessageId><PluginTypeName>${plugin}, Microsoft.Crm.ServiceBus, Version=9.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35</PluginTypeName><PluginTypeId>${pluginId}</PluginTypeId><PrimaryEntity>${table}</PrimaryEntity><AsyncAutoDelete>${autoDelete ? 1 : 0}</AsyncAutoDelete><FilteringAttributes>${filter.join(',')}</FilteringAttributes><InvocationSource>1</InvocationSource><Mode>1</Mode><Rank>1</Rank><EventHandler>{${endpoint}}</EventHandler><EventHandlerTypeCode>4618</EventHandlerTypeCode><Stage>40</Stage><IsCustomizable>1</IsCustomizable><SdkMessageProcessingStepImages>${images}</SdkMessageProcessingStepImages></SdkMessageProcessingStep>`;
}

export const endpointsXml = `<ServiceEndpoint ServiceEndpointId="{${QUEUE_ENDPOINT}}" Name="Bus"><ConnectionMode>1</ConnectionMode><Contract>6</Contract><Path>marketplace-events</Path><SolutionNamespace>sandbox</SolutionNamespace><UserClaim>1</UserClaim><AuthType>2</AuthType><MessageFormat>2</MessageFormat><NamespaceFormat>2</NamespaceFormat><NamespaceAddress>sb://sandbox.servicebus.windows.net/</NamespaceAddress><SASKeyName>dataverse</SASKeyName></ServiceEndpoint><ServiceEndpoint ServiceEndpointId="{${WEBHOOK_ENDPOINT}}" Name="Hook"><ConnectionMode>1</ConnectionMode><Contract>8</Contract><Path></Path><AuthType>5</AuthType><MessageFormat>2</MessageFormat><NamespaceFormat>1</NamespaceFormat><Url>https://relay.example/webhooks/dataverse</Url></ServiceEndpoint>`;

/** A managed solution that has nothing but endpoints and steps. */
export function eventsZip(
  steps: readonly StepSpec[],
  pieces: { endpoints?: string; steps?: string; roots?: string } = {},
): Uint8Array {
  const roots =
    pieces.roots ??
    [QUEUE_ENDPOINT, WEBHOOK_ENDPOINT]
      .map((id) => `<RootComponent type="95" id="{${id}}" behavior="0"/>`)
      .concat(steps.map((_, at) => `<RootComponent type="92" id="{${stepId(at)}}" behavior="0"/>`))
      .join('');
  const stepsText = pieces.steps ?? steps.map(stepXml).join('');
  return zipSync({
    '[Content_Types].xml': strToU8('<Types><Default Extension="xml" ContentType="text/xml"/></Types>'),
    'solution.xml': strToU8(
      `<ImportExportXml><SolutionManifest><UniqueName>Events</UniqueName><Version>1.0.0.0</Version><Managed>1</Managed><Publisher><CustomizationPrefix>mpb</CustomizationPrefix></Publisher><RootComponents>${roots}</RootComponents><MissingDependencies/></SolutionManifest></ImportExportXml>`,
    ),
    'customizations.xml': strToU8(
      `<ImportExportXml><Entities/><Roles/><SdkMessageProcessingSteps>${stepsText}</SdkMessageProcessingSteps><ServiceEndpoints>${pieces.endpoints ?? endpointsXml}</ServiceEndpoints></ImportExportXml>`,
    ),
  });
}

export interface Posted {
  endpoint: PostingEndpoint;
  message: PostedMessage;
  /** The parsed body. */
  context: RecordedContext;
}

/** What tests read of a context. */
export interface RecordedContext {
  [member: string]: unknown;
  InputParameters: { key: string; value: RecordedEntity }[];
  PostEntityImages: { key: string; value: RecordedEntity }[];
  PreEntityImages: { key: string; value: RecordedEntity }[];
}

interface RecordedEntity {
  Id: string;
  Attributes: { key: string; value: unknown }[];
  FormattedValues: { key: string; value: unknown }[];
}

/** Remembers what is posted and answers what it is told to, `ok` when it was told nothing. */
export class RememberingPoster implements EndpointPoster {
  readonly posted: Posted[] = [];
  readonly answers: PostResult[] = [];

  post(endpoint: PostingEndpoint, message: PostedMessage): Promise<PostResult> {
    this.posted.push({ endpoint, message, context: JSON.parse(message.body) as RecordedContext });
    return Promise.resolve(this.answers.shift() ?? 'ok');
  }
}

export interface EventsEnvironment extends SalesEnvironment {
  clock: ManualClock;
  poster: RememberingPoster;
  /** One request as a person, or as SYSTEM without one. */
  as: (userId: string) => Record<string, string>;
}

/** An environment with these steps imported and enabled, and a role `Editor` that may do all on accounts and contacts. */
export function eventsEnvironment(
  steps: readonly StepSpec[],
  options: {
    events?: Partial<EventOptions>;
    environment?: Partial<SalesEnvironmentOptions>;
    activateSteps?: boolean;
  } = {},
): EventsEnvironment {
  const clock = new ManualClock('2026-11-02T09:00:00Z');
  const poster = new RememberingPoster();
  const environment = salesEnvironment({
    clock,
    events: { poster, ...options.events },
    roles: { users: { admin: ['System Administrator'] } },
    ...options.environment,
  });
  const { sandbox } = environment;
  sandbox.engine.model.roles.push(editor);
  sandbox.importSolution(eventsZip(steps), { activateSteps: options.activateSteps ?? true });
  const as = (userId: string): Record<string, string> => ({
    authorization: `Bearer ${sandbox.signInAs(userId)}`,
  });
  return { ...environment, clock, poster, as };
}

const editor = {
  id: '00000000-0000-4000-8000-0000000000e1',
  name: 'Editor',
  privileges: ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo'].flatMap((kind): PrivilegeModel[] =>
    ['Account', 'Contact'].map((table) => ({ name: `prv${kind}${table}`, level: 'Global' })),
  ),
};
