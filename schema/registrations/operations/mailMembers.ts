import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { membersWho } from '../../organizations/queries.ts';
import type { Permission } from '../../organizations/rules/permissions.ts';
import type { EventText, MailFacts } from '../rules/mails.ts';
import { eventMails } from './writeMail.ts';

type MembersMail = {
  organizationId: OrganizationId;
  /** Who gets it: those who may do what waits. */
  permission: Permission;
  /** Names what it tells of, so that each member is told once. */
  key: string;
  text: EventText;
  facts: MailFacts;
};

/** A mail to the members of an organization who may do what waits. */
export async function mailMembers(
  tx: Database,
  { organizationId, permission, key, text, facts }: MembersMail,
): Promise<void> {
  const members = await membersWho(tx, { organizationId, permission });
  await eventMails(
    tx,
    members.map((userId) => ({ key: `${key} ${userId}`, text, userId, facts })),
  );
}
