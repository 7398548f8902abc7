import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { ApprovalId } from '../../../drizzle/ids.ts';
import { organizations } from '../../../drizzle/schema.ts';
import { COURSE_FORMATS } from '../../../drizzle/tables/courses.ts';
import type { Act } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { dateIn } from '../../organizations/rules.ts';
import { accreditorOf } from '../queries.ts';
import { addDays } from '../rules/approval.ts';
import { rulesOn } from '../rules/inForce.ts';
import type { Granted } from '../rules/recording.ts';
import { addApproval, lockOrganization } from './addApproval.ts';
import { requireCourse, requireGrantable } from './recordApproval.ts';

const LETTER = Buffer.from('%PDF-1.4\n% Specimen: no such approval exists.\n', 'latin1');
const YEAR = 365;

type Sample = { accreditor: string; organizationSlug: string; courseSlug: string | null; production: boolean };

/**
 * Makes a confirmed approval that exists only for a demonstration, from yesterday for a year. Its offers and awards are specimens.
 * For the operator's command line. Throws NotFound, InvalidInput, AccreditorUnknown, NoApprovals, ApprovalNotGiven,
 * ApprovalOverlaps, and refuses in production.
 */
export async function sampleApproval(
  db: Database,
  act: Act,
  { accreditor, organizationSlug, courseSlug, production }: Sample,
): Promise<{ approvalId: ApprovalId; number: string }> {
  if (production) throw new Error('In production there are no sample approvals: a certificate would show them.');
  return db.transaction(async (tx) => {
    const [organization] = await tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(eq(organizations.slug, organizationSlug));
    if (organization === undefined) throw new NotFoundError(`The organization ${organizationSlug}`);
    const organizationId = organization.id;
    const today = dateIn((await lockOrganization(tx, organizationId)).timeZone, act.now);
    const known = await accreditorOf(tx, accreditor);
    const formats = known === null ? undefined : rulesOn(known.body, today).formats?.value;
    const number = `SPECIMEN-${accreditor.toUpperCase()}`;
    const granted: Granted = {
      kind: courseSlug === null ? 'PROVIDER' : 'COURSE',
      role: 'HOLDER',
      ...{ accreditor, courseSlug, number, formats: formats ?? COURSE_FORMATS, partners: [] },
      ...{ profession: null, jurisdiction: null },
      ...{ startsOn: addDays(today, -1), endsOn: addDays(today, YEAR) },
    };
    const { website } = await requireGrantable(tx, granted, today);
    await requireCourse(tx, organizationId, courseSlug);
    const sha256 = createHash('sha256').update(LETTER).digest('hex');
    const approvalId = await addApproval(tx, {
      ...{ ...granted, organizationId, publishedAt: website, now: act.now, specimen: true, confirmed: true },
      letter: { name: 'Specimen', sha256, bytes: LETTER },
    });
    await recordEvent(tx, act, 'APPROVAL_RECORDED', {
      objectId: approvalId,
      organizationId,
      details: { accreditor, specimen: true },
    });
    return { approvalId, number };
  });
}
