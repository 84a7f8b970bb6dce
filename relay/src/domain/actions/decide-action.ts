/**
 * What becomes of a wish. Pure: the same facts give the same answer. A refusal is a sentence for the person who asked:
 * why not, and who may do it or what to do instead. Rights come first, so that nobody learns by asking what they may
 * not see done; then what happened since the person looked; then whether it is possible at all.
 */
import type { Fix } from '../exception.ts';
import type { ActionDecision, ActionFacts, ActionKind, ExceptionNow, ListingNow } from './action.ts';

export function decideAction(facts: ActionFacts): ActionDecision {
  const { kind, allowed } = facts;
  if (kind === null) return refuse('This relay does not know what is asked for. Is it older than the form?');
  // A target that is gone is nobody's any more; whose it was cannot be told either.
  if (isAboutException(kind) && facts.exception === null) {
    return refuse('The exception that this is about is not there any more. Open the record again.');
  }
  if (!allowed) return refuse(notAllowed(kind, facts.whoMay));
  switch (kind) {
    case 'retry':
      return decideRetry(facts);
    case 'rearm':
      return decideRearm(facts);
    case 'acceptDifference':
    case 'applyDifference':
    case 'dismiss':
      return decideOnException(kind, facts);
  }
}

type ExceptionKind = 'acceptDifference' | 'applyDifference' | 'dismiss';

function isAboutException(kind: ActionKind): kind is ExceptionKind {
  return kind !== 'retry' && kind !== 'rearm';
}

const doing: Readonly<Record<ActionKind, string>> = {
  retry: 'have a record looked at again',
  acceptDifference: 'accept this difference',
  applyDifference: 'apply this difference',
  dismiss: 'dismiss this',
  rearm: 'arm a marketplace',
};

function notAllowed(kind: ActionKind, whoMay: readonly string[]): string {
  return whoMay.length === 0
    ? `Nobody's role allows to ${doing[kind]}.`
    : `Your role does not allow you to ${doing[kind]}. Somebody with one of these roles can: ${whoMay.join(', ')}.`;
}

function decideRetry({ order, listing, exception }: ActionFacts): ActionDecision {
  if (listing !== null) return decidePublish(listing, exception);
  if (order === null) {
    return refuse(
      'There is no marketplace order or listing to look at again: the action names none, or it is gone. ' +
        'What holds the whole marketplace up is looked at by itself, with every stock file.',
    );
  }
  if (order.place !== 'done') return { kind: 'retry' };
  return {
    kind: 'already-done',
    text:
      order.salesOrderNumber === null
        ? 'Nothing is left to do for this order.'
        : `Imported as ${order.salesOrderNumber}; nothing holds it up.`,
  };
}

function decidePublish(listing: ListingNow, exception: ExceptionNow | null): ActionDecision {
  if (!listing.offered) return refuse('The offer is gone from the marketplace: there is nothing to send.');
  if (exception !== null && exception.status !== 'open') {
    return { kind: 'already-done', text: 'This does not hold the listing up any more.' };
  }
  return {
    kind: 'publish',
    text: 'The listing is looked at again now; if there is something to send, it goes with the next stock file.',
  };
}

/** The relay never writes set-up (TENANT 1), so arming stays the administrator's own deed on the marketplace's row. */
function decideRearm({ environment }: ActionFacts): ActionDecision {
  return environment.armed
    ? { kind: 'already-done', text: 'The marketplace is armed for this environment.' }
    : refuse(
        `The relay never changes the set-up. Open the marketplace and put ${environment.id} into "Armed for environment"; ` +
          'everything that waits for it is then looked at by itself.',
      );
}

const fixOf: Readonly<Record<ExceptionKind, Fix['kind']>> = {
  acceptDifference: 'accept-difference',
  applyDifference: 'apply-difference',
  dismiss: 'dismiss',
};

function decideOnException(kind: ExceptionKind, facts: ActionFacts): ActionDecision {
  const { exception, seen, apply } = facts;
  if (exception === null) return refuse('The exception that this is about is not there any more.');
  if (exception.status !== 'open') return closedSince(kind, exception);
  if (seen === null) {
    return refuse('The request does not say what was seen when it was made, so it is not carried out.');
  }
  if (!sameText(seen, exception.cause)) {
    return refuse(`It changed since you looked; now it says: ${exception.cause} Look again, then decide.`);
  }
  if (!isOffered(kind, exception)) return refuse(notOffered(kind));
  if (kind === 'applyDifference') {
    if (apply === null) return refuse('There is no Sales Order to change.');
    return apply.kind === 'refused' ? refuse(apply.text) : { kind: 'apply', plan: apply };
  }
  const reason = facts.reason?.trim() ?? '';
  if (reason === '') {
    return refuse('A reason is needed: whoever closes the books must be able to read why.');
  }
  return { kind: kind === 'dismiss' ? 'dismiss' : 'accept', reason };
}

/** Advice can always be put away; what blocks only where the catalogue says so. */
function isOffered(kind: ExceptionKind, { fixes, severity }: ExceptionNow): boolean {
  return fixes.includes(fixOf[kind]) || (kind === 'dismiss' && severity === 'advisory');
}

function notOffered(kind: ExceptionKind): string {
  return kind === 'dismiss'
    ? 'This holds the record up, so it cannot be put away: one of its fixes has to be used.'
    : `It is not possible to ${doing[kind]}: one of the fixes that are offered has to be used.`;
}

const statusOf: Readonly<Record<ExceptionKind, ExceptionNow['status']>> = {
  acceptDifference: 'accepted',
  applyDifference: 'cleared',
  dismiss: 'dismissed',
};

function closedSince(kind: ExceptionKind, { status, outcome }: ExceptionNow): ActionDecision {
  const words = `It is closed already (${status})${outcome === null ? '' : `: ${outcome}`}`;
  return status === statusOf[kind] ? { kind: 'already-done', text: words } : refuse(words);
}

/** Dataverse turns line ends into its own, and a control may trim. */
function sameText(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();
  return plain(one) === plain(other);
}

function refuse(text: string): ActionDecision {
  return { kind: 'refuse', text };
}
