/** A card that is told from the form by its border, which forced colours keep, and not only by its background. */
import { makeStyles, tokens } from '@fluentui/react-components';

export const useCardStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    boxSizing: 'border-box',
    minWidth: 0,
    flexGrow: 1,
    flexShrink: 1,
    flexBasis: '240px',
    backgroundColor: tokens.colorNeutralBackground1,
    paddingTop: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalM,
    paddingLeft: tokens.spacingHorizontalL,
    paddingRight: tokens.spacingHorizontalL,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    overflowWrap: 'anywhere',
  },
  title: { color: tokens.colorNeutralForeground2 },
  line: { display: 'flex', alignItems: 'center', columnGap: tokens.spacingHorizontalS },
});
