import { folded } from '../text.ts';

/** Countries that share the UK's postcodes; everything else is `other`. */
export type Country = 'GB' | 'JE' | 'GG' | 'IM' | 'GI' | 'channelIslands' | 'other';

const names: ReadonlyMap<string, Country> = new Map(
  (
    [
      [
        'GB',
        'gb, gbr, uk, united kingdom, great britain, england, scotland, wales, northern ireland, ' +
          'united kingdom of great britain and northern ireland, the united kingdom',
      ],
      ['JE', 'je, jey, jersey'],
      ['GG', 'gg, ggy, guernsey'],
      ['IM', 'im, imn, isle of man'],
      ['GI', 'gi, gib, gibraltar'],
      ['channelIslands', 'channel islands'],
    ] as const
  ).flatMap(([country, spellings]) => spellings.split(', ').map((spelling) => [spelling, country] as const)),
);

/** Reads an ISO code (two or three letters) or a name; null where nothing is stated. */
export function countryOf(text: string | null): Country | null {
  const key = folded(text ?? '')
    .replace(/[.]/g, '')
    .replace(/\s+/g, ' ');
  if (key === '') return null;
  return names.get(key) ?? 'other';
}
