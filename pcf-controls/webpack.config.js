/**
 * Merged by pcf-scripts into its own configuration, because each control's featureconfig.json says so. Our imports end
 * in .ts or .tsx, which the compiler turns into .js; packages of ours are read as sources, so that nothing has to be
 * built before the controls.
 */
export const resolve = {
  extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
  conditionNames: ['source', '...'],
};

/** No comments that name modules; the minifier would move them into a file of licences. */
export const output = { pathinfo: false };
