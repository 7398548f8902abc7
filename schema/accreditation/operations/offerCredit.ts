import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import {
  type ApprovalId,
  type CourseId,
  type CourseVersionId,
  type CreditOfferId,
  newId,
  type OrganizationId,
} from '../../../drizzle/ids.ts';
import { courses, courseVersions, creditOffers } from '../../../drizzle/schema.ts';
import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';
import type { UserAct } from '../../act.ts';
import type { CourseContent } from '../../courses/rules/package/canonical.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { dateIn } from '../../organizations/rules.ts';
import { ApprovalNotInForceError, OfferExistsError, OfferRefusedError, VersionNotOfferedError } from '../errors.ts';
import { type ApprovalRow, approvalById } from '../queries/approvals.ts';
import { standingOffer } from '../queries/offers.ts';
import { accreditorOf, type LoadedAccreditor } from '../queries.ts';
import { inForceOn, lastDayOf } from '../rules/approval.ts';
import type { Rules } from '../rules/bodies.ts';
import { type Calculation, keptCalculation } from '../rules/calculation.ts';
import { joinStated, offerRulesOn, type StatedValue } from '../rules/inForce.ts';
import type { Measured } from '../rules/measured.ts';
import { checkOffer } from '../rules/offering.ts';
import type { Printed } from '../rules/offerStatement.ts';
import { studyTimeFaults } from '../rules/studyTime.ts';
import { lockOrganization } from './addApproval.ts';
import { holderOf } from './addState.ts';

type Offer = {
  approvalId: ApprovalId | null;
  courseId: CourseId | null;
  /** The version as its authors call it. */
  version: string;
  lines: readonly OfferLine[];
  calculation: Calculation;
  studyTimeReason: string | null;
  stated: readonly StatedValue[];
  opensOn: string;
  lastEnrollmentOn: string | null;
  lastCompletionOn: string | null;
};

/**
 * Offers a body's credit for the version of a course that is taught now, for an owner or organizer. The rules of the day on which
 * it opens, what the organization stated, and the filled sentence are frozen with it. Throws NotFound, Forbidden, InvalidInput,
 * VersionNotOffered, ApprovalNotInForce, OfferExists, and OfferRefused with the whole checklist.
 */
export async function offerCredit(db: Database, act: UserAct, offer: Offer): Promise<{ offerId: CreditOfferId }> {
  return db.transaction(async (tx) => {
    const { organizationId, as } = await requirePermission(tx, act, {
      permission: 'OFFER_CREDIT',
      organizationId: await holderOf(tx, offer.approvalId),
      what: 'The approval',
    });
    // Two offers of one body, or an offer and the end of its approval, follow each other.
    const today = dateIn((await lockOrganization(tx, organizationId)).timeZone, act.now);
    const approval = offer.approvalId === null ? null : await approvalById(tx, offer.approvalId);
    const loaded = approval === null ? null : await accreditorOf(tx, approval.accreditor);
    if (approval === null || loaded === null) throw new NotFoundError('The approval');
    const version = await taughtVersion(tx, organizationId, offer);
    requireDays(offer, approval, today);
    const { profession, jurisdiction, accreditor, id: approvalId, specimen } = approval;
    const standing = await standingOffer(tx, { versionId: version.id, accreditor, profession, jurisdiction });
    if (standing !== null) throw new OfferExistsError(standing);
    const frozen = checked({ offer, loaded, approval, version, today });
    const { opensOn, lastEnrollmentOn, lastCompletionOn } = offer;
    const offerId = newId<CreditOfferId>();
    await tx.insert(creditOffers).values({
      ...{ ...frozen, id: offerId, organizationId, approvalId, specimen, versionId: version.id },
      ...{ ruleSetId: loaded.ruleSetId, opensOn, lastEnrollmentOn, lastCompletionOn, offeredAt: act.now },
    });
    await recordEvent(tx, act, 'CREDIT_OFFERED', {
      ...{ objectId: offerId, organizationId, as },
      details: {
        ...{ approvalId, versionId: version.id, totalHundredths: frozen.totalHundredths },
        studyTimeReason: frozen.calculation.studyTimeReason,
        stated: offer.stated.map(({ name, value, source, reason }) => ({ name, value, source, reason })),
      },
    });
    return { offerId };
  });
}

type Taught = { id: CourseVersionId; content: CourseContent; measured: Measured };

/** The version that is taught now. Shares the lock on the course, so that it is not retired or replaced meanwhile. */
async function taughtVersion(
  tx: Database,
  organizationId: OrganizationId,
  { courseId, version }: Pick<Offer, 'courseId' | 'version'>,
): Promise<Taught> {
  if (courseId === null) throw new NotFoundError('The course');
  const [course] = await tx.select().from(courses).where(eq(courses.id, courseId)).for('share');
  if (course?.organizationId !== organizationId || course.currentVersionId === null)
    throw new NotFoundError('The course');
  if (course.retiredAt !== null) throw new VersionNotOfferedError(null);
  const [current] = await tx
    .select({ id: courseVersions.id, label: courseVersions.label, content: courseVersions.package, ...MEASURED })
    .from(courseVersions)
    .where(eq(courseVersions.id, course.currentVersionId));
  if (current === undefined) throw new NotFoundError('The course');
  if (current.label !== version) throw new VersionNotOfferedError(current.label);
  // Only publishVersion writes this, from a checked package.
  const { id, content, calculation, studyHundredths } = current;
  return { id, content: content as CourseContent, measured: { ...calculation, studyHundredths } };
}

const MEASURED = { calculation: courseVersions.calculation, studyHundredths: courseVersions.studyHundredths };

/** The days of the offer lie within its approval, which is in force on the first of them. */
function requireDays(
  { opensOn, lastEnrollmentOn, lastCompletionOn }: Pick<Offer, 'opensOn' | 'lastEnrollmentOn' | 'lastCompletionOn'>,
  approval: ApprovalRow,
  today: string,
): void {
  const from = opensOn < today ? today : opensOn;
  const fault = (path: string, message: string) => new InvalidInputError([{ path, message }]);
  for (const [field, day] of [
    ['opensOn', opensOn],
    ['opensOn', from],
  ] as const) {
    const force = inForceOn(approval, day);
    if (!force.ok) throw new ApprovalNotInForceError({ field, because: force.because, on: day });
  }
  const lastOn = lastDayOf(approval);
  for (const [path, day] of [
    ['lastEnrollmentOn', lastEnrollmentOn],
    ['lastCompletionOn', lastCompletionOn],
  ] as const) {
    if (day === null) continue;
    if (day < from) throw fault(path, `This day is over before anyone can enroll, on ${from}.`);
    if (lastOn !== null && day > lastOn)
      throw fault(path, `The approval ends on ${lastOn}; name that day or an earlier one.`);
  }
  if (lastCompletionOn !== null && lastEnrollmentOn !== null && lastCompletionOn < lastEnrollmentOn)
    throw fault('lastCompletionOn', `People can still enroll on ${lastEnrollmentOn}; name that day or a later one.`);
}

type Unchecked = {
  offer: Offer;
  loaded: LoadedAccreditor;
  approval: ApprovalRow;
  version: Pick<Taught, 'content' | 'measured'>;
  today: string;
};

/** What the offer freezes. Throws InvalidInput for stated values, and OfferRefused. */
function checked({ offer, loaded: { body: accreditor }, approval, version, today }: Unchecked) {
  const { opensOn, lines, calculation, studyTimeReason } = offer;
  const rules = ruled(offerRulesOn(accreditor, approval.kind, opensOn), offer);
  const draft = { ...version, accreditor, rules, lines, calculation, studyTimeReason, day: opensOn, today };
  const result = checkOffer(draft, printedOf(approval));
  if (!result.ok) throw new OfferRefusedError(result.items);
  const { totalHundredths, minutes } = result.offerable;
  const exceeds = studyTimeFaults(lines, rules, { measured: version.measured, reason: null }).length > 0;
  return {
    ...{ rules, totalHundredths, lines: [...lines], statement: result.statement },
    calculation: keptCalculation(calculation, minutes, exceeds ? studyTimeReason : null),
  };
}

function ruled(rules: Rules, { stated, opensOn }: Pick<Offer, 'stated' | 'opensOn'>): Rules {
  const joined = joinStated(rules, stated, opensOn);
  if (joined.ok) return joined.rules;
  throw new InvalidInputError(joined.faults.map(({ index, message }) => ({ path: `stated.${index}`, message })));
}

const printedOf = (approval: ApprovalRow): Printed => ({
  ...approval,
  partners: approval.parts.filter(({ own }) => !own),
  lastOn: lastDayOf(approval),
});
