import { check, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { MailBounceId, UserId } from '../ids.ts';
import { policy } from '../policy.ts';
import { users } from './accounts.ts';

/** What a mail server said about an address, as a class. Its words are not kept. */
export const BOUNCE_REASONS = ['NO_SUCH_ADDRESS', 'MAILBOX_FULL', 'UNREACHABLE'] as const;
/** REFUSED: the mail server that we spoke to refused it. REPORTED: a report of a mail server came later. */
export const BOUNCE_SOURCES = ['REFUSED', 'REPORTED'] as const;

/** That mail to a person's present address did not arrive. The row goes when the address works again, or is changed. */
export const mailBounces = snakeCase.table(
  'mail_bounces',
  {
    id: idColumn<MailBounceId>(),
    userId: uuid()
      .$type<UserId>()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    reason: text({ enum: BOUNCE_REASONS }).notNull(),
    source: text({ enum: BOUNCE_SOURCES }).notNull(),
    bouncedAt: instant().notNull(),
  },
  (t) => [
    unique('mail_bounces_user_key').on(t.userId),
    check('mail_bounces_reason', oneOf('reason', BOUNCE_REASONS)),
    check('mail_bounces_source', oneOf('source', BOUNCE_SOURCES)),
  ],
);

export const mailBouncesPolicy = policy(mailBounces, {
  rows: 'passing',
  personal: [],
  notPersonal: ['reason', 'source'],
  protection: 'the person’s own session only',
  person: 'userId',
  exported: { as: 'mailBounce', one: true, columns: ['reason', 'source', 'bouncedAt'] },
  erasure: 'goes',
});
