/** Icons of what happens to an order, which no other control has. */
import * as React from 'react';
import { Drawing } from '../../shared/icons.tsx';

const paths = {
  circle: 'M10 4.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z',
  open: 'M8 4.5H4.5v11h11V12M11.5 4.5h4v4M15.5 4.5L9.5 10.5',
  parcel: 'M3.5 6.5L10 3.5l6.5 3v7L10 16.5l-6.5-3zM3.5 6.5L10 9.5l6.5-3M10 9.5v7',
  cancel: 'M5.5 5.5l9 9M14.5 5.5l-9 9',
  money: 'M3.5 6h13v8.5h-13zM10 8.2a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  back: 'M8 5.5L3.5 10 8 14.5M3.5 10h9a4 4 0 0 1 0 8',
} as const;

export type StepIconName = keyof typeof paths;

export const StepIcon: React.FC<{ readonly name: StepIconName; readonly size?: number }> = ({
  name,
  size = 20,
}) => <Drawing path={paths[name]} size={size} />;
