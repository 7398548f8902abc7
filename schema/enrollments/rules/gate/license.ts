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
      'The body gives credit to licensed people only, or its certificates show a license, and the claim names none that fits.',
    facts: { offerId },
  } satisfies BlockerWords<Missing>,
  LICENSE_PROFESSION_MISMATCH: {
    type: 'LicenseProfessionBlocker',
    meaning: 'The body gives no credit to the profession of a license that the claim names.',
    facts: { offerId, licenseId },
  } satisfies BlockerWords<Mismatch>,
  LICENSE_EXPIRED: {
    type: 'LicenseExpiredBlocker',
    meaning: 'A license that the claim names had expired on the day that counts.',
    facts: { offerId, licenseId, day: { type: 'Date', description: 'The last day of the license.' } },
  } satisfies BlockerWords<Expired>,
};

const ANYONE = { kind: 'ANYONE' as const };

/** The licenses that a claim of this offer may name: where the body demands a profession, those of it, if there are any. */
export function nameable<License extends ChosenLicense>(
  { rules }: Offer,
  licenses: readonly License[],
): readonly License[] {
  const claimants = rules.claimants?.value ?? ANYONE;
  if (claimants.kind === 'ANYONE') return licenses;
  const fitting = licenses.filter(({ profession }) => claimants.professions.includes(profession));
  return fitting.length > 0 ? fitting : licenses;
}

/**
 * What a body's rule about claimants finds in the licenses of a claim. Where it demands a license, these are blockers; elsewhere
 * they only inform (`notices`). An award counts for every license that its claim names, so each must be of a profession of the
 * body; one that had not expired is enough.
 */
export function licenseFindings(
  offer: Offer,
  licenses: readonly ChosenLicense[],
  day: string,
): { blockers: LicenseBlocker[]; notices: LicenseBlocker[] } {
  const claimants = offer.rules.claimants?.value ?? ANYONE;
  const expired = licenses.flatMap((license) => expiredBefore(offer, license, day));
  if (claimants.kind === 'ANYONE') {
    // Its certificate must show one, so that the claim could not be printed.
    const unlicensed = licenses.length === 0 && offer.rules.demandedFacts?.value.includes('LICENSE') === true;
    return { blockers: unlicensed ? [missing(offer, [])] : [], notices: expired };
  }
  if (licenses.length === 0) return { blockers: [missing(offer, claimants.professions)], notices: [] };
  const fitting = licenses.filter(({ profession }) => claimants.professions.includes(profession));
  const others = licenses.filter((license) => !fitting.includes(license)).map((license) => mismatch(offer, license));
  if (fitting.length === 0) return { blockers: others, notices: expired };
  const valid = fitting.some(({ expiresOn }) => expiresOn === null || expiresOn >= day);
  const most = claimants.kind === 'ONE_LICENSE' && fitting.length > 1 ? [missing(offer, claimants.professions)] : [];
  return { blockers: [...others, ...(valid ? [] : expired), ...most], notices: valid ? expired : [] };
}

const demandOf = (body: string, professions: readonly string[]): string =>
  professions.length === 0
    ? `Certificates of ${body} show a license.`
    : `${body} gives credit for one license of these professions: ${professions.join(', ')}.`;

const missing = ({ id, body }: Offer, professions: readonly string[]): Missing => ({
  code: 'LICENSE_MISSING',
  message: `${demandOf(body, professions)} Name it in the claim; \`addLicense\` adds one.`,
  offerId: id,
  deadline: null,
});

const mismatch = ({ id, body }: Offer, license: ChosenLicense): Mismatch => ({
  code: 'LICENSE_PROFESSION_MISMATCH',
  message: `${body} gives no credit for a license of the profession ${license.profession}.`,
  offerId: id,
  licenseId: license.id,
  deadline: null,
});

function expiredBefore({ id }: Offer, license: ChosenLicense, day: string): Expired[] {
  const { expiresOn } = license;
  if (expiresOn === null || expiresOn >= day) return [];
  const message = `The license had expired on ${day}, the day that counts; its last day was ${expiresOn}.`;
  return [{ code: 'LICENSE_EXPIRED', message, offerId: id, licenseId: license.id, day: expiresOn, deadline: null }];
}
