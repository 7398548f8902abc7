import type { CreditOfferId, LicenseId } from '../../../drizzle/ids.ts';
import type { OfferLine } from '../../../drizzle/tables/accreditation.ts';

/** What an enrollment has earned under an offer, as the gate found it. */
export type Earned = {
  offerId: CreditOfferId;
  lines: readonly OfferLine[];
  totalHundredths: number;
  completedAt: Date;
  countsOn: string;
  organizationYears: number;
  bodyYears: number | null;
  licenseIds: readonly LicenseId[];
};
