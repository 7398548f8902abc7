import type { Credit } from '../facts/v2.ts';
import { decimalText } from '../words.ts';

/** Removes duplicates: a body may grant several units under one number and with one sentence. */
const distinct = <Item>(items: readonly Item[]): Item[] | undefined =>
  items.length === 0 ? undefined : [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];

/** Our own term for a body's number or unit (Open Badges 3.0 allows letters, digits, `.`, `_` and `-`). */
const extension = (kind: string, ...names: string[]): string =>
  ['ext:', kind, ...names.map((name) => `.${name.replace(/[^A-Za-z0-9]+/g, '-')}`)].join('').slice(0, 80);

/** The approvals that the achievement is based on, each in its body's own sentence. */
export function alignment(credits: readonly Credit[]) {
  return distinct(
    credits.map(({ body, approval, statement }) => ({
      type: ['Alignment'],
      targetName: body,
      targetUrl: approval.url,
      targetDescription: statement,
    })),
  );
}

/** The organization's numbers at the bodies that gave it one. */
export function providerNumbers(credits: readonly Credit[]) {
  return distinct(
    credits.flatMap(({ body, providerNumber }) =>
      providerNumber === null
        ? []
        : [{ type: 'IdentifierEntry', identifier: providerNumber, identifierType: extension('ProviderNumber', body) }],
    ),
  );
}

/** What each body grants, as a separate result: units of different bodies are never added up. */
export function creditResults(credits: readonly Credit[], achievementId: string) {
  return credits.map(({ body, unitWords, amountHundredths }, index) => ({
    id: `${achievementId}#credits-${index + 1}`,
    name: `${unitWords} (${body})`,
    resultType: extension('Credits', body, unitWords),
    value: decimalText(amountHundredths),
  }));
}
