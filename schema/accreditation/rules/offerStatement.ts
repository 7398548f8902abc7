import { warned } from '../../../certificates/creditWords.ts';
import { dateInWords, hoursText } from '../../../certificates/words.ts';
import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import type { Accreditor, Rules } from './bodies.ts';
import { type ChecklistItem, missing } from './checklist.ts';
import { forbiddenFaults } from './courseDuties.ts';
import { formText } from './forms.ts';
import type { Granted } from './recording.ts';
import { type Blank, fillStatement, type StatementFault } from './statement.ts';

/** An approval as its sentence is filled from it. */
export type Printed = Omit<Granted, 'accreditor' | 'role'> & {
  organization: string;
  /** It exists only for a demonstration. */
  specimen: boolean;
  /** The last day, with an early end reckoned in. */
  lastOn: string | null;
};

type Sentence = {
  accreditor: Pick<Accreditor, 'name'>;
  approval: Printed;
  rules: Rules;
  lines: readonly OfferLine[];
  totalHundredths: number;
  course: string;
};
type Filled = { ok: true; text: string } | { ok: false; items: ChecklistItem[] };

/** As many characters as the facts of a certificate take. */
const LONGEST = 2_000;

/** The sentence of the body for an offer, every blank filled; or what it lacks. */
export function offerStatement(sentence: Sentence): Filled {
  const { accreditor, approval, rules } = sentence;
  const template = rules.statement;
  if (template === undefined) return { ok: false, items: [noStatement(accreditor, rules, approval.kind)] };
  const refused = (code: 'STATEMENT_BLANK' | 'STATEMENT_TOO_LONG', message: string) =>
    missing(code, message, rules, { rule: 'statement' });
  const filled = fillStatement(template.value, blanksOf(sentence));
  if (!filled.ok) return { ok: false, items: filled.faults.map((fault) => refused('STATEMENT_BLANK', wordsOf(fault))) };
  const { text } = filled;
  if (text.length > LONGEST) {
    const message = `The sentence of the body has ${text.length} characters with its blanks filled; ${LONGEST} can be printed.`;
    return { ok: false, items: [refused('STATEMENT_TOO_LONG', message)] };
  }
  const forbidden = forbiddenFaults([['statement', text]], rules);
  if (forbidden.length > 0) return { ok: false, items: forbidden };
  return { ok: true, text: approval.specimen ? warned(text) : text };
}

/** The file has no sentence, so that the organization states that of its own letter. */
export function noStatement({ name }: Pick<Accreditor, 'name'>, rules: Rules, kind?: Printed['kind']): ChecklistItem {
  const what = kind === undefined ? 'sentence' : `sentence for a ${kind} approval`;
  const message = `The file of ${name} has no ${what}; state the one of your letter of approval, with your source. Write ${formText('statement')}.`;
  return missing('STATEMENT_MISSING', message, rules, { rule: 'statement' });
}

const joined = (texts: readonly (string | null)[]): string | null =>
  texts.length === 0 || texts.includes(null) ? null : texts.join(' and ');

function blanksOf({
  approval,
  rules,
  lines,
  totalHundredths,
  course,
}: Omit<Sentence, 'accreditor'>): Record<Blank, string | null> {
  const unit = rules.unit?.value;
  const known = rules.categories?.value ?? [];
  const categories = [...new Set(lines.flatMap(({ category }) => category ?? []))];
  return {
    organization: approval.organization,
    number: approval.number,
    partner: joined(approval.partners.map(({ name }) => name)),
    partnerNumber: joined(approval.partners.map(({ number }) => number)),
    from: dateInWords(approval.startsOn),
    to: approval.lastOn === null ? null : dateInWords(approval.lastOn),
    amount: hoursText(totalHundredths),
    unit: unit === undefined ? null : totalHundredths === 100 ? unit.singular : unit.plural,
    category: joined(categories.map((key) => known.find((one) => one.key === key)?.name ?? key)),
    course,
  };
}

function wordsOf(fault: StatementFault): string {
  switch (fault.because) {
    case 'EMPTY_BLANK':
      return `The sentence of the body has the blank {${fault.blank}}, for which nothing is known.`;
    case 'UNFIT_VALUE':
      return `What would fill the blank {${fault.blank}} has a brace or a line break.`;
    case 'UNKNOWN_BLANK':
      return `The sentence of the body has an unknown blank {${fault.blank}}.`;
    case 'STRAY_BRACE':
      return 'The sentence of the body has a brace that belongs to no blank.';
  }
}
