import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { approvalWarnings, memberships } from '../../drizzle/schema.ts';
import { changeApprovalState } from '../../schema/accreditation/operations/changeApprovalState.ts';
import { confirmApproval } from '../../schema/accreditation/operations/confirmApproval.ts';
import { approvalEnds, watchApprovals } from '../../schema/accreditation/operations/watchApprovals.ts';
import { addDays, dueWarnings } from '../../schema/accreditation/rules/approval.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { createMails } from '../../server/mail/mails.ts';
import type { Mail } from '../../server/mail/send.ts';
import {
  confirmed,
  freshBody,
  keyOf,
  loadSamples,
  NOW,
  ownerWithLetter,
  record,
  uploadLetter,
} from '../support/granting.ts';
import { emailOf, openWorld, type World } from '../support/world.ts';

test.each([
  ['2028-02-29', '2027-11-30', [], []],
  ['2028-02-29', '2027-12-01', [], [90]],
  ['2028-02-29', '2027-12-31', [90], [60]],
  ['2028-02-29', '2028-01-30', [90, 60], [30]],
  ['2028-02-29', '2028-01-30', [], [90, 60, 30]],
  ['2028-02-29', '2028-02-29', [90, 60], [30]],
  ['2028-02-29', '2028-03-01', [], []],
  ['2027-04-04', '2027-03-05', [90, 60], [30]],
  ['2027-04-04', '2027-03-04', [90, 60], []],
])('an approval to %s has on %s, after %j, the warnings %j', (lastOn, today, given, due) => {
  expect(dueWarnings(lastOn, today, given)).toEqual(due);
});

test('days are counted in the calendar, over leap days and changes of clocks', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addDays('2028-02-29', 1)).toBe('2028-03-01');
  expect(addDays('2027-03-28', -1)).toBe('2027-03-27');
});

describe('the daily job', () => {
  let world: World;
  let owner: UserId;
  let now = NOW;
  const mails: Mail[] = [];
  const mail = createMails(async (one) => void mails.push(one), 'https://attune.example.org');
  const needs = () => ({ db: world.db, clock: () => now, mail });

  beforeAll(async () => {
    world = await openWorld();
    await loadSamples(world);
    owner = await ownerWithLetter(world);
  });
  afterAll(() => world.close());
  beforeEach(() => {
    mails.length = 0;
  });

  const watch = (at: string) => {
    now = new Date(at);
    return watchApprovals.perform(needs(), {});
  };
  /** Performs what the queue has, as a worker would, and empties it. */
  const deliver = async (twice = false) => {
    const jobs = await world.db.execute<{ id: string; data: unknown }>(
      sql`select id, data from pgboss.job where name = 'approval-ends' and state = 'created'`,
    );
    for (const { data } of [...jobs, ...(twice ? jobs : [])]) await approvalEnds.perform(needs(), data);
    await world.db.execute(sql`update pgboss.job set state = 'completed' where name = 'approval-ends'`);
    return jobs.length;
  };
  const warnings = () => world.db.$count(approvalWarnings);

  test('warns every owner once at 90, 60 and 30 days, from two workers at once, and late when it was down', async () => {
    await confirmed(world, owner, { endsOn: '2028-02-29' });
    const second = await ownerWithLetter(world);
    // 30 November in Auckland: 91 days before.
    await watch('2027-11-29T12:00:00Z');
    expect(await deliver()).toBe(0);
    await Promise.all([watch('2027-11-30T12:00:00Z'), watch('2027-11-30T12:00:00Z')]);
    expect(await warnings()).toBe(1);
    expect(await deliver(true)).toBe(2);
    expect(mails.map(({ to }) => to).sort()).toEqual(
      [await emailOf(world.db, owner), await emailOf(world.db, second)].sort(),
    );
    expect(mails[0]?.text).toContain('Its last day is February 29, 2028.');
    expect(JSON.stringify(mails)).not.toMatch(/betrayal|1975|Sample Body/i);
    await watch('2027-12-30T11:00:00Z');
    await watch('2027-12-31T11:00:00Z');
    expect([await deliver(), await warnings()]).toEqual([2, 2]);
    // The worker was down for two days.
    await watch('2028-02-01T12:00:00Z');
    expect([await deliver(), await warnings()]).toEqual([2, 3]);
    await watch('2028-02-29T10:59:00Z');
    await watch('2028-02-29T12:00:00Z');
    expect(await deliver()).toBe(0);
  });

  test('of several that are due one mail goes out; whoever is no owner any more gets none', async () => {
    await uploadLetter(world, owner);
    const { approval } = await record(world, owner, { accreditor: await freshBody(world), endsOn: '2026-12-20' });
    await watch('2026-11-26T02:00:00Z');
    expect(await deliver()).toBe(0);
    await confirmApproval(world.db, operatorAct(now), { approvalId: keyOf(approval.id) });
    const before = await warnings();
    await watch('2026-11-26T02:00:00Z');
    expect(await warnings()).toBe(before + 3);
    await world.db.delete(memberships).where(sql`user_id <> ${owner}`);
    expect(await deliver()).toBe(2);
    expect(mails.map(({ to }) => to)).toEqual([await emailOf(world.db, owner)]);
  });

  test('an end that came early is what counts, and nothing is mailed when it is over', async () => {
    await uploadLetter(world, owner);
    const approvalId = keyOf(await confirmed(world, owner, { accreditor: await freshBody(world), endsOn: null }));
    const end = { approvalId, state: 'LAPSED', from: '2027-03-01', reason: 'We did not renew it.' } as const;
    await changeApprovalState(world.db, userAct(owner, NOW), end);
    await watch('2026-11-30T12:00:00Z');
    now = new Date('2027-02-28T11:00:00Z');
    expect(await deliver()).toBe(1);
    expect(mails).toEqual([]);
    await watch('2027-01-30T12:00:00Z');
    expect(await deliver()).toBe(1);
    expect(mails[0]?.text).toContain('Its last day is February 28, 2027.');
  });
});
