/** Which text says what. Where a key ends in a word of ours (`Fix_retry`), a test holds that there is a text for each. */
import type { FixKind } from '@marketplace-bridge/solution';
import { durationText } from '../../shared/duration.ts';
import type { Host } from '../../shared/host.ts';
import type { Trouble } from '../../shared/trouble.ts';
import type { Clearing } from '../model/clearing.ts';
import type { Barred } from '../model/fix-button.ts';
import type { Progress } from '../model/progress.ts';
import type { TimeLeft } from '../../shared/time-left.ts';

/** Who may do it, or when it can be done. */
export function barredText(host: Host, barred: Barred): string {
  if (barred.why !== 'team') return host.text(`Barred_${barred.why}`);
  const { team } = barred;
  return team === null || team === 'admin'
    ? host.text('Barred_admin')
    : host.text('Barred_team', host.text(`Team_${team}`));
}

export function timeLeftText(host: Host, { late, ms }: TimeLeft): string {
  return host.text(late ? 'Deadline_Late' : 'Deadline_Left', durationText(ms, host.text));
}

export function clearingText(host: Host, { held, cleared, stage }: Clearing): string {
  if (stage === 'starting') return host.text('Replay_Starting');
  if (stage === 'cleared' && held === 0) return host.text('Replay_NothingHeld');
  return host.text('Replay_Count', cleared, held);
}

/** Why Dataverse did not take a row; for a right that is missing also who has it. */
export function troubleText(host: Host, { kind }: Trouble, fix: FixKind): string {
  const text = host.text(`Trouble_${kind}`);
  if (kind === 'noPermission') {
    if (fix === 'map-sku') return `${text} ${host.text('Barred_skuMappings')}`;
    if (fix === 'add-tax-rule') return `${text} ${host.text('Barred_taxRules')}`;
  }
  return kind === 'duplicate' && fix === 'map-sku' ? host.text('Trouble_MappedAlready') : text;
}

interface FinalWords {
  readonly intent: 'success' | 'warning' | 'error';
  readonly title: string;
  readonly body: string;
}

const intents = { done: 'success', refused: 'warning', failed: 'error' } as const;

/** What became of it in the end. */
export function finalWords(
  host: Host,
  progress: Progress & { readonly stage: 'answered' | 'failed' },
): FinalWords {
  if (progress.stage === 'failed')
    return {
      intent: 'error',
      title: host.text('Trouble_Title'),
      body: troubleText(host, progress.trouble, progress.fix),
    };
  if (progress.outcome === 'cleared') {
    const all = progress.clearing.stage === 'cleared';
    return {
      intent: all ? 'success' : 'warning',
      title: clearingText(host, progress.clearing),
      body: host.text(all ? 'Replay_All' : 'Replay_Partly'),
    };
  }
  const { outcome, answer } = progress;
  return { intent: intents[outcome], title: host.text(`Outcome_${outcome}`), body: answer ?? '' };
}

/** What is said aloud when something changed. */
export function announcement(host: Host, progress: Progress): string {
  switch (progress.stage) {
    case 'sending':
      return host.text('Request_Sending');
    case 'asked':
      return host.text('Request_Waiting');
    case 'replaying':
      return clearingText(host, progress.clearing);
    case 'answered':
    case 'failed': {
      const { title, body } = finalWords(host, progress);
      return `${title}. ${body}`;
    }
  }
}
