/** Asks again and again until there is an answer: soon at first, then less and less often. */
import { pollDelay } from './poll-delay.ts';

export interface Watch {
  /** Whether that was the answer. Trouble on the way is no answer, and no reason to stop asking. */
  readonly look: () => Promise<boolean>;
  /** Resolves after so many milliseconds, later while nobody looks at the page, and at once when aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

export async function watch({ look, wait, signal }: Watch): Promise<void> {
  for (let asked = 0; ; asked += 1) {
    await wait(pollDelay(asked), signal);
    if (signal.aborted || (await looked(look))) return;
  }
}

async function looked(look: Watch['look']): Promise<boolean> {
  try {
    return await look();
  } catch {
    return false;
  }
}
