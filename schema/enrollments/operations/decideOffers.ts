import type { CreditOfferId, LicenseId } from '../../../drizzle/ids.ts';
import { NotFoundError } from '../../errors.ts';
import type { OfferSide } from '../queries/offers.ts';
import type { WholeRow } from '../queries.ts';
import { isOnline } from '../rules/gate/offer.ts';
import { joinBlockers, judge, type Refusal, type Verdict } from '../rules/offers/judge.ts';
import type { EarlierAward } from '../rules/offers/offer.ts';

type Asked = { offerId: CreditOfferId | null; licenseIds: readonly (LicenseId | null)[] };
/** An offer of this version and licenses of this person. */
export type Choice = { offerId: CreditOfferId; licenseIds: LicenseId[] };

type Case = { standing: WholeRow; side: OfferSide; now: Date };
type Decided = { granted: { choice: Choice; verdict: Verdict }[]; repeated: Choice[]; refused: Refusal[] };

/**
 * What a claim gives of the offers that it names. Offers are judged in the order in which they were made, whatever the order of
 * the claim, and each sees what the ones before it give. Throws NotFound for an offer of another version and a foreign license.
 */
export function decide({ standing, side, now }: Case, asked: readonly Asked[]): Decided {
  const decided: Decided = { granted: [], repeated: [], refused: [] };
  const earlier: EarlierAward[] = [...side.earlier];
  for (const choice of choicesOf(side, asked)) {
    const offer = side.offers.find(({ id }) => id === choice.offerId);
    if (offer === undefined) throw new NotFoundError('The offer');
    const licenses = side.licenses.filter(({ id }) => choice.licenseIds.includes(id));
    const { exceptions, lineage } = side;
    const held = side.held.find(({ offerId }) => offerId === offer.id);
    if (held !== undefined) {
      const blockers = joinBlockers(held, licenses, { offer, exceptions, now });
      if (blockers.length === 0) decided.repeated.push(choice);
      else decided.refused.push({ enrollmentId: standing.id, offerId: offer.id, blockers });
      continue;
    }
    const enrollment = { ...standing, ...side };
    const verdict = judge({ offer, enrollment, licenses, earlier, exceptions, now });
    if (verdict.blockers.length > 0) {
      decided.refused.push({ enrollmentId: standing.id, offerId: offer.id, blockers: verdict.blockers });
      continue;
    }
    decided.granted.push({ choice, verdict });
    earlier.push({
      ...{
        enrollmentId: standing.id,
        offerId: offer.id,
        accreditor: offer.accreditor,
        lineage,
        title: standing.courseTitle,
      },
      ...{ basis: standing.basis, intensiveId: (standing.teaching ?? standing.training)?.intensiveId ?? null },
      countsOn: verdict.dates.countsOn ?? '',
      totalHundredths: verdict.given.totalHundredths,
      online: isOnline(offer),
    });
  }
  return decided;
}

/** One choice for each offer, in the order of the offers. */
function choicesOf({ offers, licenses }: OfferSide, asked: readonly Asked[]): Choice[] {
  const byOffer = new Map<CreditOfferId, Set<LicenseId>>();
  for (const { offerId, licenseIds } of asked) {
    if (offerId === null || !offers.some(({ id }) => id === offerId)) throw new NotFoundError('The offer');
    const chosen = byOffer.get(offerId) ?? new Set();
    for (const id of licenseIds) {
      if (id === null || !licenses.some((license) => license.id === id)) throw new NotFoundError('The license');
      chosen.add(id);
    }
    byOffer.set(offerId, chosen);
  }
  return offers.flatMap(({ id }) => {
    const chosen = byOffer.get(id);
    return chosen === undefined ? [] : [{ offerId: id, licenseIds: [...chosen] }];
  });
}
