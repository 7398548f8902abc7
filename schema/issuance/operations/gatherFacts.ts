import { and, asc, eq } from 'drizzle-orm';
import { type CertificateFacts, parseFacts } from '../../../certificates/facts.ts';
import { newCertificateNumber } from '../../../certificates/number.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId, OrganizationId } from '../../../drizzle/ids.ts';
import { contributors, courses, courseVersions, organizations, quizzes } from '../../../drizzle/schema.ts';
import { dateIn, lookOf } from '../../organizations/rules.ts';
import { expiryOf } from '../rules/expiry.ts';
import { FORMAT_WORDS, LEVEL_WORDS, plainStatements, printedContributors } from '../rules.ts';

export type ToPrint = {
  versionId: CourseVersionId;
  purpose: 'CREDIT' | 'PERSONAL';
  specimen: boolean;
  learnerName: string;
  assessed: boolean;
  completedAt: Date;
  publicUrl: string;
  now: Date;
};

/**
 * Gathers what the certificate will say for ever, from the pinned version and its organization as they stand now. `expiresAt` is
 * the first instant at which it no longer holds; null when it does not expire.
 */
export const gatherFacts = async (
  tx: Database,
  toPrint: ToPrint,
): Promise<{ facts: CertificateFacts; organizationId: OrganizationId; expiresAt: Date | null }> => {
  const [found] = await tx
    .select({ version: courseVersions, course: courses, organization: organizations })
    .from(courseVersions)
    .innerJoin(courses, eq(courses.id, courseVersions.courseId))
    .innerJoin(organizations, eq(organizations.id, courses.organizationId))
    .where(eq(courseVersions.id, toPrint.versionId));
  if (found === undefined) throw new Error('the version of a locked enrollment is gone');
  const people = await tx
    .select()
    .from(contributors)
    .where(eq(contributors.versionId, toPrint.versionId))
    .orderBy(asc(contributors.position));
  const [postTest] = await tx
    .select({ passPercent: quizzes.passPercent })
    .from(quizzes)
    .where(and(eq(quizzes.versionId, toPrint.versionId), eq(quizzes.kind, 'POST_TEST')));
  const { version, course, organization } = found;
  const number = newCertificateNumber();
  const completedOn = dateIn(organization.timeZone, toPrint.completedAt);
  const months = version.certificateValidMonths;
  const expiry = months === null ? null : expiryOf(completedOn, months, organization.timeZone);
  const facts: CertificateFacts = {
    schema: 1,
    number,
    specimen: toPrint.specimen,
    purpose: toPrint.purpose,
    learnerName: toPrint.learnerName,
    course: {
      slug: course.slug,
      title: version.title,
      version: version.label,
      contentHash: version.contentHash,
      language: version.language,
      format: FORMAT_WORDS[version.format] ?? version.format,
      level: LEVEL_WORDS[version.level] ?? version.level,
    },
    studyHundredths: version.studyHundredths,
    completedOn,
    timeZone: organization.timeZone,
    issuedAt: toPrint.now.toISOString(),
    ...(expiry && { expiresOn: expiry.expiresOn }),
    look: lookOf(organization),
    objectives: version.objectives.map((objective) => objective.text),
    contributors: printedContributors(people),
    organization: {
      legalName: organization.legalName,
      address: organization.address,
      website: organization.website,
      email: organization.email,
    },
    signatory:
      organization.signatoryName === null
        ? null
        : { name: organization.signatoryName, title: organization.signatoryTitle ?? '' },
    assessment: toPrint.assessed && postTest !== undefined ? { passPercent: postTest.passPercent } : null,
    statements: plainStatements({
      assessed: toPrint.assessed,
      reviewPending: version.review.status === 'PENDING',
      purpose: toPrint.purpose,
    }),
    verifyUrl: `${toPrint.publicUrl}/verify/${number}`,
  };
  const read = parseFacts(facts);
  if (!read.ok) throw new Error(`certificate facts break their own rules: ${read.faults.join('; ')}`);
  return { facts: read.facts, organizationId: organization.id, expiresAt: expiry?.expiresAt ?? null };
};
