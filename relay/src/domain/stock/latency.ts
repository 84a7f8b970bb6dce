/** Measured: how long it takes from a change in Dynamics to its line being accepted by the marketplace. */

/** The newest samples, in ms, oldest first. */
export type LatencySamples = readonly number[];

const mostSamples = 200;

export function noteLatencies(samples: LatencySamples, waits: readonly number[]): LatencySamples {
  return [...samples, ...waits.slice(-mostSamples).map((ms) => Math.max(0, ms))].slice(-mostSamples);
}

export interface LatencyFigures {
  readonly medianMs: number;
  readonly p99Ms: number;
}

/** Null: nothing was measured yet. */
export function latencyFigures(samples: LatencySamples): LatencyFigures | null {
  if (samples.length === 0) return null;
  const sorted = [...samples].sort((a, b) => a - b);
  return { medianMs: ranked(sorted, 0.5), p99Ms: ranked(sorted, 0.99) };
}

/**
 * How long the marketplace may go on selling what is gone, for the velocity rule: as long as the slowest of a hundred
 * changes took, and never less than a change can take that just missed its file.
 */
export function latencyWindow(samples: LatencySamples, everyMs: number): number {
  return Math.max(latencyFigures(samples)?.p99Ms ?? 2 * everyMs, everyMs);
}

/** The smallest that so many of them are not above. */
function ranked(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
