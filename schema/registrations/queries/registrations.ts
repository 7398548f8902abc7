import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';

/** A registration as its person sees it. */
export type OwnRegistration = {
  id: RegistrationId;
  userId: UserId | null;
  state: RegistrationState;
  confirmedAt: Date | null;
};

const byIds = statement<{ userId: UserId; ids: readonly RegistrationId[] }, OwnRegistration>(
  'own_registrations_by_ids',
  (p) => sql`select r.id, r.user_id as "userId", r.state, r.confirmed_at as "confirmedAt" from registrations r
    where r.id = any(${p('ids')}::uuid[]) and r.user_id = ${p('userId')}`,
);

/** Those of these registrations that are this person's. */
export function ownRegistrations(
  db: Database,
  asked: { userId: UserId; ids: readonly RegistrationId[] },
): Promise<OwnRegistration[]> {
  return byIds(db, asked);
}
