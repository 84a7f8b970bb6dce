/** The `context` that a control gets: our reading of the platform's contract (pcf.md 2 and 3). */
import type { AppModel, Person } from './app-model.ts';
import type { LoadedControl } from './control-files.ts';
import { formattingFor } from './formatting.ts';
import { Fluent } from './platform.ts';
import { go } from './route.ts';
import { locales, type Settings } from './settings.ts';
import type { WebApi } from './web-api.ts';

export type Context = ComponentFramework.Context<Record<string, unknown>>;

export interface Surroundings {
  readonly model: AppModel;
  readonly person: Person;
  readonly settings: Settings;
  /** The Web API that a control gets, where it is not that of the person: on the stage of the tests. */
  readonly apiFor?: (control: string) => WebApi;
  /** Dialogs of the app. */
  readonly ask: (question: { title: string; text: string; confirm: string | null }) => Promise<boolean>;
}

export interface ControlPlace {
  readonly loaded: LoadedControl;
  readonly api: WebApi;
  readonly width: number;
  readonly label: string;
  readonly disabled: boolean;
  readonly parameters: Record<string, unknown>;
  readonly updated: readonly string[];
  readonly requestRender: () => void;
}

export const themeOf: Readonly<Record<Settings['theme'], () => typeof Fluent.webLightTheme>> = {
  light: () => Fluent.webLightTheme,
  dark: () => Fluent.webDarkTheme,
  contrast: () => Fluent.teamsHighContrastTheme,
};

export function contextFor(around: Surroundings, place: ControlPlace): Context {
  const { settings, person, model, ask } = around;
  const { loaded, api } = place;
  const locale = settings.locale;
  const context = {
    parameters: place.parameters,
    updatedProperties: place.updated,
    webAPI: loaded.manifest.features.includes('WebAPI') ? api : undeclared('WebAPI'),
    utils: loaded.manifest.features.includes('Utility') ? utilities(model) : undeclared('Utility'),
    mode: {
      allocatedWidth: place.width,
      allocatedHeight: -1,
      isControlDisabled: place.disabled,
      isVisible: true,
      label: place.label,
      setControlState: () => true,
      setFullScreen: () => undefined,
      trackContainerResize: () => undefined,
    },
    navigation: {
      openAlertDialog: async ({ title, text }: { title?: string; text: string }) => {
        await ask({ title: title ?? '', text, confirm: null });
      },
      openConfirmDialog: async (strings: { title?: string; text: string; confirmButtonLabel?: string }) => ({
        confirmed: await ask({
          title: strings.title ?? '',
          text: strings.text,
          confirm: strings.confirmButtonLabel ?? 'OK',
        }),
      }),
      openErrorDialog: async ({ message = '' }: { message?: string }) => {
        await ask({ title: 'Error', text: message, confirm: null });
      },
      openForm: ({ entityName = '', entityId }: { entityName?: string; entityId?: string }) => {
        go({ page: 'form', table: entityName, id: entityId ?? null });
        return Promise.resolve({ savedEntityReference: [] });
      },
      openUrl: (url: string) => {
        window.open(url, '_blank', 'noopener');
      },
      openFile: () => Promise.resolve(),
      openWebResource: () => undefined,
    },
    formatting: formattingFor(locale, '£'),
    userSettings: {
      languageId: locales[locale].lcid,
      isRTL: settings.rtl === true,
      userId: `{${person.id}}`,
      userName: person.name,
      securityRoles: person.roles.map(({ id }) => id),
      getTimeZoneOffsetMinutes: (date = new Date()) => -date.getTimezoneOffset(),
      dateFormattingInfo: {},
      numberFormattingInfo: {},
    },
    resources: {
      // The platform gives the key back for a text that is missing (pcf.md 3).
      getString: (key: string) => loaded.texts[key] ?? key,
      getResource: (_id: string, _success: unknown, failure: () => void) => {
        failure();
      },
    },
    client: {
      disableScroll: false,
      getClient: () => 'Web',
      getFormFactor: () => (settings.width === 'phone' ? 3 : 1),
      isOffline: () => settings.offline,
      isNetworkAvailable: () => !settings.offline,
    },
    device: {},
    events: {},
    copilot: {},
    factory: { getPopupService: () => ({}), requestRender: place.requestRender },
    fluentDesignLanguage: {
      tokenTheme: themeOf[settings.theme](),
      isDarkTheme: settings.theme !== 'light',
      brand: {},
    },
  };
  return context as unknown as Context;
}

/** What the manifest does not declare is not there (pcf.md 0, trap 10). */
function undeclared(feature: string): unknown {
  return new Proxy(
    {},
    {
      get: () => () => {
        throw new Error(`uses-feature ${feature} is not declared in the manifest`);
      },
    },
  );
}

function utilities(model: AppModel) {
  return {
    getEntityMetadata: (name: string) => {
      const table = model.tables[name];
      return table
        ? Promise.resolve({
            LogicalName: name,
            EntitySetName: table.set,
            DisplayName: table.display,
            PrimaryIdAttribute: table.primaryId,
            PrimaryNameAttribute: table.primaryName,
          })
        : Promise.reject(new Error(`The entity "${name}" cannot be found.`));
    },
    hasEntityPrivilege: () => true,
    lookupObjects: () => Promise.resolve([]),
  };
}
