/** The Prefer header (dataverse.md 1). Several preferences may share it; each honoured one is echoed verbatim. */
import { badQuery } from './errors.ts';

export interface Preferences {
  representation: boolean;
  annotations: string | undefined;
  maxPageSize: number | undefined;
  trackChanges: boolean;
  continueOnError: boolean;
}

const none: Preferences = {
  representation: false,
  annotations: undefined,
  maxPageSize: undefined,
  trackChanges: false,
  continueOnError: false,
};

export function parsePrefer(header: string | undefined): Preferences {
  if (header === undefined) return none;
  const preferences = { ...none };
  for (const part of splitPreferences(header)) {
    const [name = '', value = ''] = part.split(/=(.*)/s).map((text) => text.trim());
    const plain = value.replace(/^"(.*)"$/s, '$1');
    if (name === 'return') preferences.representation = plain === 'representation';
    else if (name === 'odata.include-annotations') preferences.annotations = plain;
    else if (name === 'odata.maxpagesize') preferences.maxPageSize = pageSize(plain);
    else if (name === 'odata.track-changes') preferences.trackChanges = true;
    else if (name === 'odata.continue-on-error') preferences.continueOnError = plain !== 'false';
  }
  return preferences;
}

/** The Preference-Applied header for those preferences that a request honours. */
export function preferenceApplied(header: string | undefined, honoured: RegExp): Record<string, string> {
  const applied = header === undefined ? [] : splitPreferences(header).filter((part) => honoured.test(part));
  return applied.length === 0 ? {} : { 'Preference-Applied': applied.join(',') };
}

function splitPreferences(header: string): string[] {
  return (header.match(/(?:[^,"]|"[^"]*")+/g) ?? []).map((part) => part.trim());
}

function pageSize(text: string): number {
  const size = Number(text);
  if (!Number.isInteger(size) || size < 1)
    throw badQuery(`Invalid value '${text}' for the preference odata.maxpagesize.`);
  return size;
}
