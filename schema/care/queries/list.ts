import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { wholeWindow } from '../../../drizzle/window.ts';
import { leads } from '../../intensives/queries/named.ts';
import { hasPermission } from '../../organizations/queries.ts';
import { type RegistrationRecord, recordsOf } from '../../registrations/queries/registrations.ts';
import { type CareFact, missingFacts } from '../rules/settings.ts';
import { type CarePlace, ledCarePlaces, MOST_PLACES } from './places.ts';
import { careSettingsOf } from './settings.ts';

/** Who comes to a therapy event, as far as one member may know. */
export type CareList = {
  leads: boolean;
  missing: CareFact[];
  /** For the instructors named on the event, once nothing is missing. */
  people: CarePlace[];
  /** For everybody else who may read registrations: places without people. */
  seats: RegistrationRecord[];
};

type Asked = { intensiveId: IntensiveId; organizationId: OrganizationId; kind: string; userId: UserId };

/** The list of a therapy event; null for a training, and for whoever may not read the organization's registrations. */
export async function careListOf(
  db: Database,
  { intensiveId, organizationId, kind, userId }: Asked,
): Promise<CareList | null> {
  if (kind === 'TRAINING') return null;
  if (!(await hasPermission(db, { userId, organizationId, permission: 'READ_REGISTRATIONS' }))) return null;
  const missing = missingFacts(await careSettingsOf(db, organizationId));
  if (await leads(db, { intensiveId, userId })) {
    const people = missing.length > 0 ? [] : await ledCarePlaces(db, { intensiveId, userId });
    return { leads: true, missing, people, seats: [] };
  }
  const records = await recordsOf(db, { intensiveId, state: null, viewer: userId, ...wholeWindow(MOST_PLACES) });
  return { leads: false, missing, people: [], seats: records.filter(({ endedAt }) => endedAt === null) };
}
