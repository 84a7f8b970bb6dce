/** The operations manual, made from the two catalogues that the relay itself uses and the words on the control's buttons. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { catalogue, type ExceptionCode } from '../../relay/src/domain/exception-of.ts';
import { operatingErrors } from '../../relay/src/errors.ts';
import type { CatalogueEntry } from '../../relay/src/domain/catalogue/entry.ts';
import { root } from './files.ts';

const teams: Readonly<Record<CatalogueEntry['responsible'], string>> = {
  finance: 'Finance',
  operations: 'Operations',
  sales: 'Sales and customer service',
  admin: 'Administrators',
};

export function operationsManual(): string {
  return [
    '# What can go wrong, and what to do',
    '',
    'Made by `npm run manual` from the catalogues in `relay/src/domain/catalogue/` and `relay/src/errors.ts`. Change those, not this page.',
    '',
    'Part one is for the people who work in Dynamics: every code that a Marketplace Exception can have. Part two is for',
    'whoever runs the relay: the codes in its log.',
    '',
    '## Part one: exceptions of orders and of stock',
    '',
    'A **blocking** exception holds its order up: there is no Sales Order, or it is not proved. One of stock holds up what',
    'is published of its listing, or of the whole marketplace. A **note** (advisory) holds nothing up. Each exception closes',
    'by itself when its check passes again. The time to act runs from the payment of the order (or from its placing); where',
    'the dispatch deadline is earlier, that counts. For stock it runs from when the exception was opened.',
    '',
    'Most ways out are buttons on the form of the order, in its tab *Marketplace*, or on that of the listing; they are named',
    'in bold. What is not a button is done where it says. Looking again also happens by itself, after 15 minutes and then',
    'less and less often.',
    ...(Object.keys(teams) as (keyof typeof teams)[]).flatMap(chapter),
    '',
    '## Part two: codes in the log of the relay',
    '',
    'What the relay does by itself: *soon*, it tries again within seconds; *later*, within minutes to an hour; *never*, it',
    'stops for that record until somebody acts; *unknown-outcome*, it reads back what happened before anything else.',
    '',
    '| code | means | the relay tries again | what to do |',
    '| --- | --- | --- | --- |',
    ...Object.entries(operatingErrors).map(
      ([code, { meaning, retry, fix }]) => `| \`${code}\` | ${cell(meaning)} | ${retry} | ${cell(fix)} |`,
    ),
    '',
  ].join('\n');
}

function chapter(team: CatalogueEntry['responsible']): string[] {
  const codes = (Object.keys(catalogue) as ExceptionCode[]).filter(
    (code) => catalogue[code].responsible === team,
  );
  if (codes.length === 0) return [];
  return ['', `### For ${teams[team]}`, ...codes.sort().flatMap(entry)];
}

function entry(code: ExceptionCode): string[] {
  const { title, severity, actWithinHours, explanation, fixes }: CatalogueEntry = catalogue[code];
  const time = actWithinHours === null ? '' : `, act within ${actWithinHours} hours`;
  return [
    '',
    `#### ${title} (\`${code}\`)`,
    '',
    `*${severity === 'blocking' ? 'Blocking' : 'Note'}${time}.* ${explanation}`,
    '',
    ...fixes.map((fix, index) => `${index + 1}. ${buttonOf(fix.kind)}${fix.text}`),
  ];
}

/** What only advises has no button. */
function buttonOf(kind: string): string {
  const label = kind === 'set-up' ? undefined : words.get(`Fix_${kind}`);
  return label === undefined ? '' : `**${label}:** `;
}

const words = new Map(
  (
    new XMLParser({ ignoreAttributes: false }).parse(
      readFileSync(
        join(root, 'pcf-controls', 'ExceptionActions', 'strings', 'ExceptionActions.1033.resx'),
        'utf8',
      ),
    ) as { root: { data: { '@_name': string; value: string }[] } }
  ).root.data.map((data) => [data['@_name'], data.value]),
);

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
