/** Codes of the solutioncomponent table (solution.md 2.1). */
export const componentType = {
  table: 1,
  choice: 9,
  relationship: 10,
  role: 20,
  form: 60,
  siteMap: 62,
  control: 66,
  app: 80,
  step: 92,
  endpoint: 95,
} as const;
