import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { NotFoundError } from '../../errors.ts';
import { roleOf } from '../../organizations/queries.ts';
import { permissionOf } from '../../organizations/rules/permissions.ts';
import type { CareFacts } from '../rules/settings.ts';

export type CareSettings = CareFacts & { retentionDays: number; retentionLaw: string | null; savedAt: Date };

const newest = statement<{ organizationId: OrganizationId }, CareSettings>(
  'care_settings_of_organization',
  (
    p,
  ) => sql`select s.responsible_clinician as "responsibleClinician", s.country, s.law, s.retention_days as "retentionDays",
      s.retention_law as "retentionLaw", s.privacy_notice as "privacyNotice", s.confidentiality_limits as "confidentialityLimits",
      s.processor_reference as "processorReference", s.processor_signed_on::text as "processorSignedOn", s.readers,
      s.read_within_days as "readWithinDays", s.saved_at as "savedAt"
    from care_settings s where s.organization_id = ${p('organizationId')} order by s.id desc limit 1`,
);

/** What an organization says of care, as it holds now; null when it never said anything. */
export async function careSettingsOf(db: Database, organizationId: OrganizationId): Promise<CareSettings | null> {
  return (await newest(db, { organizationId }))[0] ?? null;
}

/** The same for a member: owners alone read it. Throws NotFound for everyone who is not a member. */
export async function careSettingsFor(
  db: Database,
  { organizationId, userId }: { organizationId: OrganizationId; userId: UserId },
): Promise<CareSettings | null> {
  const role = await roleOf(db, { userId, organizationId });
  if (role === null) throw new NotFoundError('The organization');
  return permissionOf(role, 'MANAGE_CARE').ok ? careSettingsOf(db, organizationId) : null;
}
