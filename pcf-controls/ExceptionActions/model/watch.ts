/** Asks again and again until there is an answer: soon at first, then less and less often, and not for ever. */
import { pollDelay } from './poll-delay.ts';

export interface Watch {
  /** Whether that was the answer. Trouble on the way is no answer, and no reason to stop asking. */
  readonly look: () => Promise<boolean>;
  /** Resolves after so many milliseconds, later while nobody looks at the page, and at once when aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly signal: AbortSignal;
}

/** About ten minutes; after that the person asks. */
export const mostQuestions = 45;

/** Answers what ended it. */
export async function watch({ look, wait, signal }: Watch): Promise<'answered' | 'tired' | 'aborted'> {
  const aborted = () => signal.aborted;
  for (let asked = 0; asked < mostQuestions; asked += 1) {
    await wait(pollDelay(asked), signal);
    if (aborted()) return 'aborted';
    const answered = await looked(look);
    if (aborted()) return 'aborted';
    if (answered) return 'answered';
  }
  return 'tired';
}

async function looked(look: Watch['look']): Promise<boolean> {
  try {
    return await look();
  } catch {
    return false;
  }
}
