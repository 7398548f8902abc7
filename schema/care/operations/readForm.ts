import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import type { SafetyNoticeRow } from '../../courses/queries.ts';
import { crisisServices } from '../queries/crisis.ts';
import type { CareSettings } from '../queries/settings.ts';
import type { WholeCareFacts } from '../rules/settings.ts';
import { requireCare } from './settings.ts';

export type CareForm = WholeCareFacts<CareSettings> & { crisis: SafetyNoticeRow[] };

/** What everybody is told beside the form, whatever they answer. Throws CareNotSetUp. */
export async function readForm(db: Database, organizationId: OrganizationId): Promise<CareForm> {
  const settings = await requireCare(db, organizationId);
  return { ...settings, crisis: await crisisServices(db) };
}
