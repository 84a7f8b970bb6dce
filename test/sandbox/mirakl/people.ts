/** Buyers and addresses that do not exist: postcodes use inward codes that Royal Mail has not given out (…ZZ). */
import type { WireAddress } from './order-shape.ts';
import type { Random } from './random.ts';

const firstNames = [
  'Amelia',
  'Oliver',
  'Priya',
  'Callum',
  'Sian',
  'Mohammed',
  'Grace',
  'Hamish',
  'Chloe',
  'Tomasz',
];
const lastNames = [
  'Ashdown',
  'Pemberton',
  'Okafor',
  'Llewellyn',
  'Sharma',
  'McAllister',
  'Whitlock',
  'Kowalska',
];
const unicodeNames: [string, string][] = [
  ['Zoë', 'O’Brien-Łukasiewicz'],
  ['Siân', 'Ó Súilleabháin'],
  ['美玲', '陳'],
  ['José', 'Núñez 🛠'],
  ['Анна', 'Ковальчук'],
];
const streets = [
  'Example Road',
  'Sample Street',
  'Specimen Lane',
  'Rehearsal Avenue',
  'Pattern Close',
  'Model Terrace',
];
const towns = [
  ['Leeds', 'LS'],
  ['Bristol', 'BS'],
  ['Cardiff', 'CF'],
  ['Glasgow', 'G'],
  ['Norwich', 'NR'],
  ['Southampton', 'SO'],
  ['Belfast', 'BT'],
] as const;

export interface Person {
  firstname: string;
  lastname: string;
  civility: string;
}

export function somebody(random: Random, unicode = false): Person {
  const [firstname, lastname] = unicode
    ? random.pick(unicodeNames)
    : [random.pick(firstNames), random.pick(lastNames)];
  return { firstname, lastname, civility: random.pick(['Mr', 'Mrs', 'Ms']) };
}

/** Where an order goes: mainland and Northern Ireland, or one of the Channel Islands. */
export type Territory = 'GB' | 'JE' | 'GY';

export function address(random: Random, person: Person, territory: Territory = 'GB'): WireAddress {
  const place = placeIn(random, territory);
  return {
    ...person,
    company: null,
    street_1: `${random.whole(1, 180)} ${random.pick(streets)}`,
    street_2: random.chance(0.2) ? `Flat ${random.whole(1, 40)}` : null,
    additional_info: random.chance(0.1) ? 'Leave with a neighbour' : null,
    ...place,
    state: null,
    // Ofcom keeps these numbers free for drama.
    phone: `07700900${String(random.whole(0, 999)).padStart(3, '0')}`,
    phone_secondary: null,
  };
}

function placeIn(
  random: Random,
  territory: Territory,
): Pick<WireAddress, 'city' | 'zip_code' | 'country' | 'country_iso_code'> {
  const inward = `${random.whole(0, 9)}ZZ`;
  if (territory === 'JE') {
    return { city: 'St Helier', zip_code: `JE2 ${inward}`, country: 'Jersey', country_iso_code: 'JEY' };
  }
  if (territory === 'GY') {
    return { city: 'St Peter Port', zip_code: `GY1 ${inward}`, country: 'Guernsey', country_iso_code: 'GGY' };
  }
  const [city, area] = random.pick(towns);
  return {
    city,
    zip_code: `${area}${random.whole(1, 20)} ${inward}`,
    country: 'United Kingdom',
    country_iso_code: 'GBR',
  };
}
