/**
 * Icons as inline SVG, drawn for this project: @fluentui/react-icons is no platform library and would be bundled (pcf.md
 * 0, 7). They take the colour of the text, so that every theme and forced colours suit them, and say nothing to screen
 * readers: the text beside them does.
 */
import * as React from 'react';

const ring = 'M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14z';
const paths = {
  check: 'M4 10l4 4 8-8',
  clock: `${ring}M10 6v4l3 2`,
  warning: 'M10 3l7 13H3zM10 8v4M10 14v.1',
  error: `${ring}M7.5 7.5l5 5M12.5 7.5l-5 5`,
  info: `${ring}M10 9v4M10 6.5v.1`,
  refresh: 'M15 7a6 6 0 1 0 1 4M16 3v4h-4',
} as const;

export type IconName = keyof typeof paths;

interface Props {
  readonly name: IconName;
  readonly size?: number;
}

export const Icon: React.FC<Props> = ({ name, size = 20 }) => <Drawing path={paths[name]} size={size} />;

/** For an icon that one control alone has. */
export const Drawing: React.FC<{ readonly path: string; readonly size: number }> = ({ path, size }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth={1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    focusable="false"
    style={{ flexShrink: 0 }}
  >
    <path d={path} />
  </svg>
);
