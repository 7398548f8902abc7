import {
  commonFormatText,
  countedText,
  creditText,
  lineTexts,
  mandateTexts,
  partnerText,
  periodText,
  statementText,
} from '../creditWords.ts';
import type { Credit } from '../facts/credit.ts';
import type { CertificateFacts } from '../facts/v2.ts';
import { meetingTexts, zoneOf } from '../sessionWords.ts';
import {
  assessmentLine,
  dateInWords,
  hoursOfStudy,
  hoursText,
  isOfAttendance,
  isOfTeaching,
  languageName,
  SPECIMEN_LINE,
  statesHours,
  zoneOfCompletion,
} from '../words.ts';

export const paragraphs = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join('\n\n');
const listed = (title: string, items: string[]): string | null =>
  items.length === 0 ? null : `${title}\n${items.map((item) => `- ${item}`).join('\n')}`;
export const specimenLine = (facts: CertificateFacts): string | null => (facts.specimen ? `${SPECIMEN_LINE}.` : null);

/** A certificate from before the instant of completion was a fact. Its sentences stay letter for letter. */
const isEarlier = ({ completedAt }: CertificateFacts): boolean => completedAt === undefined;

function hoursSaid(facts: CertificateFacts): string {
  const { studyHundredths } = facts;
  return isEarlier(facts)
    ? `${hoursText(studyHundredths)} hours of study (60 minutes)`
    : hoursOfStudy(studyHundredths, facts);
}

/** The credit of a body, on a specimen as on its paper; study for personal growth earns none. */
export function grantedOn({ credits: [credit], purpose }: CertificateFacts): Credit | null {
  return purpose === 'PERSONAL' ? null : (credit ?? null);
}

export function creditAndHours(facts: CertificateFacts): string {
  const credit = grantedOn(facts);
  const hours = hoursSaid(facts);
  if (credit === null) return hours;
  return [`${creditText(credit)} (${credit.body})`, ...(statesHours(facts) ? [hours] : [])].join('; ');
}

/** What the body grants, and its sentence word for word. */
function creditSaid(facts: CertificateFacts): string | null {
  const credit = grantedOn(facts);
  if (credit === null) return null;
  const further = [commonFormatText(credit), countedText(credit), periodText(credit), partnerText(credit)];
  const items = [...lineTexts(credit), ...mandateTexts(credit), ...further.filter((part) => part !== null)];
  return paragraphs(listed(`${creditText(credit)} (${credit.body}):`, items), statementText(credit));
}

const WHAT = {
  COMPLETION: 'Study of the whole course',
  ATTENDANCE: 'Attendance of the course',
  TEACHING: 'Teaching of the course',
};

/** What was done, and for how long. */
function doneSaid(facts: CertificateFacts): string {
  const { certifies, sessions } = facts;
  const what =
    certifies === undefined && sessions !== undefined ? 'Completion of the training' : WHAT[certifies ?? 'COMPLETION'];
  return statesHours(facts) ? `${what}, ${hoursSaid(facts)}` : what;
}

/** The requirements, the contributors, and the sentences that say what this certificate is not. */
export function narrative(facts: CertificateFacts): string {
  const { course, assessment } = facts;
  const passed = assessment && `The post-test asks for at least ${assessment.passPercent}%.`;
  return paragraphs(
    specimenLine(facts),
    `${doneSaid(facts)}. ${course.format}, ${languageName(course.language)}, ${course.level}.`,
    passed,
    creditSaid(facts),
    listed('Learning objectives:', facts.objectives),
    listed(
      'Prepared by:',
      facts.contributors.map(({ role, name, credentials }) =>
        [`${role}: ${name}`, credentials].filter((part) => part !== '').join(', '),
      ),
    ),
    facts.statements.length === 0 ? null : facts.statements.join(' '),
  );
}

/** On which days and where a training was attended or taught. */
function sessionsSaid(facts: CertificateFacts): string | null {
  const { sessions = [] } = facts;
  const zone = zoneOf(sessions);
  const title = `${isOfTeaching(facts) ? 'Sessions taught' : 'Sessions attended'}${zone === null ? '' : ` (dates in ${zone})`}:`;
  return listed(title, meetingTexts(sessions));
}

const DONE = { LEARNER: 'Completed', INSTRUCTOR: 'Taught', AUTHOR: 'Wrote' };

/** What the issuer's record says about this person's study. */
export function record(facts: CertificateFacts): string {
  const basis = isOfTeaching(facts) ? 'INSTRUCTOR' : (facts.credits[0]?.basis ?? 'LEARNER');
  const what = isOfAttendance(facts) ? 'Attended' : DONE[basis];
  const done = `${what} the course${facts.purpose === 'PERSONAL' ? ' for personal growth' : ''}`;
  const day = `on ${dateInWords(facts.completedOn)} (${zoneOfCompletion(facts)})`;
  const parts = isEarlier(facts) ? [done, assessmentLine(facts), day] : [done, day, assessmentLine(facts)];
  return paragraphs(
    specimenLine(facts),
    `${parts.filter((part) => part !== null).join(' ')}.`,
    sessionsSaid(facts),
    facts.statements.length === 0 ? null : facts.statements.join(' '),
  );
}
