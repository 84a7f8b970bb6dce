/** What people have to do: the open exceptions, most urgent first, each with its evidence to unfold. */
import { byId, element, setText, showList } from './elements.ts';
import type { OpenException, PageState } from './page-state.ts';
import { money, number, urgency } from './words.ts';

export function showExceptions({ exceptions, openExceptions, now }: PageState): void {
  setText(
    byId('exceptions-count'),
    openExceptions > exceptions.length ? `${exceptions.length} of ${number(openExceptions)}` : '',
  );
  const empty = byId('no-exceptions');
  empty.hidden = exceptions.length > 0;
  setText(empty, 'No exception is open. Nothing needs a person.');
  showList(byId('exceptions'), exceptions, {
    key: (exception) => exception.id,
    make: makeItem,
    update: (item, exception) => {
      updateItem(item, exception, now);
    },
  });
}

function makeItem(): HTMLLIElement {
  const item = element('li', '');
  const details = element('details', '');
  const summary = element('summary', '');
  const head = element('span', 'head');
  head.append(element('span', 'title'), element('span', 'severity pill'));
  summary.append(head, element('span', 'cause'), element('span', 'meta'));
  const body = element('div', 'body');
  body.append(
    element('h3', '', 'Evidence'),
    element('dl', 'evidence'),
    element('h3', '', 'Ways out'),
    element('ol', 'fixes'),
  );
  details.append(summary, body);
  item.append(details);
  return item;
}

function updateItem(item: HTMLElement, exception: OpenException, now: string): void {
  const part = (name: string) => item.querySelector<HTMLElement>(`.${name}`) ?? item;
  const severity = part('severity');
  severity.classList.toggle('exception', exception.blocking);
  setText(severity, exception.blocking ? 'Blocking' : 'Note');
  setText(part('title'), exception.title);
  setText(part('cause'), exception.cause);
  setText(part('meta'), metaOf(exception, now));
  const facts = [
    { label: 'Order', value: exception.orderId },
    { label: 'Code', value: exception.code },
    ...exception.evidence,
  ];
  showList(
    part('evidence'),
    facts.map((fact, index) => ({ ...fact, key: `${index} ${fact.label}` })),
    {
      key: ({ key }) => key,
      make: () => {
        const pair = element('div', '');
        pair.append(element('dt', ''), element('dd', ''));
        return pair;
      },
      update: (pair, { label, value }) => {
        setText(pair.children[0] ?? pair, label);
        setText(pair.children[1] ?? pair, value);
      },
    },
  );
  showList(part('fixes'), exception.fixes, {
    key: (fix) => fix,
    make: () => element('li', ''),
    update: (entry, fix) => {
      setText(entry, fix);
    },
  });
}

function metaOf(exception: OpenException, now: string): string {
  const { team, deadline, moneyAtRisk, ordersWithCause } = exception;
  return [
    team,
    ...(deadline === null ? [] : [urgency(deadline, now)]),
    ...(moneyAtRisk === null ? [] : [`${money(moneyAtRisk)} at risk`]),
    ...(ordersWithCause > 1 ? [`${number(ordersWithCause)} orders share this cause`] : []),
  ].join(' \u00b7 ');
}
