import { eq } from 'drizzle-orm';
import type { CreditOfferId, LicenseId, UserId } from '../../drizzle/ids.ts';
import { certificates } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { type Updated, updateLicense } from '../../schema/credits/operations/updateLicense.ts';
import { claimCredit } from '../../schema/enrollments/operations/claimCredit.ts';
import { openFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { addLicense } from '../../schema/licenses/operations/addLicense.ts';
import type { Changes } from '../../schema/licenses/rules/change.ts';
import { CREDIT_NAME, creditFinisher, PUBLIC_URL } from './creditHolder.ts';
import { addOffer, type OfferOptions } from './offers.ts';
import type { World } from './world.ts';

/** When licenses are corrected: after every claim of these tests. */
export const LATER = new Date('2026-12-24T09:00:00Z');

type Place = { profession: string; jurisdiction: string };
const LMFT: Place = { profession: 'lmft', jurisdiction: 'US-CA' };
export const LCSW: Place = { profession: 'lcsw', jurisdiction: 'US-NY' };

/** How learners of one world add and correct licenses and claim credit for them. */
export const correcting = (world: () => World) => {
  const license = async (userId: UserId, number: string, place: Place = LMFT): Promise<LicenseId> => {
    const said = { kind: 'FULL', number, nameOnLicense: null, expiresOn: null, cycle: null, ...place } as const;
    return (await addLicense(world().db, userAct(userId, LATER), { license: said, vault: world().vault })).licenseId;
  };

  const claim = async (
    { userId, enrollmentId, now }: Awaited<ReturnType<typeof creditFinisher>>,
    offers: { offerId: CreditOfferId; licenseIds: LicenseId[] }[],
  ) =>
    claimCredit(world().db, userAct(userId, now), {
      ...{ enrollmentId, confirmedName: CREDIT_NAME, offers },
      ...{ vault: world().vault, publicUrl: PUBLIC_URL },
    });

  /** A learner who claimed one offer for one license. */
  const holder = async (number: string, options: OfferOptions = {}) => {
    const who = await creditFinisher(world());
    const licenseId = await license(who.userId, number);
    const offer = await addOffer(world(), options);
    const { plain, awards } = await claim(who, [{ offerId: offer.id, licenseIds: [licenseId] }]);
    const [award] = awards;
    if (award === undefined) throw new Error('nothing was awarded');
    return { ...who, licenseId, offer, plain, certificate: award.certificate, award: award.award };
  };

  const correct = (
    userId: UserId,
    licenseId: LicenseId,
    changes: Changes,
    more: Partial<Parameters<typeof updateLicense>[2]> = {},
    at = LATER,
  ): Promise<Updated> =>
    updateLicense(world().db, userAct(userId, at, 'test'), {
      ...{ licenseId, changes, reason: 'CORRECTED', note: 'I mistyped it.' },
      ...{ vault: world().vault, publicUrl: PUBLIC_URL, ...more },
    });

  const rowsOf = (userId: UserId) =>
    world().db.select().from(certificates).where(eq(certificates.userId, userId)).orderBy(certificates.id);
  type Row = Awaited<ReturnType<typeof rowsOf>>[number];
  const factsOf = (row: Row) => {
    const facts = openFacts(world().vault, row)?.facts;
    if (facts === undefined) throw new Error('the facts cannot be opened');
    return facts;
  };
  /** The accredited certificates that were not replaced, in the order in which they were issued. */
  const standing = async (userId: UserId) =>
    (await rowsOf(userId)).filter((row) => row.supersededAt === null && factsOf(row).credits.length > 0);
  /** The numbers of licenses on each of them. */
  const printed = async (userId: UserId) =>
    (await standing(userId)).map((row) => (factsOf(row).licenses ?? []).map(({ number }) => number));
  return { license, claim, holder, correct, rowsOf, factsOf, printed, standing };
};
