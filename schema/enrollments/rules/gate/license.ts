import type { CreditOfferId, LicenseId } from '../../../../drizzle/ids.ts';
import type { ChosenLicense, Offer } from '../offers/offer.ts';
import type { BlockerBase, BlockerWords } from './blocker.ts';

type OfOffer<Code extends string> = BlockerBase<Code> & { offerId: CreditOfferId };
type Missing = OfOffer<'LICENSE_MISSING'>;
type Mismatch = OfOffer<'LICENSE_PROFESSION_MISMATCH'> & { licenseId: LicenseId };
type Expired = OfOffer<'LICENSE_EXPIRED'> & { licenseId: LicenseId; day: string };
export type LicenseBlocker = Missing | Mismatch | Expired;

const offerId = { type: 'ID', node: 'CreditOffer', description: 'The offer.' } as const;
const licenseId = { type: 'ID', node: 'License', description: 'The license.' } as const;

export const LICENSE_WORDS = {
  LICENSE_MISSING: {
    type: 'LicenseMissingBlocker',
    meaning:
      'The body gives credit to licensed people only, or prints a license on its certificates, and the claim names none; or it names several where the body takes one.',
    facts: { offerId },
  } satisfies BlockerWords<Missing>,
  LICENSE_PROFESSION_MISMATCH: {
    type: 'LicenseProfessionBlocker',
    meaning:
      'The body, or the approval, is not for the profession or the place of a license. As a notice: the claim cannot name it.',
    facts: { offerId, licenseId },
  } satisfies BlockerWords<Mismatch>,
  LICENSE_EXPIRED: {
    type: 'LicenseExpiredBlocker',
    meaning: 'A license that the claim names had expired on the day that counts.',
    facts: { offerId, licenseId, day: { type: 'Date', description: 'The last day of the license.' } },
  } satisfies BlockerWords<Expired>,
};

const ANYONE = { kind: 'ANYONE' as const };
const claimantsOf = ({ rules }: Offer) => rules.claimants?.value ?? ANYONE;

/** Whether a claim must name a license: the body gives credit to licensed people only, or prints a license. */
export function needsLicense(offer: Offer): boolean {
  return claimantsOf(offer).kind !== 'ANYONE' || offer.rules.demandedFacts?.value.includes('LICENSE') === true;
}

/** A license counts where the body names its profession, and the approval its profession and place, if they name any. */
function takes(offer: Offer, { profession, jurisdiction }: ChosenLicense): boolean {
  const claimants = claimantsOf(offer);
  if (claimants.kind !== 'ANYONE' && !claimants.professions.includes(profession)) return false;
  if (offer.profession !== null && offer.profession !== profession) return false;
  const place = offer.jurisdiction;
  return place === null || jurisdiction === place || jurisdiction.startsWith(`${place}-`);
}

/**
 * The licenses that a claim of this offer may name. Where it must name one and none of them counts, all of them, so that the
 * blockers say why.
 */
export function nameable<License extends ChosenLicense>(
  offer: Offer,
  licenses: readonly License[],
): readonly License[] {
  const fitting = licenses.filter((license) => takes(offer, license));
  return fitting.length === 0 && needsLicense(offer) ? licenses : fitting;
}

/** What keeps licenses out of a claim of this offer, before it is made. */
export function notNameable(offer: Offer, licenses: readonly ChosenLicense[]): LicenseBlocker[] {
  const named = nameable(offer, licenses);
  return licenses.filter((license) => !named.includes(license)).map((license) => mismatch(offer, license));
}

/**
 * What body and approval find in the licenses of a claim. What keeps it from counting are blockers; the rest only informs
 * (`notices`). An award counts for every license that its claim names, so each must be one that counts; of several, one that had
 * not expired is enough.
 */
export function licenseFindings(
  offer: Offer,
  licenses: readonly ChosenLicense[],
  day: string,
): { blockers: LicenseBlocker[]; notices: LicenseBlocker[] } {
  const { kind } = claimantsOf(offer);
  if (licenses.length === 0) return { blockers: needsLicense(offer) ? [missing(offer)] : [], notices: [] };
  const expired = licenses.flatMap((license) => expiredBefore(offer, license, day));
  const fitting = licenses.filter((license) => takes(offer, license));
  const others = licenses.filter((license) => !fitting.includes(license)).map((license) => mismatch(offer, license));
  if (kind === 'ANYONE' || fitting.length === 0) return { blockers: others, notices: expired };
  const valid = fitting.some(({ expiresOn }) => expiresOn === null || expiresOn >= day);
  const most = kind === 'ONE_LICENSE' && fitting.length > 1 ? [missing(offer)] : [];
  return { blockers: [...others, ...(valid ? [] : expired), ...most], notices: valid ? expired : [] };
}

/** For whom an offer counts, in words; empty for anyone. */
function forWhom(offer: Offer): string {
  const { profession, jurisdiction } = offer;
  const claimants = claimantsOf(offer);
  const named = claimants.kind === 'ANYONE' ? [] : claimants.professions;
  const professions = profession === null ? named : [profession];
  const of = professions.length === 0 ? '' : ` of ${professions.join(', ')}`;
  return jurisdiction === null ? of : `${of} in ${jurisdiction}`;
}

function missing(offer: Offer): Missing {
  const one = claimantsOf(offer).kind === 'ONE_LICENSE' ? 'exactly one license' : 'a license';
  const why =
    claimantsOf(offer).kind === 'ANYONE' ? 'prints the license on its certificates' : 'gives credit for a license';
  const message = `${offer.body} ${why}${forWhom(offer)}. Name ${one} in \`licenseIds\` of the claim; \`addLicense\` adds one.`;
  return { code: 'LICENSE_MISSING', message, offerId: offer.id, deadline: null };
}

function mismatch(offer: Offer, { id, profession, jurisdiction }: ChosenLicense): Mismatch {
  const message = `This credit of ${offer.body} is for a license${forWhom(offer)}, not for one of ${profession} in ${jurisdiction}. Leave that license out of \`licenseIds\`.`;
  return { code: 'LICENSE_PROFESSION_MISMATCH', message, offerId: offer.id, licenseId: id, deadline: null };
}

function expiredBefore({ id }: Offer, license: ChosenLicense, day: string): Expired[] {
  const { expiresOn } = license;
  if (expiresOn === null || expiresOn >= day) return [];
  const message = `The license had expired on ${day}, the day that counts; its last day was ${expiresOn}.`;
  return [{ code: 'LICENSE_EXPIRED', message, offerId: id, licenseId: license.id, day: expiresOn, deadline: null }];
}
