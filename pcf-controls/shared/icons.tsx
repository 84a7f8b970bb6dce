/**
 * Icons as inline SVG, drawn for this project: @fluentui/react-icons is no platform library and would be bundled (pcf.md
 * 0, 7). They take the colour of the text, so that every theme and forced colours suit them, and say nothing to screen
 * readers: the text beside them does.
 */
import * as React from 'react';

const paths = {
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  clock: 'M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM10 6.5v4l2.7 1.6',
  warning: 'M10 3.5l7 12.5H3zM10 8.5v3.5M10 14.2v.1',
  error: 'M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM7.7 7.7l4.6 4.6M12.3 7.7l-4.6 4.6',
  info: 'M10 3.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM10 9.3v4M10 6.6v.1',
  refresh:
    'M4.5 10a5.5 5.5 0 0 1 9.6-3.6l1.4 1.6M15.5 4.5v3.5H12M15.5 10a5.5 5.5 0 0 1-9.6 3.6L4.5 12M4.5 15.5V12H8',
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
