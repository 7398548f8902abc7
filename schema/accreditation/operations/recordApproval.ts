import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { ApprovalId, OrganizationId } from '../../../drizzle/ids.ts';
import { approvalLetters, courses } from '../../../drizzle/schema.ts';
import { requireWithinLimit } from '../../accounts/operations.ts';
import type { Limit } from '../../accounts/rules.ts';
import type { UserAct } from '../../act.ts';
import { didYouMean } from '../../edited/faults.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { dateIn } from '../../organizations/rules.ts';
import { AccreditorUnknownError, ApprovalNotGivenError, LetterMissingError, NoApprovalsError } from '../errors.ts';
import { bodiesOf } from '../queries.ts';
import type { Approver } from '../rules/bodies.ts';
import { accreditorFor, type Granted, grantFaults, notGranted } from '../rules/recording.ts';
import { addApproval, lockOrganization } from './addApproval.ts';

type Recorded = Granted & {
  organizationId: OrganizationId | null;
  publishedAt: string;
  letterSha256: string;
  letterName: string;
};

/** How many approvals of an organization are recorded in a day: each keeps a letter of up to five megabytes for good. */
const APPROVALS: Limit = { max: 50, seconds: 24 * 3600 };
const approvalsKey = (id: OrganizationId): string => createHash('sha256').update(`approvals of ${id}`).digest('hex');

/**
 * Records what a body approved, with its letter, for an owner. No offer stands on it until the operator confirms it. Throws
 * NotFound, Forbidden, InvalidInput, AccreditorUnknown, NoApprovals, ApprovalNotGiven, LetterMissing, ApprovalOverlaps, and
 * RateLimited after 50 in a day.
 */
export async function recordApproval(
  db: Database,
  act: UserAct,
  { letterSha256, letterName, ...recorded }: Recorded,
): Promise<{ approvalId: ApprovalId }> {
  return db.transaction(async (tx) => {
    const { organizationId, as } = await requirePermission(tx, act, {
      permission: 'RECORD_APPROVALS',
      organizationId: recorded.organizationId,
      what: 'The organization',
    });
    const { timeZone } = await lockOrganization(tx, organizationId);
    await requireGrantable(tx, recorded, dateIn(timeZone, act.now));
    await requireCourse(tx, organizationId, recorded.courseSlug);
    await requireWithinLimit(tx, { key: approvalsKey(organizationId), limit: APPROVALS, now: act.now });
    const bytes = await uploadedLetter(tx, organizationId, letterSha256);
    const approvalId = await addApproval(tx, {
      ...{ ...recorded, organizationId, now: act.now, specimen: false, confirmed: false },
      letter: { name: letterName, sha256: letterSha256, bytes },
    });
    const { accreditor, kind, startsOn, endsOn } = recorded;
    await recordEvent(tx, act, 'APPROVAL_RECORDED', {
      objectId: approvalId,
      organizationId,
      as,
      details: { accreditor, kind, startsOn, endsOn, letterSha256 },
    });
    return { approvalId };
  });
}

/** The accreditor, if it can have granted this. Throws AccreditorUnknown, NoApprovals, InvalidInput, ApprovalNotGiven. */
export async function requireGrantable(tx: Database, granted: Granted, day: string): Promise<Approver> {
  const bodies = await bodiesOf(tx);
  const [accreditors, boards] = [[...bodies.accreditors.values()], [...bodies.boards.values()]];
  const found = accreditorFor(
    granted.accreditor,
    accreditors.map(({ body }) => body),
    boards.map(({ body }) => body),
  );
  if (!found.ok)
    throw found.because === 'UNKNOWN' ? new AccreditorUnknownError(found.message) : new NoApprovalsError(found.message);
  const faults = grantFaults(granted, found.accreditor, day);
  if (faults.length > 0) throw new InvalidInputError(faults);
  const otherwise = notGranted(granted, found.accreditor, day);
  if (otherwise.length > 0) throw new ApprovalNotGivenError(otherwise);
  return found.accreditor;
}

export async function requireCourse(tx: Database, organizationId: OrganizationId, slug: string | null): Promise<void> {
  if (slug === null) return;
  const own = await tx.select({ slug: courses.slug }).from(courses).where(eq(courses.organizationId, organizationId));
  const slugs = own.map((course) => course.slug);
  if (slugs.includes(slug)) return;
  const message = `The organization has no course "${slug}"${didYouMean(slug, slugs) || '; import it first.'}`;
  throw new InvalidInputError([{ path: 'courseSlug', message }]);
}

async function uploadedLetter(tx: Database, organizationId: OrganizationId, sha256: string): Promise<Buffer> {
  const [letter] = await tx
    .select({ bytes: approvalLetters.bytes })
    .from(approvalLetters)
    .where(and(eq(approvalLetters.organizationId, organizationId), eq(approvalLetters.sha256, sha256)));
  if (letter === undefined) throw new LetterMissingError();
  return letter.bytes;
}
