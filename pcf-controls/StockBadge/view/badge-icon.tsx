/** Icons of stock, which no other control has. */
import * as React from 'react';
import { Drawing } from '../../shared/icons.tsx';

const paths = {
  open: 'M8 4.5H4.5v11h11V12M11.5 4.5h4v4M15.5 4.5L9.5 10.5',
  file: 'M5.5 3.5h6l3 3v10h-9zM11.5 3.5v3h3M8 10h4M8 13h4',
} as const;

export const BadgeIcon: React.FC<{ readonly name: keyof typeof paths }> = ({ name }) => (
  <Drawing path={paths[name]} size={16} />
);
