/** Orders, stock and census of one copy as one piece of work: whichever is due has its turn, one after the other. */
import type { SandboxClock } from '../sandbox/clock.ts';
import type { Copy } from '../system/harness.ts';
import { loopsOf } from '../system/side-by-side.ts';

/** Does what is due; answers how many milliseconds there is nothing to do. */
export function takingTurns(clock: SandboxClock, copy: Copy): () => Promise<number> {
  const loops = loopsOf(copy).map((loop) => ({ loop, due: clock.now() }));
  return async () => {
    for (const one of loops) {
      if (one.due > clock.now()) continue;
      const wait = await one.loop.tick();
      one.due = clock.now() + Math.max(1, wait);
    }
    return Math.max(0, Math.min(...loops.map(({ due }) => due)) - clock.now());
  };
}
