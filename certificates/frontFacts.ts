import { amountText, countedFact, creditText, creditVerb, formatText, unitText } from './creditWords.ts';
import type { Credit } from './facts/credit.ts';
import { type PrintedFacts, printedFacts } from './facts/publicFacts.ts';
import type { CertificateFacts } from './facts/v2.ts';
import { spanInWords } from './sessionWords.ts';
import { dateInWords, doneOn, hoursLabel, hoursText, languageName, numberText, verb } from './words.ts';

/** `wraps` allows the value more than one line. */
export type FrontFact = { label: string; value: string; wraps: boolean };

/** The labeled facts of the front page, in reading order. */
export function frontFacts(facts: CertificateFacts, preview = false): FrontFact[] {
  const printed = printedFacts(facts);
  const number = { label: 'certificate number', value: numberText(facts, preview), wraps: false };
  return [...(printed.credit === null ? studyFacts(facts, printed) : creditFacts(printed.credit, facts)), number];
}

function studyFacts(facts: CertificateFacts, { studyHundredths }: PrintedFacts): FrontFact[] {
  const { course } = facts;
  return [
    { label: hoursLabel(studyHundredths, facts), value: hoursText(studyHundredths), wraps: false },
    doneFact(facts),
    { label: 'format and language', value: `${course.format}, ${languageName(course.language)}`, wraps: true },
    { label: 'level', value: course.level, wraps: true },
  ];
}

/** On which day it was completed; of attendance and teaching on which days, which the record lists. */
function doneFact(facts: CertificateFacts): FrontFact {
  const { certifies, sessions, completedOn } = facts;
  const label = `${doneOn(facts)} on`;
  return certifies === undefined || sessions === undefined
    ? { label, value: dateInWords(completedOn), wraps: false }
    : { label, value: spanInWords(sessions), wraps: true };
}

/** A label has one line, so that a unit of many words stands in the value. */
const LONGEST_LABEL = 30;

function amountFact(credit: Credit): FrontFact {
  const unit = unitText(credit);
  return unit.length > LONGEST_LABEL
    ? { label: 'awarded', value: creditText(credit), wraps: true }
    : { label: unit, value: amountText(credit.amountHundredths), wraps: false };
}

/** Hours of study stand in the record only, so that one number of units is on the front. */
function creditFacts(credit: Credit, { course }: CertificateFacts): FrontFact[] {
  return [
    amountFact(credit),
    { ...countedFact(credit), wraps: false },
    { label: 'format and language', value: `${formatText(credit)}, ${languageName(course.language)}`, wraps: true },
    ...(credit.providerNumber === null
      ? []
      : [{ label: 'provider number', value: credit.providerNumber, wraps: true }]),
  ];
}

/** What the holder has done. */
export function doneWords(facts: CertificateFacts): string {
  const { credit } = printedFacts(facts);
  return credit === null ? verb(facts) : creditVerb(credit);
}
