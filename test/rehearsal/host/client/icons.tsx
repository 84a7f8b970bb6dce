/** The few pictures that the page needs, drawn here: 20 x 20, in the colour of the text. */
import { React } from './platform.ts';

const paths = {
  waffle:
    'M3 3h3v3H3zM8.5 3h3v3h-3zM14 3h3v3h-3zM3 8.5h3v3H3zM8.5 8.5h3v3h-3zM14 8.5h3v3h-3zM3 14h3v3H3zM8.5 14h3v3h-3zM14 14h3v3h-3z',
  table: 'M3 4h14v12H3zM3 8h14M8 8v8',
  order: 'M5 2.5h10v15l-2.5-1.5L10 17.5 7.5 16 5 17.5zM7.5 7h5M7.5 10h5',
  basket: 'M2.5 7.5h15l-1.5 9h-12zM6.5 7.5 9 2.5M13.500 7.5 11 2.5',
  warning: 'M10 2.5 18 16.500H2zM10 8v4M10 14v.6',
  cause: 'M10 2.500a5 5 0 0 1 3 9v2.500H7V11.500a5 5 0 0 1 3-9zM7.500 17h5',
  action: 'M11 2 4.500 11.500H10L9 18l6.500-9.500H10z',
  shop: 'M3 8.500 4.500 3h11L17 8.500M4 8.500V17h12V8.500M8 17v-5h4v5M3 8.500h14',
  link: 'M8 12a3.500 3.500 0 0 1 0-5l2-2a3.500 3.500 0 0 1 5 5l-1 1M12 8a3.500 3.500 0 0 1 0 5l-2 2a3.500 3.500 0 0 1-5-5l1-1',
  percent:
    'M5 15 15 5M6.500 8a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zM13.500 15a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3z',
  box: 'M10 2.500 17 6v8l-7 3.500L3 14V6zM3 6l7 3.500L17 6M10 9.500v8',
  refresh: 'M15.500 7A6.500 6.500 0 1 0 16.500 11M15.500 3v4h-4',
  save: 'M3.500 3.500h10l3 3v10h-13zM6.500 3.500v4h6v-4M6.500 16.500v-5h7v5',
  add: 'M10 4v12M4 10h12',
  remove: 'M4 6h12M8 6V3.500h4V6M5.500 6l1 10.500h7l1-10.500',
  back: 'M12.500 4 6.500 10l6 6',
  check: 'M4 10.500 8.500 15 16 6',
  cross: 'M5 5l10 10M15 5 5 15',
  play: 'M6 4v12l10-6z',
  lock: 'M5.500 9h9v7.500h-9zM7.500 9V6.500a2.500 2.500 0 0 1 5 0V9',
  person:
    'M10 9.500a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3.500 17.500c0-4 3-6 6.500-6s6.500 2 6.500 6',
  gear: 'M10 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM10 2v3M10 15v3M2 10h3M15 10h3M4.300 4.300l2.100 2.100M13.600 13.600l2.100 2.100M15.700 4.300l-2.100 2.100M6.400 13.600l-2.100 2.100',
  up: 'M10 16V4M5 9l5-5 5 5',
  down: 'M10 4v12M5 11l5 5 5-5',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className="icon"
      width="20"
      height="20"
      viewBox="0 0 20 20"
      fill={name === 'waffle' || name === 'play' ? 'currentColor' : 'none'}
      stroke={name === 'waffle' ? 'none' : 'currentColor'}
      strokeWidth="1.4"
      strokeLinejoin="round"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
