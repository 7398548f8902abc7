import { statementText } from '../creditWords.ts';
import type { Credit } from '../facts/credit.ts';
import { decimalText } from '../words.ts';

/** Our own term for a body's number or unit (Open Badges 3.0 allows letters, digits, `.`, `_` and `-`). */
const extension = (kind: string, ...names: string[]): string =>
  ['ext:', kind, ...names.map((name) => `.${name.replace(/[^A-Za-z0-9_]+/g, '-')}`)].join('').slice(0, 80);

/** The approval that the achievement is based on, in its body's own sentence. */
export function alignment(credit: Credit) {
  return [
    {
      type: ['Alignment'],
      targetName: credit.body,
      targetUrl: credit.approval.url,
      targetDescription: statementText(credit),
    },
  ];
}

/** The organization's number at the body, if the body gives one. */
export function providerNumbers({ providerNumber, accreditor }: Credit) {
  if (providerNumber === null) return undefined;
  const identifierType = extension('ProviderNumber', accreditor);
  return [{ type: 'IdentifierEntry', identifier: providerNumber, identifierType }];
}

/** What the body grants, as a result of its own. Its unit is in its name and type: a number of credits has no unit here. */
export function creditResult({ body, accreditor, unit, amountHundredths }: Credit, achievementId: string) {
  return {
    id: `${achievementId}#credits`,
    name: `${unit.plural} (${body})`,
    resultType: extension('Credits', accreditor, unit.code),
    value: decimalText(amountHundredths),
  };
}
