import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import type { CourseContent } from '../../courses/rules/package/canonical.ts';
import type { Accreditor, Rules } from './bodies.ts';
import type { Calculation } from './calculation.ts';
import { type ChecklistItem, missing, ofFaults } from './checklist.ts';
import { courseDuties } from './courseDuties.ts';
import { type Measured, measuredFaults } from './measured.ts';
import { mayOffer, type Offerable, totalOf } from './offerLines.ts';
import { offerStatement, type Printed } from './offerStatement.ts';
import { studyTimeFaults } from './studyTime.ts';

/** An offer before it stands. `day` is the first on which it can be used, `today` the day of the offer. */
export type Draft = {
  accreditor: Accreditor;
  rules: Rules;
  content: CourseContent;
  lines: readonly OfferLine[];
  calculation: Calculation;
  measured: Measured;
  /** Why the amount stands for more minutes than the version requires; null where nobody said. */
  studyTimeReason: string | null;
  day: string;
  today: string;
};

type Checked = { ok: true; offerable: Offerable } | { ok: false; items: ChecklistItem[] };

/** Whether a body's rules let a course be offered for these amounts, whatever the approval; otherwise all that is missing. */
export function checkCourse(draft: Draft): Checked {
  const { rules, content, lines, calculation, measured, studyTimeReason: reason, day } = draft;
  const assessed = content.quizzes.some(({ kind }) => kind === 'POST_TEST');
  const amounts = mayOffer(lines, { calculation, rules, assessed });
  const total = totalOf(lines);
  const items = [
    ...(amounts.ok ? [] : ofFaults(amounts.faults, rules)),
    ...ofFaults(measuredFaults(calculation, measured), rules),
    ...ofFaults(studyTimeFaults(lines, rules, { measured, reason }), rules),
    ...pilotFaults(calculation, rules),
    ...formatFaults(lines, content, rules),
    ...courseDuties(content, rules, { totalHundredths: total > 0 ? total : null, day }),
  ];
  return amounts.ok && items.length === 0 ? { ok: true, offerable: amounts } : { ok: false, items: once(items) };
}

/** A rule that two checks need is asked for once. */
function once(items: readonly ChecklistItem[]): ChecklistItem[] {
  const key = ({ code, message, line, rule }: ChecklistItem) =>
    code === 'RULE_MISSING' && line === null ? `${code} ${rule}` : JSON.stringify([code, message, line]);
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

type Offered = { ok: true; offerable: Offerable; statement: string } | { ok: false; items: ChecklistItem[] };

/** Whether the offer can stand on this approval, and in which words; otherwise the whole checklist. */
export function checkOffer(draft: Draft, approval: Printed): Offered {
  const { rules, content, lines, accreditor } = draft;
  const course = checkCourse(draft);
  const sentence = { accreditor, approval, rules, lines, totalHundredths: totalOf(lines) };
  const statement = offerStatement({ ...sentence, course: content.course.title });
  const items = [
    ...(course.ok ? [] : course.items),
    ...approvalFaults(draft, approval),
    ...demandFaults(draft, approval),
    ...(statement.ok ? [] : statement.items),
  ];
  if (!course.ok || !statement.ok || items.length > 0) return { ok: false, items };
  return { ok: true, offerable: course.offerable, statement: statement.text };
}

function approvalFaults({ content, lines, rules, day, today }: Draft, approval: Printed): ChecklistItem[] {
  const { slug } = content.course;
  const items = lines.flatMap(({ format }, line) =>
    approval.formats.includes(format)
      ? []
      : [missing('FORMAT_NOT_APPROVED', `The approval is not for ${format}.`, rules, { line })],
  );
  if (approval.kind === 'COURSE' && approval.courseSlug !== slug)
    items.push(missing('OTHER_COURSE', `The approval is for the course ${approval.courseSlug} only.`, rules));
  if (day < today && rules.backdating?.value !== true) {
    const why =
      rules.backdating === undefined
        ? 'The file of the body does not say that it allows this'
        : 'The body does not allow it';
    const message = `The offer would begin on ${day}, before today, ${today}. ${why}.`;
    items.push(missing('BACKDATED', message, rules, { rule: 'backdating' }));
  }
  return items;
}

/** What the body's certificates must show and this offer could not: nobody could claim it. */
function demandFaults({ lines, rules }: Draft, { number }: Printed): ChecklistItem[] {
  const demanded = rules.demandedFacts?.value ?? [];
  const lacks = (message: string) => [missing('DEMANDED_FACT_MISSING', message, rules, { rule: 'demandedFacts' })];
  const overlies = rules.categories?.value.filter(({ kind }) => kind === 'OVERLIES').map(({ key }) => key) ?? [];
  const isNamed =
    lines.every(({ category }) => category !== null) || lines.some(({ category }) => overlies.includes(category ?? ''));
  return [
    ...(demanded.includes('PROVIDER_NUMBER') && number === null
      ? lacks('Certificates of the body show your number there, and the approval has none. Record it with its number.')
      : []),
    ...(demanded.includes('CATEGORY') && !isNamed
      ? lacks('Certificates of the body show a category. Name one with each amount.')
      : []),
  ];
}

/** A line is in the format of the course. Only a live course has sessions, and they may be live in another way. */
function formatFaults(lines: readonly OfferLine[], { course }: CourseContent, rules: Rules): ChecklistItem[] {
  const live = (format: string) => format.startsWith('LIVE_');
  return lines.flatMap(({ format, session }, line) => {
    const fault = (message: string) => [missing('FORMAT_OF_ANOTHER_COURSE', message, rules, { line })];
    if (session !== null && !live(course.format)) return fault('A self-paced course has no sessions.');
    if (format === course.format || (session !== null && live(format))) return [];
    return fault(`The course is ${course.format}, not ${format}.`);
  });
}

function pilotFaults(calculation: Calculation, rules: Rules): ChecklistItem[] {
  if (calculation.method !== 'PILOT') return [];
  return calculation.testers.flatMap(({ profession, parts }, index) =>
    parts.some(({ part, minutes }) => part === 'INSTRUCTION' && minutes > 0)
      ? []
      : [
          missing('PILOT_TIMES_MISSING', `Tester ${index + 1} (${profession}) has no minutes of instruction.`, rules, {
            rule: 'calculations',
          }),
        ],
  );
}
