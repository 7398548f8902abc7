import type { Held, RuleName, Rules } from './bodies.ts';

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

type Values<Names extends RuleName> = { [Name in Names]: NonNullable<Rules[Name]> extends Held<infer V> ? V : never };

/** The values of these rules, or a fault for each that is absent. */
export function needed<Names extends RuleName>(
  rules: Rules,
  names: readonly Names[],
): { ok: true; values: Values<Names> } | { ok: false; faults: CreditFault[] } {
  const faults = names
    .filter((name) => rules[name] === undefined)
    .map((rule) =>
      creditFault('RULE_MISSING', `The file of the body does not give ${rule}; state it with your source.`, { rule }),
    );
  if (faults.length > 0) return { ok: false, faults };
  // Each name keeps its own value, which the map over all names cannot tell.
  return { ok: true, values: Object.fromEntries(names.map((name) => [name, rules[name]?.value])) as Values<Names> };
}
