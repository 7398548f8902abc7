import type { Credit, PrintedLicense } from './facts/credit.ts';
import { dateInWords, decimalText, hoursOfStudy } from './words.ts';

/** What stands before a sentence that only demonstrates how a body's sentence looks. */
export const NO_SUCH_APPROVAL = 'Specimen: no such approval exists.';

/** Amounts that are read together: "1" and "18", or "1.00" and "0.50" as soon as one of them has a fraction. */
function amountTexts(hundredths: readonly number[]): string[] {
  const whole = hundredths.every((each) => each % 100 === 0);
  return hundredths.map((each) => (whole ? String(each / 100) : decimalText(each)));
}

export function amountText(hundredths: number): string {
  return hundredths % 100 === 0 ? String(hundredths / 100) : decimalText(hundredths);
}

/** The body's word for so many units. */
export function unitText({ unit, amountHundredths }: Pick<Credit, 'unit' | 'amountHundredths'>): string {
  return amountHundredths === 100 ? unit.singular : unit.plural;
}

/** "1.50 contact hours", "1 CE credit". */
export function creditText(credit: Pick<Credit, 'unit' | 'amountHundredths'>): string {
  return `${amountText(credit.amountHundredths)} ${unitText(credit)}`;
}

/** The sentence as an offer under a demonstration's approval shows it. */
export const warned = (statement: string): string => `${NO_SUCH_APPROVAL} ${statement}`;

/** The body's sentence, without what an offer puts before it. */
export function bareStatement(statement: string): string {
  const before = warned('');
  return statement.startsWith(before) ? statement.slice(before.length) : statement;
}

/** The body's sentence, word for word. */
export function statementText({ statement, approval }: Credit): string {
  return approval.specimen ? warned(statement) : statement;
}

const formatsOf = ({ lines }: Credit): string[] => [...new Set(lines.map(({ format }) => format))];

/** The formats of the course in the body's words, each once. */
export const formatText = (credit: Credit): string => formatsOf(credit).join('; ');

/** The one format of all lines; null when the lines name several. */
export function commonFormatText(credit: Credit): string | null {
  return formatsOf(credit).length === 1 ? `Format: ${formatText(credit)}` : null;
}

const isSplit = ({ lines }: Credit): boolean =>
  lines.length > 1 || lines.some(({ category, session }) => category !== null || session !== null);

/** The parts of the amount, which add up to it as they are printed; empty when there is one part without a name. */
export function lineTexts(credit: Credit): string[] {
  if (!isSplit(credit)) return [];
  const amounts = amountTexts(credit.lines.map(({ amountHundredths }) => amountHundredths));
  const several = formatsOf(credit).length > 1;
  return credit.lines.map(({ amountHundredths, category, session, format }, at) =>
    [`${amounts[at]} ${unitText({ unit: credit.unit, amountHundredths })}`, category, session, several ? format : null]
      .filter((part) => part !== null)
      .join(', '),
  );
}

/** Hours that count in the amount and also for a mandate. */
export function mandateTexts({ unit, mandates }: Credit): string[] {
  return mandates.map(
    ({ category, amountHundredths }) => `Of these, ${creditText({ unit, amountHundredths })}: ${category}`,
  );
}

const COUNTED_LABELS: Record<Credit['counted']['day'], string> = {
  REGISTRATION: 'registered on',
  SESSION: 'attended on',
  COMPLETION: 'completed on',
};

/** The day that the body counts, with its label. */
export function countedFact({ counted, basis }: Credit): { label: string; value: string } {
  return {
    label: basis === 'INSTRUCTOR' ? 'taught until' : COUNTED_LABELS[counted.day],
    value: dateInWords(counted.on),
  };
}

const COUNTED_WORDS: Record<Credit['counted']['day'], string> = {
  REGISTRATION: 'registration',
  SESSION: 'the session',
  COMPLETION: 'completion',
};

export function countedText({ counted, basis }: Credit): string {
  const day = basis === 'INSTRUCTOR' ? 'on which the training ended' : `of ${COUNTED_WORDS[counted.day]}`;
  return `Date that counts: ${dateInWords(counted.on)}, the day ${day}`;
}

/** From when to when the body approved; empty where the body does not demand it. */
export function periodText({ approval: { startsOn, endsOn }, demands }: Credit): string | null {
  if (!demands.includes('APPROVAL_PERIOD')) return null;
  const from = dateInWords(startsOn);
  return endsOn === null ? `Approved from ${from}` : `Approved from ${from} to ${dateInWords(endsOn)}`;
}

/** The other organization of a shared approval. */
export function partnerText({ approval: { role, partner } }: Credit): string | null {
  if (partner === null) return null;
  const named = partner.number === null ? partner.name : `${partner.name}, number ${partner.number}`;
  return role === 'HOLDER' ? `Co-sponsor: ${named}` : `Holder of the approval: ${named}`;
}

export function providerText({ providerNumber }: Credit): string | null {
  return providerNumber === null ? null : `Provider number ${providerNumber}`;
}

/** The time that the course requires of everyone, which is no amount of the body's unit and may be less. */
export function requiredStudyText(studyHundredths: number): string {
  return `Least study time that the course requires: ${hoursOfStudy(studyHundredths)}. The amount of credit above is counted by the rules of the body.`;
}

export function licenseText({ profession, jurisdiction, number }: PrintedLicense): string {
  return `${profession}, ${jurisdiction}, license number ${number}`;
}

/** The licenses of the holder on one line; null without one. */
export function licenseLine({ licenses = [] }: { licenses?: PrintedLicense[] | undefined }): string | null {
  return licenses.length === 0 ? null : licenses.map(licenseText).join('; ');
}

const VERBS: Record<Credit['basis'], string> = {
  LEARNER: 'has completed the course',
  INSTRUCTOR: 'has taught the course',
  AUTHOR: 'has written the course',
};

export const creditVerb = ({ basis }: Credit): string => VERBS[basis];
