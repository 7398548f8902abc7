import type { CourseContent } from '../../courses/rules/package/canonical.ts';
import { amountOf, amountText } from './arithmetic.ts';
import type { Accreditor, Rules } from './bodies.ts';
import { type Calculation, minutesOf } from './calculation.ts';
import type { ChecklistItem } from './checklist.ts';
import { rulesOn, statementsOn } from './inForce.ts';
import { type Measured, measuredIn } from './measured.ts';
import { checkCourse } from './offering.ts';
import { noStatement } from './offerStatement.ts';

/** What a course could earn from a body, shown by its words, and what is still missing; before it is published. */
export type Readiness = { method: Calculation['method']; amount: string | null; items: ChecklistItem[] };

/** Looks at a course as offerCredit would, without an approval: the amount is what its words justify. */
export function readyFor(accreditor: Accreditor, content: CourseContent, today: string): Readiness {
  const rules = rulesOn(accreditor, today);
  const measured = measuredIn(content);
  const calculation = byWords(measured, rules);
  const minutes = minutesOf(calculation, rules);
  const assessed = content.quizzes.some(({ kind }) => kind === 'POST_TEST');
  const amount = minutes.ok ? amountOf(minutes.minutesHundredths, rules, { assessed }) : minutes;
  const { format } = content.course;
  // Without an amount the smallest one stands for it, so that all else is checked.
  const amountHundredths = amount.ok ? amount.hundredths : (rules.stepHundredths?.value ?? 100);
  const lines = [{ amountHundredths, format, category: null, session: null }];
  const checked = checkCourse({
    accreditor,
    rules,
    content,
    lines,
    calculation,
    measured,
    studyTimeReason: null,
    day: today,
    today,
  });
  const unit = rules.unit?.value;
  return {
    method: calculation.method,
    amount: amount.ok && unit !== undefined ? amountText(amount.hundredths, unit) : null,
    items: [
      ...(checked.ok ? [] : checked.items),
      ...(statementsOn(accreditor, today).length > 0 ? [] : [noStatement(accreditor, rules)]),
    ],
  };
}

/** The count of words, or Mergener's formula where the body accepts that alone. */
function byWords({ words, questions, difficulty }: Measured, { calculations }: Rules): Calculation {
  const accepted = calculations?.value ?? [];
  return accepted.includes('MERGENER') && !accepted.includes('WORDS')
    ? { method: 'MERGENER', words, questions, difficulty }
    : { method: 'WORDS', words };
}
