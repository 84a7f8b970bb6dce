/** A control from top to bottom: its parts below each other, as wide as the form lets it be. */
import { makeStyles, tokens } from '@fluentui/react-components';

export const useRootStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    width: '100%',
    color: tokens.colorNeutralForeground1,
  },
});
