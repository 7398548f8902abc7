import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import type { SafetyNoticeRow } from '../../courses/queries.ts';
import { crisisServices } from '../queries/crisis.ts';
import { type CareSettings, careSettingsOf } from '../queries/settings.ts';
import { isWhole, type WholeCareFacts } from '../rules/settings.ts';

export type CareForm = WholeCareFacts<CareSettings> & { crisis: SafetyNoticeRow[] };

/** What everybody is told beside the form, whatever they answer; null while the organization has not said everything. */
export async function readForm(db: Database, organizationId: OrganizationId): Promise<CareForm | null> {
  const settings = await careSettingsOf(db, organizationId);
  return isWhole(settings) ? { ...settings, crisis: await crisisServices(db) } : null;
}
