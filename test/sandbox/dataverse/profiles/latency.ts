/**
 * How long the platform works on what it is asked (milliseconds of execution). None of it is documented: 'typical' is a
 * healthy tenant, 'slow' has the second per priced insert of TENANT 14 [field]. The figures pace rehearsals; they are
 * never a promise about a tenant.
 */
import type { Work } from '../hooks.ts';

export type LatencyProfile = 'off' | 'typical' | 'slow';

interface Cost {
  /** For every operation of the kind. */
  each: number;
  /** More for every row that it reads or writes. */
  row: number;
}

type Costs = Readonly<Record<Work['kind'], Cost>>;

const TYPICAL: Costs = {
  create: { each: 15, row: 10 },
  update: { each: 20, row: 10 },
  delete: { each: 25, row: 10 },
  retrieve: { each: 10, row: 0 },
  query: { each: 20, row: 0.05 },
  bulk: { each: 30, row: 6 },
  action: { each: 60, row: 0 },
  metadata: { each: 50, row: 0 },
  batch: { each: 10, row: 0 },
};

/** Tables whose rows start the pricing engine when written, and what a row of theirs costs then. */
const PRICED = new Set(['salesorder', 'salesorderdetail']);
const PRICED_ROW = { typical: 120, slow: 1_000 } as const;
const SLOW_FACTOR = 4;

/** Milliseconds of execution of one piece of work. */
export function executionTime(profile: LatencyProfile, work: Work): number {
  if (profile === 'off') return 0;
  const { each, row } = TYPICAL[work.kind];
  const factor = profile === 'slow' ? SLOW_FACTOR : 1;
  const writes =
    work.kind === 'create' || work.kind === 'update' || work.kind === 'delete' || work.kind === 'bulk';
  const priced = writes && work.table !== undefined && PRICED.has(work.table);
  return each * factor + work.rows * (priced ? PRICED_ROW[profile] : row * factor);
}
