/**
 * What a control needs of the form that hosts it, in our own words: texts, formats, rows, opening another record, who
 * looks on. One place that knows the platform's context, so that views and view models do not; and only its documented
 * parts (pcf.md 3). The context is asked for each time: the platform hands out a new one with every change.
 */
import { createDataverse } from './dataverse.ts';
import type { Dataverse } from './dataverse.ts';
import { createFormats } from './formats.ts';
import type { Formats } from './formats.ts';

export interface Host {
  /** The text of a key in the language of the person; {0}, {1} ... are replaced, numbers in the person's format. */
  readonly text: (key: string, ...values: readonly (string | number)[]) => string;
  readonly formats: Formats;
  readonly dataverse: Dataverse;
  readonly openRecord: (table: string, id: string) => void;
  readonly offline: () => boolean;
  /** Ids of the person's security roles, as the platform gives them: with or without braces, in either case. */
  readonly roleIds: () => readonly string[];
}

type AnyContext = ComponentFramework.Context<unknown>;

export function createHost(context: () => AnyContext): Host {
  const offline = () => context().client.isOffline() || !context().client.isNetworkAvailable();
  return {
    text: (key, ...values) =>
      context()
        .resources.getString(key)
        .replace(/\{(\d+)\}/g, (hole, index: string) => {
          const value = values[Number(index)] ?? hole;
          return typeof value === 'number' ? context().formatting.formatInteger(value) : value;
        }),
    formats: createFormats(() => context().formatting),
    dataverse: createDataverse(() => context().webAPI, offline),
    openRecord: (table, id) => {
      // The form opens or the platform says itself why not.
      context()
        .navigation.openForm({ entityName: table, entityId: id })
        .then(undefined, () => undefined);
    },
    offline,
    roleIds: () => context().userSettings.securityRoles,
  };
}
