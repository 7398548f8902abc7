import type { PrintedLicense } from '../../../certificates/facts/credit.ts';
import { drawableText } from '../../../certificates/fonts/drawable.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { CourseVersionId, LicenseId, UserId } from '../../../drizzle/ids.ts';
import type { EnrollmentBasis } from '../../../drizzle/tables/enrollments.ts';
import { boardsOf } from '../../accreditation/queries.ts';
import { InvalidInputError } from '../../errors.ts';
import { creditSourcesOf } from '../../issuance/queries/creditSources.ts';
import type { AwardFacts } from '../../issuance/rules/certificateFacts.ts';
import { creditFacts } from '../../issuance/rules/creditFacts.ts';
import { readNumber } from '../../licenses/operations/sealedNumber.ts';
import { ownLicensesByIds } from '../../licenses/queries.ts';
import { boardAmong } from '../../licenses/rules/board.ts';
import type { JudgedEarned } from '../rules/offers/earned.ts';

type Printing = { versionId: CourseVersionId; userId: UserId; basis: EnrollmentBasis; vault: Vault };

/**
 * What the certificates of awards print, in the order of the awards. Reads each of offers, licenses and boards once. Throws
 * InvalidInput for a license number that no certificate can print.
 */
export async function printedAwards(
  tx: Database,
  earned: readonly JudgedEarned[],
  { versionId, userId, basis, vault }: Printing,
): Promise<AwardFacts[]> {
  if (earned.length === 0) return [];
  const ids = earned.flatMap(({ licenseIds }) => licenseIds);
  const [sources, licenses] = await Promise.all([
    creditSourcesOf(tx, versionId),
    printedLicenses(tx, { userId, vault, ids }),
  ]);
  return earned.map(({ offerId, body, rules, licenseIds, lines, totalHundredths, countsOn, completedAt, sessions }) => {
    const source = sources.find((one) => one.offerId === offerId);
    if (source === undefined) throw new Error('an offer that was just judged is missing');
    const award = { basis, lines: [...lines], totalHundredths, countsOn };
    const asked = rules.passPercent?.value ?? 'NONE';
    return {
      credit: creditFacts({ ...source, body, rules, award }),
      licenses: licenseIds.flatMap((id) => licenses.get(id) ?? []),
      completedAt,
      sessions,
      passPercent: asked === 'NONE' ? null : asked,
      forbiddenWords: rules.forbiddenWords?.value ?? [],
    };
  });
}

type Asked = { userId: UserId; vault: Vault; ids: readonly LicenseId[] };

/** Licenses in the words of their boards, by their ids. The board stands for the place. */
async function printedLicenses(
  tx: Database,
  { userId, vault, ids }: Asked,
): Promise<ReadonlyMap<LicenseId, PrintedLicense>> {
  if (ids.length === 0) return new Map();
  const [rows, boards] = await Promise.all([ownLicensesByIds(tx, { userId, ids: [...new Set(ids)] }), boardsOf(tx)]);
  return new Map(
    rows.flatMap(({ id, now }) => {
      const { profession, jurisdiction } = now;
      const number = readNumber(vault, now);
      if (number === null) return [];
      requireDrawable(number);
      const board = boardAmong(boards, now);
      const title = board?.body.professions.find(({ key }) => key === profession)?.title ?? profession;
      return [[id, { profession: title, jurisdiction: board?.body.name ?? placeName(jurisdiction), number }] as const];
    }),
  );
}

/** People write a number as their board does, in any script; a certificate could never be drawn with some. */
function requireDrawable(number: string): void {
  const drawable = drawableText(number);
  if (drawable.ok) return;
  const message = `A certificate cannot print the license number ${number} (${drawable.characters.join(' ')}). Correct it in Latin, Greek or Cyrillic letters, or leave the license out.`;
  throw new InvalidInputError([{ path: 'offers', message }]);
}

const regions = new Intl.DisplayNames('en', { type: 'region' });

/** A country's name; a state of a country, for which no file names a board, by its code. */
function placeName(jurisdiction: string): string {
  return jurisdiction.length === 2 ? (regions.of(jurisdiction) ?? jurisdiction) : jurisdiction;
}
