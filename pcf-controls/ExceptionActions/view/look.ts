/** The look of everything in this control, in one place: each set of rules counts in the bundle. */
import { makeStyles, tokens } from '@fluentui/react-components';

export const useLook = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM, minWidth: 0 },
  close: { rowGap: tokens.spacingVerticalXXS },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalXS,
  },
  /** Takes the rest of a row, or a row of its own. */
  rest: { flexGrow: 1, flexBasis: '200px', minWidth: 0 },
  words: { overflowWrap: 'anywhere', margin: 0 },
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(210px, 100%), 1fr))',
    alignItems: 'start',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalM,
    margin: 0,
  },
  field: { minWidth: 0, maxWidth: '560px' },
  button: { minWidth: '176px' },
  minor: { color: tokens.colorNeutralForeground2 },
  late: { color: tokens.colorPaletteRedForeground1 },
  soon: { color: tokens.colorStatusWarningForeground1 },
  later: { color: tokens.colorNeutralForeground1 },
  blocking: { borderLeft: `4px solid ${tokens.colorStatusDangerBorderActive}` },
  note: { borderLeft: `4px solid ${tokens.colorNeutralStroke1}` },
  /** Told from its surroundings by its border, which forced colours keep. */
  box: {
    backgroundColor: tokens.colorNeutralBackground2,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
  },
  card: { backgroundColor: tokens.colorNeutralBackground1, overflowWrap: 'anywhere' },
  /** Takes the focus by itself where a button vanished, and needs no ring then. */
  quiet: { outlineStyle: 'none' },
  table: { width: '100%', tableLayout: 'fixed', borderCollapse: 'collapse' },
  cell: {
    textAlign: 'start',
    verticalAlign: 'top',
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  label: { color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular, width: '38%' },
});
