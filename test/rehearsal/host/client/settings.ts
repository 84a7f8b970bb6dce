/** Who sits at the screen and how they like it. It stands in the address, so that a link shows the same to everybody. */
export interface Settings {
  readonly person: string;
  readonly theme: Theme;
  readonly locale: Locale;
  readonly offline: boolean;
  readonly width: Width;
  /** From right to left; the stage alone can. */
  readonly rtl?: boolean;
}

export type Theme = 'light' | 'dark' | 'contrast';
export type Locale = keyof typeof locales;
export type Width = 'full' | 'tablet' | 'phone';

export const themes: Readonly<Record<Theme, string>> = {
  light: 'Light',
  dark: 'Dark',
  contrast: 'High contrast',
};
/** Language id of the platform, and how amounts and dates are written. */
export const locales = {
  'en-GB': { title: 'English (United Kingdom)', lcid: 2057 },
  'en-US': { title: 'English (United States)', lcid: 1033 },
  'de-DE': { title: 'German formats', lcid: 1031 },
  'fr-FR': { title: 'French formats', lcid: 1036 },
} as const;
export const widths: Readonly<Record<Width, string>> = {
  full: 'Full width',
  tablet: 'Tablet',
  phone: 'Phone',
};

export function readSettings(search: string, people: readonly { readonly key: string }[]): Settings {
  const given = new URLSearchParams(search);
  const one = <Key extends string>(name: string, known: readonly Key[], other: NoInfer<Key>): Key =>
    known.find((key) => key === given.get(name)) ?? other;
  return {
    person: one(
      'person',
      people.map(({ key }) => key),
      'operations',
    ),
    theme: one('theme', Object.keys(themes) as Theme[], 'light'),
    locale: one('locale', Object.keys(locales) as Locale[], 'en-GB'),
    offline: given.get('offline') === 'yes',
    width: one('width', Object.keys(widths) as Width[], 'full'),
  };
}

export function writeSettings(settings: Settings): void {
  const { person, theme, locale, width, offline } = settings;
  const search = new URLSearchParams({
    person,
    theme,
    locale,
    width,
    ...(offline ? { offline: 'yes' } : {}),
  });
  history.replaceState(null, '', `?${search.toString()}${location.hash}`);
}
