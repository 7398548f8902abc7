import { warned } from '../../../certificates/creditWords.ts';
import { dateInWords, hoursText } from '../../../certificates/words.ts';
import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import type { Accreditor, Rules } from './bodies.ts';
import { type ChecklistItem, missing } from './checklist.ts';
import { forbiddenFaults } from './courseDuties.ts';
import { statementOn } from './inForce.ts';
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
  accreditor: Accreditor;
  approval: Printed;
  rules: Rules;
  lines: readonly OfferLine[];
  totalHundredths: number;
  course: string;
  day: string;
};
type Filled = { ok: true; text: string } | { ok: false; items: ChecklistItem[] };

/** The sentence of the body for an offer, every blank filled; or what it lacks. */
export function offerStatement(sentence: Sentence): Filled {
  const { accreditor, approval, rules, day } = sentence;
  const template = statementOn(accreditor, approval.kind, day);
  if (template === null) {
    const message = `The file of ${accreditor.name} has no sentence for a ${approval.kind} approval, so that nothing can be printed. Add it with its source.`;
    return { ok: false, items: [missing('STATEMENT_MISSING', message, rules)] };
  }
  const filled = fillStatement(template.value, blanksOf(sentence));
  if (!filled.ok)
    return { ok: false, items: filled.faults.map((fault) => missing('STATEMENT_BLANK', wordsOf(fault), rules)) };
  const forbidden = forbiddenFaults([['statement', filled.text]], rules);
  if (forbidden.length > 0) return { ok: false, items: forbidden };
  return { ok: true, text: approval.specimen ? warned(filled.text) : filled.text };
}

const joined = (texts: readonly (string | null)[]): string | null =>
  texts.length === 0 || texts.includes(null) ? null : texts.join(' and ');

function blanksOf({ approval, rules, lines, totalHundredths, course }: Sentence): Record<Blank, string | null> {
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
