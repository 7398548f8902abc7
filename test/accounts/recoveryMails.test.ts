import { expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { recoveries } from '../../drizzle/schema.ts';
import { announceRecoveries } from '../../schema/accounts/operations/recoveryMails.ts';
import { RECOVERIES_READ } from '../../schema/accounts/queries/people.ts';
import { emailOf, newLearner, openWorld } from '../support/world.ts';

test('however many others wait, a recovery is announced', async () => {
  const world = await openWorld();
  const [startedAt, opensAt] = [new Date('2026-11-26T10:00:00Z'), new Date('2026-11-29T10:00:00Z')];
  await world.db.execute(sql`with others as (
      insert into users (id, email, email_verified, created_at, updated_at)
      select gen_random_uuid(), 'other' || n || '@example.org', true, now(), now() from generate_series(1, ${RECOVERIES_READ + 5}) n
      returning id)
    insert into recoveries (id, user_id, lost, started_at, opens_at, mails_sent)
    select ('00000000-0000-4000-8000-' || substr(id::text, 25))::uuid, id, 'PASSKEY', ${startedAt.toISOString()}::timestamptz,
      ${opensAt.toISOString()}::timestamptz, 3 from others`);
  const userId = await newLearner(world.db);
  const later = new Date(startedAt.getTime() + 1_000);
  await world.db
    .insert(recoveries)
    .values({ userId, lost: 'MAILBOX', startedAt: later, opensAt: new Date(opensAt.getTime() + 1_000) });
  const told: string[] = [];
  const mail = { recoveryWaits: async (to: string) => void told.push(to) };
  for (let run = 0; run < 2; run += 1) await announceRecoveries({ db: world.db, mail, clock: () => later });
  expect(told).toEqual([await emailOf(world.db, userId)]);
  await world.close();
});
