import type { Credit, PrintedLicense } from '../../../certificates/facts/credit.ts';
import type { CertificateFacts, PrintedSession } from '../../../certificates/facts/v2.ts';
import type { contributors, courses, courseVersions } from '../../../drizzle/schema.ts';
import type { Purpose } from '../../../drizzle/tables/enrollments.ts';
import type { OrganizationRow } from '../../organizations/queries.ts';
import { dateIn, lookOf } from '../../organizations/rules.ts';
import { awardStatements, FORMAT_WORDS, LEVEL_WORDS, plainStatements, printedContributors } from '../rules.ts';
import { expiryOf } from './expiry.ts';

/** Of a version. Its package is a hundred times as large, and nothing of it is printed. */
type PrintedColumn =
  | 'title'
  | 'label'
  | 'contentHash'
  | 'language'
  | 'format'
  | 'level'
  | 'studyHundredths'
  | 'objectives'
  | 'review'
  | 'certificateValidMonths';

/** What the tables contain when a certificate is issued. */
export type PrintedSources = {
  version: Pick<typeof courseVersions.$inferSelect, PrintedColumn>;
  course: Pick<typeof courses.$inferSelect, 'slug'>;
  organization: OrganizationRow;
  people: (typeof contributors.$inferSelect)[];
  /** The post-test's; null when the course has none. */
  passPercent: number | null;
  /** Whether anything was ever offered for the version under an approval. */
  everApproved: boolean;
};

/**
 * What an award adds to the facts: its one credit, the holder's licenses that it was claimed for, and when the last requirement of
 * its offer was met. `forbiddenWords` are its body's, as its offer froze them; passPercent is the offer's own mark.
 */
export type AwardFacts = {
  credit: Credit;
  licenses: PrintedLicense[];
  completedAt: Date;
  /** Of a training: those that earned something of it; else empty. */
  sessions: PrintedSession[];
  passPercent: number | null;
  forbiddenWords: readonly string[];
};

/** What somebody attended or taught of a training. */
export type Held = {
  sessions: PrintedSession[];
  /** The last of their days, and when what they were at on it was over. */
  lastOn: string;
  timeZone: string;
  endedAt: Date;
  /** The place that was attended; null for whoever taught. */
  registration: CertificateFacts['registration'] | null;
};

export type Occasion = {
  number: string;
  purpose: Purpose;
  specimen: boolean;
  learnerName: string;
  assessed: boolean;
  completedAt: Date;
  /** Of a training: hours of instruction attended x 100, which the certificate of completion states as its hours; else null. */
  attendedHundredths: number | null;
  /** Of its instructor: hours taught x 100, which every certificate of theirs states as its hours; else null. */
  taughtHundredths?: number | null;
  publicUrl: string;
  now: Date;
  /** Null or absent for a course that is studied alone. */
  held?: Held | null;
  /** Whether it states attendance only; a certificate of completion otherwise. */
  attendanceOnly?: boolean;
  /** Null for the plain certificate. */
  award: AwardFacts | null;
};

/** The organization's details on a certificate, from its current row. */
export function issuerFacts(
  organization: OrganizationRow,
): Pick<CertificateFacts, 'organization' | 'signatory' | 'timeZone'> {
  const { legalName, address, website, email, signatoryName, signatoryTitle, timeZone } = organization;
  return {
    organization: { legalName, address, website, email },
    signatory: signatoryName === null ? null : { name: signatoryName, title: signatoryTitle ?? '' },
    timeZone,
  };
}

/**
 * Everything that a certificate prints permanently. `expiresAt` is the first instant at which it is no longer valid; null when it
 * does not expire.
 */
export function certificateFacts(
  { version, course, organization, people, everApproved, ...sources }: PrintedSources,
  {
    number,
    purpose,
    learnerName,
    assessed,
    publicUrl,
    now,
    award,
    attendedHundredths,
    taughtHundredths = null,
    held = null,
    attendanceOnly = false,
    ...occasion
  }: Occasion,
): { facts: CertificateFacts; expiresAt: Date | null } {
  const taught = taughtHundredths !== null;
  // Attendance and teaching are dated where they took place; whatever is completed, or counted by a body, by the organization's clocks.
  const dated = award === null && (attendanceOnly || taught) ? held : null;
  const completedAt = award?.completedAt ?? dated?.endedAt ?? occasion.completedAt;
  const specimen = occasion.specimen || award?.credit.approval.specimen === true;
  const completedOn = dated?.lastOn ?? dateIn(organization.timeZone, completedAt);
  const passPercent = award?.passPercent ?? sources.passPercent;
  const months = version.certificateValidMonths;
  const expiry = months === null ? null : expiryOf(completedOn, months, organization.timeZone);
  const sessions = award?.sessions ?? held?.sessions ?? [];
  const stated = { assessed, taught, reviewPending: version.review.status === 'PENDING' };
  const facts: CertificateFacts = {
    schema: 2,
    number,
    specimen,
    purpose,
    learnerName,
    course: {
      slug: course.slug,
      title: version.title,
      version: version.label,
      contentHash: version.contentHash,
      language: version.language,
      format: FORMAT_WORDS[version.format],
      level: LEVEL_WORDS[version.level],
    },
    // An award states its amount; its hours stay those of study that the course requires of everyone.
    studyHundredths: taughtHundredths ?? (award === null ? attendedHundredths : null) ?? version.studyHundredths,
    completedOn,
    completedAt: completedAt.toISOString(),
    ...(dated !== null && { completedIn: dated.timeZone }),
    ...(sessions.length > 0 && { sessions }),
    ...(sessions.length > 0 && held?.registration && { registration: held.registration }),
    ...issuerFacts(organization),
    issuedAt: now.toISOString(),
    ...(expiry && { expiresOn: expiry.expiresOn }),
    look: lookOf(organization),
    // Attendance does not show what somebody can do.
    objectives: attendanceOnly ? [] : version.objectives.map((objective) => objective.text),
    contributors: printedContributors(people),
    assessment: assessed && passPercent !== null ? { passPercent } : null,
    ...(attendanceOnly && { certifies: 'ATTENDANCE' as const }),
    ...(taught && { certifies: 'TEACHING' as const }),
    statements:
      award === null
        ? plainStatements({ ...stated, purpose, everApproved, live: attendedHundredths !== null, attendanceOnly })
        : awardStatements(stated),
    credits: award === null ? [] : [award.credit],
    ...(award !== null && award.licenses.length > 0 && { licenses: award.licenses }),
    verifyUrl: `${publicUrl}/verify/${number}`,
  };
  return { facts, expiresAt: expiry?.expiresAt ?? null };
}
