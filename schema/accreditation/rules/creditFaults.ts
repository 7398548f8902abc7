import type { Held, RuleName, Rules } from './bodies.ts';
import { formText } from './forms.ts';
import { MEANINGS } from './meanings.ts';

export const CREDIT_FAULT_CODES = [
  /** The body's file does not say it; the organization may state it with a source and a reason. */
  'RULE_MISSING',
  'METHOD_NOT_ACCEPTED',
  'NO_UNIT',
  'NO_LINES',
  'NOT_WHOLE',
  'OFF_STEP',
  'REPEATED_LINE',
  'FORMAT_NOT_ACCEPTED',
  'CATEGORY_UNKNOWN',
  'CATEGORY_MISSING',
  'BELOW_SMALLEST',
  'OVER_LARGEST',
  'MORE_THAN_CALCULATION',
  'LESS_THAN_CALCULATION',
  'OFF_BAND',
  'MORE_THAN_MEASURED',
  'MORE_THAN_STUDY_TIME',
] as const;
export type CreditFaultCode = (typeof CREDIT_FAULT_CODES)[number];

/** Why an amount cannot be offered. `line` is the place of the amount line that is wrong; null for the offer as a whole. */
export type CreditFault = { code: CreditFaultCode; message: string; line: number | null; rule: RuleName | null };

export function creditFault(
  code: CreditFaultCode,
  message: string,
  { line = null, rule = null }: { line?: number | null; rule?: RuleName | null } = {},
): CreditFault {
  return { code, message, line, rule };
}

const NO_TEST = ['assessmentRequired', 'that no test is required'] as const;
const NO_EVALUATION = ['evaluationRequired', 'that no evaluation is required'] as const;
const BANDS = ['unit', 'a unit of the kind BANDED with its bands'] as const;

/** Rules that are not needed where another one, which is not known either, is stated in this way. */
const UNLESS: Partial<Record<RuleName, readonly [RuleName, string]>> = {
  passPercent: NO_TEST,
  maxAttempts: NO_TEST,
  evaluationWithinHours: NO_EVALUATION,
  evaluationCompletes: NO_EVALUATION,
  stepHundredths: BANDS,
  rounding: BANDS,
  smallestAwardHundredths: BANDS,
  largestAwardHundredths: BANDS,
};

function unknownRule(name: RuleName, rules: Rules): string {
  const [other, otherwise] = UNLESS[name] ?? [];
  const unless = other !== undefined && rules[other] === undefined ? `, unless you state ${otherwise}` : '';
  return `The file of the body does not give ${name}; state it with your source${unless}. ${MEANINGS[name]} Write ${formText(name)}.`;
}

type Values<Names extends RuleName> = { [Name in Names]: NonNullable<Rules[Name]> extends Held<infer V> ? V : never };

/** The values of these rules, or a fault for each that is absent. */
export function needed<Names extends RuleName>(
  rules: Rules,
  names: readonly Names[],
): { ok: true; values: Values<Names> } | { ok: false; faults: CreditFault[] } {
  const faults = names
    .filter((name) => rules[name] === undefined)
    .map((rule) => creditFault('RULE_MISSING', unknownRule(rule, rules), { rule }));
  if (faults.length > 0) return { ok: false, faults };
  // Each name keeps its own value, which the map over all names cannot tell.
  return { ok: true, values: Object.fromEntries(names.map((name) => [name, rules[name]?.value])) as Values<Names> };
}
