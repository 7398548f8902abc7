import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, OrganizationId, TaxChoiceId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { TAX_TREATMENTS } from '../../../drizzle/tables/intensivePrices.ts';
import { placesWithCode } from './uses.ts';

export type CodeUse = {
  intensiveId: IntensiveId;
  code: string;
  percent: number | null;
  amountMinor: number | null;
  mostUses: number | null;
  startsAt: Date | null;
  endsAt: Date | null;
  removedAt: Date | null;
  uses: number;
};

const codes = statement<{ ids: IntensiveId[] }, CodeUse>(
  'codes_of_intensives',
  (p) => sql`select c.intensive_id as "intensiveId", c.code, c.percent, c.amount_minor as "amountMinor",
      c.most_uses as "mostUses", c.starts_at as "startsAt", c.ends_at as "endsAt", c.removed_at as "removedAt",
      (${placesWithCode(sql`c.id`)}) as uses
    from intensive_codes c where c.intensive_id = any(${p('ids')}::uuid[]) order by c.id`,
);
/** The codes of intensives, removed ones too, with how many places that stand have each. */
export const codesOf = (db: Database, ids: IntensiveId[]): Promise<CodeUse[]> => codes(db, { ids });

export type TaxChoiceRow = {
  id: TaxChoiceId;
  organizationId: OrganizationId;
  label: string;
  treatment: (typeof TAX_TREATMENTS)[number];
  rateHundredths: number;
  registrationNumber: string | null;
  buyerCountries: string[] | null;
  words: string;
  source: string;
  reason: string;
  startsOn: string;
  recordedAt: Date;
};

const COLUMNS = sql`x.id, x.organization_id as "organizationId", x.label, x.treatment, x.rate_hundredths as "rateHundredths",
  x.registration_number as "registrationNumber", x.buyer_countries as "buyerCountries", x.words, x.source, x.reason,
  x.starts_on::text as "startsOn", x.recorded_at as "recordedAt"`;

const byIds = statement<{ ids: TaxChoiceId[]; viewer: UserId | null }, TaxChoiceRow>(
  'tax_choices_by_ids',
  (p) => sql`select ${COLUMNS} from tax_choices x join memberships m on m.organization_id = x.organization_id
      and m.user_id = ${p('viewer')}::uuid where x.id = any(${p('ids')}::uuid[])`,
);
/** Choices of tax of the viewer's organizations. */
export function taxChoicesByIds(db: Database, ids: TaxChoiceId[], viewer: UserId | null): Promise<TaxChoiceRow[]> {
  return byIds(db, { ids, viewer });
}

const ofOrganizations = statement<{ ids: OrganizationId[] }, TaxChoiceRow>(
  'tax_choices_of_organizations',
  (p) => sql`select ${COLUMNS} from tax_choices x where x.organization_id = any(${p('ids')}::uuid[]) order by x.id`,
);
export function taxChoicesOf(db: Database, ids: OrganizationId[]): Promise<TaxChoiceRow[]> {
  return ofOrganizations(db, { ids });
}
