import type { Database } from '../../../drizzle/client.ts';
import type { UserAct } from '../../act.ts';
import type { IntensiveRow } from '../../intensives/queries.ts';
import { dayIn } from '../../intensives/rules/deadline.ts';
import { factsOf } from '../rules/mails.ts';
import { mailMembers } from './mailMembers.ts';

/** Tells whoever may decide that an application waits: once a day for each event, and without a name. */
export async function tellOfApplication(tx: Database, { now }: UserAct, intensive: IntensiveRow): Promise<void> {
  const { id, organizationId, timeZone } = intensive;
  const key = `application waits ${id} ${dayIn(now, timeZone)}`;
  const to = { organizationId, permission: 'MANAGE_REGISTRATIONS' } as const;
  await mailMembers(tx, { ...to, key, text: 'APPLICATION_WAITS', facts: factsOf(intensive) });
}
