import { bytea, index, snakeCase, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant } from '../columns.ts';
import type { UserId } from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';

/**
 * A mailbox that gets no invitation from a person: because its reader refused them, or for some time after places of the two had ended.
 * The person who invites never learns of it.
 */
export const invitationStops = snakeCase.table(
  'invitation_stops',
  {
    id: idColumn(),
    fromUserId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id),
    /** Of the mailbox, with the key of the person. */
    mailboxSha256: bytea().notNull(),
    /** Null: for good. */
    until: instant(),
  },
  (t) => [
    unique('invitation_stops_mailbox_key').on(t.fromUserId, t.mailboxSha256),
    index('invitation_stops_until_idx').on(t.until),
  ],
);

export const invitationStopsPolicy = policy(invitationStops, {
  rows: 'passing',
  personal: ['mailboxSha256'],
  protection: 'a hash; read by nothing but the verb that invites',
  person: null,
  exported: { not: 'it would tell whoever invites that somebody refused them' },
  erasure: { stays: 'a hash, so that an address that refused is not mailed again' },
});
