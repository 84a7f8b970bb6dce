/**
 * Where goods go, for VAT (ACCOUNTING, VAT on sales): postcode areas GB, IM and BT follow UK rules, JE and GY are the
 * Channel Islands (export), forces' post, Gibraltar and all other countries wait for a person. The postcode decides
 * inside the UK's postal area, because marketplaces file the Channel Islands under "United Kingdom" (mirakl.md 9).
 */
import type { Address } from '../orders/marketplace-order.ts';
import { countryOf } from './country.ts';
import type { Country } from './country.ts';
import { postcodeArea } from './postcode.ts';

/** `UK`, or `XC` for the Channel Islands: the territories that tax rules are written for. */
export type Territory = 'UK' | 'XC';

export type TerritoryReading =
  | { readonly kind: 'territory'; readonly territory: Territory }
  | { readonly kind: 'undecided' | 'disagree'; readonly why: string };

/** Areas that belong to one country, and what they mean; every other area is the United Kingdom. */
const areas: Readonly<Record<string, { readonly country: Country; readonly territory: Territory | null }>> = {
  JE: { country: 'JE', territory: 'XC' },
  GY: { country: 'GG', territory: 'XC' },
  IM: { country: 'IM', territory: 'UK' },
  GX: { country: 'GI', territory: null },
  BF: { country: 'GB', territory: null },
};

export function territoryOf(
  address: Pick<Address, 'country' | 'countryCode' | 'postcode'>,
): TerritoryReading {
  const byCode = countryOf(address.countryCode);
  const byName = countryOf(address.country);
  const postcode = address.postcode?.trim() ?? '';
  const stated = statedCountry(address);
  if (
    byCode !== null &&
    byName !== null &&
    byName !== 'other' &&
    !covers(byName, byCode) &&
    !covers(byCode, byName)
  ) {
    return {
      kind: 'disagree',
      why: `country code ${address.countryCode ?? ''} and country "${address.country ?? ''}"`,
    };
  }
  const country = byCode ?? byName;
  if (country === null) return { kind: 'undecided', why: 'the address names no country' };
  if (postcode === '') return { kind: 'undecided', why: `the address in ${stated} has no postcode` };
  return within(country, stated, postcode);
}

function within(country: Country, stated: string, postcode: string): TerritoryReading {
  const area = postcodeArea(postcode);
  const disagree = { kind: 'disagree', why: `country ${stated} and postcode ${postcode}` } as const;
  if (area === null) {
    return country === 'other'
      ? { kind: 'undecided', why: `deliveries to ${stated} have no VAT rule` }
      : disagree;
  }
  const meaning = areas[area] ?? { country: 'GB', territory: 'UK' };
  if (!covers(country, meaning.country)) return disagree;
  if (meaning.territory === null) {
    return { kind: 'undecided', why: `postcode ${postcode} (${area}) is neither UK nor Channel Islands` };
  }
  return { kind: 'territory', territory: meaning.territory };
}

/** Whether an address filed under `stated` may lie in `actual`. */
function covers(stated: Country, actual: Country): boolean {
  if (stated === actual) return true;
  if (stated === 'GB') return actual !== 'other';
  return stated === 'channelIslands' && (actual === 'JE' || actual === 'GG');
}

function statedCountry(address: Pick<Address, 'country' | 'countryCode'>): string {
  return [address.country, address.countryCode]
    .map((text) => text?.trim() ?? '')
    .filter((text) => text !== '')
    .slice(0, 1)
    .join('');
}
