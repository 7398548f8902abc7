import {
  commonFormatText,
  countedText,
  creditText,
  licenseText,
  lineTexts,
  mandateTexts,
  partnerText,
  periodText,
  providerText,
  requiredStudyText,
  statementText,
} from '../creditWords.ts';
import type { PrintedFacts } from '../facts/publicFacts.ts';
import type { CertificateFacts } from '../facts/v2.ts';
import type { Block } from '../layout/flow.ts';
import { meetingTexts, zoneOf } from '../sessionWords.ts';
import {
  dateInWords,
  dayInWords,
  doneOn,
  foreignTag,
  hoursOfStudy,
  isOfTeaching,
  languageName,
  NOT_ISSUED,
  validUntil,
} from '../words.ts';
import type { Canvas } from './canvas.ts';
import { ADDRESS, BODY, type Composer, composer, NOTE } from './composer.ts';
import type { Sheet } from './sheet.ts';
import { linkContents } from './verification.ts';

const CLOSE = { gap: 0 };
const ENTRY = { gap: 0, hanging: 10 };

/** The record of the activity, in reading order. Each section is one function. */
export function recordBlocks(canvas: Canvas, sheet: Sheet, { width, size }: { width: number; size: number }): Block[] {
  const set = composer(canvas, width, size, sheet.plan.record.section);
  const { facts } = sheet;
  return [
    ...learnerSection(set, sheet),
    ...sessionsSection(set, facts),
    ...creditSection(set, sheet),
    ...objectivesSection(set, facts),
    ...contributorsSection(set, facts),
    ...courseSection(set, sheet),
    ...organizationSection(set, facts),
    ...verificationSection(set, sheet),
    ...statementsSection(set, sheet.printed),
  ];
}

function learnerSection({ heading, paragraph }: Composer, sheet: Sheet): Block[] {
  const { facts } = sheet;
  const { licenses = [] } = facts;
  const until = validUntil(facts);
  const dates = datesSaid(sheet);
  return [
    heading(isOfTeaching(facts) ? 'instructor' : 'learner'),
    ...paragraph(facts.learnerName, { ...BODY, scale: 1.12 }),
    ...licenses.flatMap((license) => paragraph(licenseText(license), BODY, CLOSE)),
    ...paragraph(until ? `${dates} ${until}.` : dates, NOTE, CLOSE),
  ];
}

/** The hours, and when what was done and issued. The days of attendance and teaching stand with their places below. */
function datesSaid({ facts, printed, preview }: Sheet): string {
  const issued = preview ? NOT_ISSUED : `issued on ${dayInWords(facts.issuedAt, facts.timeZone)}`;
  const hours = hoursOfStudy(printed.studyHundredths, facts);
  if (facts.certifies !== undefined && facts.sessions !== undefined)
    return `${hours}, ${issued} (date in ${facts.timeZone}).`;
  const done = printed.credit === null || isOfTeaching(facts) ? `${hours}, ${doneOn(facts)}` : 'Completed';
  return `${done} on ${dateInWords(printed.completedOn)}, ${issued} (dates in ${facts.timeZone}).`;
}

/** On which days and where a training was attended or taught. */
function sessionsSection({ heading, paragraph }: Composer, facts: CertificateFacts): Block[] {
  const { sessions = [], registration } = facts;
  if (sessions.length === 0) return [];
  const zone = zoneOf(sessions);
  const note = [
    zone === null ? null : `Dates in ${zone}.`,
    registration === undefined ? null : `Registration ${registration.reference}.`,
  ].filter((part) => part !== null);
  return [
    heading(isOfTeaching(facts) ? 'sessions taught' : 'sessions attended'),
    ...meetingTexts(sessions).flatMap((text) => paragraph(text)),
    ...paragraph(note.join(' '), NOTE, CLOSE),
  ];
}

/** The amount and what it is made of, and the sentence of the body where the front has no room for it. */
function creditSection({ heading, paragraph }: Composer, { facts, printed, bodySentence }: Sheet): Block[] {
  const { credit, studyHundredths } = printed;
  if (credit === null) return [];
  const lines = [...lineTexts(credit), ...mandateTexts(credit)];
  const provider = [providerText(credit), periodText(credit)].filter((part) => part !== null).join('. ');
  const about = [commonFormatText(credit), countedText(credit), provider, partnerText(credit)];
  return [
    heading('credit'),
    ...paragraph(creditText(credit), { ...BODY, scale: 1.12 }),
    ...paragraph(credit.body, BODY, CLOSE),
    ...lines.flatMap((line) => paragraph(line, BODY, ENTRY)),
    ...about.flatMap((line) => paragraph(line ?? '', BODY, CLOSE)),
    // A training without modules requires no study of its own, and whoever teaches it none either.
    ...(studyHundredths === 0 || isOfTeaching(facts) ? [] : paragraph(requiredStudyText(studyHundredths), NOTE, CLOSE)),
    ...(bodySentence === null ? paragraph(statementText(credit)) : []),
  ];
}

function objectivesSection({ heading, list }: Composer, { objectives, course }: CertificateFacts): Block[] {
  if (objectives.length === 0) return [];
  return [heading('objectives: after this course the learner can'), ...list(objectives, foreignTag(course.language))];
}

function contributorsSection({ heading, paragraph }: Composer, { contributors }: CertificateFacts): Block[] {
  if (contributors.length === 0) return [];
  const entries = contributors.map(({ role, name, credentials }) =>
    [`${role}: ${name}`, credentials].filter(Boolean).join(', '),
  );
  return [heading('contributors'), ...entries.flatMap((entry) => paragraph(entry))];
}

function courseSection({ heading, paragraph }: Composer, { facts: { course }, printed }: Sheet): Block[] {
  return [
    heading('course'),
    ...paragraph(`${printed.courseTitle} (${course.slug}), version ${printed.courseVersion}`, BODY, {
      lang: foreignTag(course.language),
    }),
    ...paragraph(`${course.format}, ${languageName(course.language)}, ${course.level}`),
    ...paragraph(`Content ${course.contentHash}`, ADDRESS),
  ];
}

function organizationSection({ heading, paragraph }: Composer, { organization }: CertificateFacts): Block[] {
  return [
    heading('issuing organization'),
    ...paragraph(organization.legalName),
    ...paragraph(organization.address.join(', '), BODY, CLOSE),
    ...paragraph([organization.website, organization.email].filter(Boolean).join(', '), BODY, CLOSE),
  ];
}

const SEALED =
  'This file itself is sealed and carries a machine-readable credential; whether the certificate still stands is told by ' +
  'the verify page alone.';

function verificationSection(
  { heading, paragraph, address }: Composer,
  { facts, printed, preview, sealed }: Sheet,
): Block[] {
  const { number, verifyUrl } = facts;
  if (preview)
    return [heading('how to verify'), ...paragraph('This preview has not been issued: there is nothing to verify.')];
  return [
    heading('how to verify'),
    ...paragraph(
      `Scan the code on page 1 or open the address below. The page shows whether certificate ${number} stands, ` +
        `and for which course, date and ${printed.credit === null ? 'hours' : 'credit'}; type the name on this certificate to learn whether it matches.`,
    ),
    ...(sealed ? paragraph(SEALED) : []),
    ...address(verifyUrl, linkContents(number, verifyUrl)),
  ];
}

function statementsSection({ heading, paragraph }: Composer, { statements }: PrintedFacts): Block[] {
  if (statements.length === 0) return [];
  return [heading('statements'), ...statements.flatMap((statement) => paragraph(statement))];
}
