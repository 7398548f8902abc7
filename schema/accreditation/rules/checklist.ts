import type { Rules, Source } from './bodies.ts';
import type { CreditFault, CreditFaultCode } from './creditFaults.ts';

/** What may be missing, beside what the amounts lack (CreditFaultCode). */
export const DUTY_CODES = [
  'OBJECTIVES_TOO_FEW',
  'REFERENCES_TOO_FEW',
  'REFERENCE_TOO_OLD',
  'DISCLOSURE_MISSING',
  'AUTHOR_MISSING',
  'REVIEW_MISSING',
  'TEST_MISSING',
  'TEST_TOO_SMALL',
  'TOO_MANY_TRUE_FALSE',
  'EVALUATION_MISSING',
  'GATE_OUT_OF_REACH',
  'FORBIDDEN_WORDS',
  'APPROVAL_DENIED',
  'PILOT_TIMES_MISSING',
  'FORMAT_OF_ANOTHER_COURSE',
  'FORMAT_NOT_APPROVED',
  'OTHER_COURSE',
  'BACKDATED',
  'DEMANDED_FACT_MISSING',
  'STATEMENT_MISSING',
  'STATEMENT_BLANK',
  'STATEMENT_TOO_LONG',
] as const;
type DutyCode = (typeof DUTY_CODES)[number];

/** One thing that is missing before credit can be offered, and where the duty comes from. */
export type ChecklistItem = {
  code: DutyCode | CreditFaultCode;
  message: string;
  /** The place of the amount line that is wrong; null for the offer as a whole. */
  line: number | null;
  /** The name of the body's value that asks for it; null where every offer needs it. */
  rule: string | null;
  /** Where that value was read; null where the file does not give it, and where every offer needs it. */
  source: Source | null;
};

type Place = { line?: number; rule?: keyof Rules };

/** An item of the checklist, with the source of the rule that asks for it. */
export function missing(code: DutyCode, message: string, rules: Rules, { line, rule }: Place = {}): ChecklistItem {
  return item({ code, message, line: line ?? null, rule: rule ?? null }, rules);
}

/** What an amount lacks, as items of the checklist. Two lines may lack the same rule, which is said once. */
export function ofFaults(faults: readonly CreditFault[], rules: Rules): ChecklistItem[] {
  const key = ({ code, message, line, rule }: CreditFault) =>
    code === 'RULE_MISSING' ? `${code} ${rule}` : JSON.stringify([code, message, line]);
  return [...new Map(faults.map((fault) => [key(fault), fault])).values()].map((fault) => item(fault, rules));
}

const item = (fault: Omit<ChecklistItem, 'source' | 'rule'> & { rule: keyof Rules | null }, rules: Rules) => ({
  ...fault,
  source: fault.rule === null ? null : (rules[fault.rule]?.source ?? null),
});
