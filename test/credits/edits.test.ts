import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { changeApprovalState } from '../../schema/accreditation/operations/changeApprovalState.ts';
import { loadBodies } from '../../schema/accreditation/operations/loadBodies.ts';
import { withdrawCreditOffer } from '../../schema/accreditation/operations/withdrawCreditOffer.ts';
import { operatorAct, systemAct, userAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { retireCourse } from '../../schema/courses/operations/retireCourse.ts';
import { updateCertificateLook } from '../../schema/organizations/operations/updateCertificateLook.ts';
import { readCourseFolder } from '../../server/content/content.ts';
import { creditFinisher } from '../support/creditHolder.ts';
import { bodyOf } from '../support/granting.ts';
import { member } from '../support/issued.ts';
import { type Awarded, awarded, claimOffer } from '../support/records.ts';
import { ROOT } from '../support/sources.ts';
import { openWorld, type World } from '../support/world.ts';

const now = new Date('2026-12-01T09:00:00Z');
let world: World;
let owner: UserId;
let held: Awarded;
let waiting: Awaited<ReturnType<typeof creditFinisher>>;
beforeAll(async () => {
  world = await openWorld();
  owner = await member(world, 'OWNER');
  held = await awarded(world, '012345');
  // Somebody who could claim and has not.
  waiting = await creditFinisher(world);
});
afterAll(() => world.close());

/** Everything that people hold, and every job and mail that waits. */
const kept = async () => ({
  certificates: await world.db.select().from(tables.certificates).orderBy(tables.certificates.id),
  awards: await world.db.select().from(tables.creditAwards).orderBy(tables.creditAwards.id),
  enrollments: await world.db.select().from(tables.enrollments).orderBy(tables.enrollments.id),
  log: await world.db.$count(tables.logEntries),
  jobs: [...(await world.db.execute(sql`select id, name from pgboss.job order by id`))],
});

test('an edit of body, course, look, approval or offer issues, reissues and mails nothing, and an offer keeps its rules', async () => {
  const before = await kept();
  const act = userAct(owner, now);
  const stricter = bodyOf(
    { passPercent: 100, evaluationWithinHours: 1 },
    { key: held.offer.accreditor, name: 'Renamed' },
  );
  await loadBodies(world.db, systemAct(now), { accreditors: [stricter], boards: [] });
  const read = await readCourseFolder(join(ROOT, 'content/better-after-betrayal'));
  if (!read.ok) throw new Error('the course has faults');
  const course = { ...read.package.course, version: '2.0', title: 'A second edition', certificateValidMonths: 12 };
  expect(await importCourse(world.db, systemAct(now), { package: { ...read.package, course } })).toMatchObject({
    ordinal: 2,
  });
  const changes = { design: 'QUIET' as const, primaryColor: '#123456' };
  await updateCertificateLook(world.db, act, { organizationId: held.offer.organizationId, changes });
  expect(await kept()).toEqual(before);

  const given = await claimOffer(world, waiting, held.offer.id);
  const { credits } = given.certificate.publicFacts;
  expect(credits).toEqual(held.certificate.publicFacts.credits);
  expect(given.award.lines).toEqual(held.award.lines);

  const after = await kept();
  const states = { approvalId: held.approvalId, reason: 'The body wrote to us.' };
  await changeApprovalState(world.db, act, { ...states, state: 'SUSPENDED', from: '2026-12-02' });
  await changeApprovalState(world.db, act, { ...states, state: 'LAPSED', from: '2026-12-03' });
  await withdrawCreditOffer(world.db, act, { offerId: held.offer.id, reason: 'It was replaced.' });
  await retireCourse(world.db, operatorAct(now), { courseId: world.courseId, reason: 'A newer course replaces it.' });
  expect(await kept()).toEqual(after);
});
