/** What the platform does on writes of an endpoint: it shows that a secret is set, and never the secret. */
import type { SandboxRules } from '../hooks.ts';

export const endpointRules: SandboxRules = {
  name: 'service endpoints',
  beforeWrite: ({ table, row }) => {
    if (table.name !== 'serviceendpoint') return;
    row.issaskeyset = row.saskey != null;
    row.isauthvalueset = row.authvalue != null;
  },
};
