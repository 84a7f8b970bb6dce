/** A word or two about the state of something, told by colour and, where that matters, by an icon too. */
import { Badge } from '@fluentui/react-components';
import * as React from 'react';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';

interface Props {
  readonly color: 'success' | 'warning' | 'danger' | 'informative' | 'brand';
  readonly icon?: IconName;
  readonly size?: 'medium' | 'large';
  readonly children?: React.ReactNode;
}

export const Tag: React.FC<Props> = ({ color, icon, size = 'large', children }) => (
  <Badge
    color={color}
    appearance="tint"
    shape="rounded"
    size={size}
    icon={icon ? <Icon name={icon} size={16} /> : null}
  >
    {children}
  </Badge>
);
