import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import type { CreditOfferId, LicenseId } from '../../../drizzle/ids.ts';
import type { contributors, courses, courseVersions } from '../../../drizzle/schema.ts';
import type { Purpose } from '../../../drizzle/tables/enrollments.ts';
import type { OrganizationRow } from '../../organizations/queries.ts';
import { dateIn, lookOf } from '../../organizations/rules.ts';
import { FORMAT_WORDS, LEVEL_WORDS, plainStatements, printedContributors } from '../rules.ts';
import { expiryOf } from './expiry.ts';

/** What the tables contain when a certificate is issued. */
export type PrintedSources = {
  version: typeof courseVersions.$inferSelect;
  course: typeof courses.$inferSelect;
  organization: OrganizationRow;
  people: (typeof contributors.$inferSelect)[];
  /** The post-test's; null when the course has none. */
  passPercent: number | null;
};

/** What one award prints in place of the plain certificate. */
export type AwardToPrint = {
  offerId: CreditOfferId;
  completedAt: Date;
  countsOn: string;
  specimen: boolean;
  licenseIds: readonly LicenseId[];
};

export type Occasion = {
  number: string;
  /** Null for the plain certificate. */
  award: AwardToPrint | null;
  purpose: Purpose;
  specimen: boolean;
  learnerName: string;
  assessed: boolean;
  completedAt: Date;
  publicUrl: string;
  now: Date;
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
  { version, course, organization, people, passPercent }: PrintedSources,
  { number, purpose, specimen, learnerName, assessed, completedAt, publicUrl, now }: Occasion,
): { facts: CertificateFacts; expiresAt: Date | null } {
  const completedOn = dateIn(organization.timeZone, completedAt);
  const months = version.certificateValidMonths;
  const expiry = months === null ? null : expiryOf(completedOn, months, organization.timeZone);
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
    studyHundredths: version.studyHundredths,
    completedOn,
    completedAt: completedAt.toISOString(),
    ...issuerFacts(organization),
    issuedAt: now.toISOString(),
    ...(expiry && { expiresOn: expiry.expiresOn }),
    look: lookOf(organization),
    objectives: version.objectives.map((objective) => objective.text),
    contributors: printedContributors(people),
    assessment: assessed && passPercent !== null ? { passPercent } : null,
    statements: plainStatements({ assessed, reviewPending: version.review.status === 'PENDING', purpose }),
    credits: [],
    verifyUrl: `${publicUrl}/verify/${number}`,
  };
  return { facts, expiresAt: expiry?.expiresAt ?? null };
}
