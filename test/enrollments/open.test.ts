import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { closedAt, isOpen, openInSql } from '../../schema/enrollments/rules/open.ts';
import { openTestPool } from '../support/quizCourse.ts';

let db: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ db, close } = await openTestPool());
});
afterAll(() => close());

const then = new Date('2026-11-22T09:00:00Z');

test.each([
  { claimedAt: null, withdrawnAt: null, open: true },
  { claimedAt: then, withdrawnAt: null, open: false },
  { claimedAt: null, withdrawnAt: then, open: false },
])('rule and SQL agree: claimed $claimedAt, withdrawn $withdrawnAt', async ({ open, ...enrollment }) => {
  const [claimed, withdrawn] = [enrollment.claimedAt, enrollment.withdrawnAt].map((at) => at?.toISOString() ?? null);
  const [row] = await db.execute<{ open: boolean }>(sql`
    select ${sql.raw(openInSql('e'))} as open
    from (select ${claimed}::timestamptz as claimed_at, ${withdrawn}::timestamptz as withdrawn_at) e`);
  expect(row?.open).toBe(open);
  expect(isOpen(enrollment)).toBe(open);
  expect(closedAt(enrollment)).toEqual(open ? null : then);
});
