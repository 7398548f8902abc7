import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { LicenseId, OrganizationId, UserId } from '../../drizzle/ids.ts';
import { newId } from '../../drizzle/ids.ts';
import { auditEvents, awardLicenses, organizations } from '../../drizzle/schema.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { addLicense } from '../../schema/licenses/operations/addLicense.ts';
import { type Change, changeLicense } from '../../schema/licenses/operations/changeLicense.ts';
import { licenseNumbersForOrganization } from '../../schema/licenses/operations/licenseNumbersForOrganization.ts';
import { licensesOf } from '../../schema/licenses/queries.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { exportPerson } from '../../schema/privacy/operations/exportPerson.ts';
import { writeCreditRows } from '../support/creditRows.ts';
import { enrolled, newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const now = new Date('2026-11-26T09:00:00Z');
const said = { kind: 'FULL', nameOnLicense: 'Robin Example', expiresOn: null, cycle: null } as const;
const place = { profession: 'lmft', jurisdiction: 'US-CA' };

const added = async (userId: UserId, number: string): Promise<LicenseId> => {
  const license = { ...said, ...place, number };
  return (await addLicense(world.db, userAct(userId, now), { license, vault: world.vault })).licenseId;
};
const change = (userId: UserId, facts: Pick<Change, 'licenseId' | 'changes' | 'reason'>) =>
  world.db.transaction((tx) => changeLicense(tx, userAct(userId, now), { ...facts, note: null, vault: world.vault }));
const readings = () => world.db.select().from(auditEvents).where(eq(auditEvents.verb, 'LICENSE_NUMBERS_READ'));

test('an organization reads the numbers that its awards are joined to, and each reading is recorded', async () => {
  const { db, vault } = world;
  const userId = await newLearner(db, 'Robin Example');
  const { award, approval } = await writeCreditRows(db, {
    enrollmentId: await enrolled(world, userId),
    at: now,
    vault,
  });
  const { organizationId } = approval;
  const [joined, other] = [await added(userId, 'LMFT 012345'), await added(userId, 'LMFT 99')];
  await db.insert(awardLicenses).values({ awardId: award.id, licenseId: joined, joinedAt: now });
  await change(userId, { licenseId: joined, changes: { number: 'LMFT 012346' }, reason: 'CORRECTED' });
  const reader = userAct(await newLearner(db), now);
  const read = (organization: OrganizationId, licenseIds: LicenseId[]) =>
    db.transaction((tx) =>
      licenseNumbersForOrganization(tx, reader, { organizationId: organization, licenseIds, as: 'auditor', vault }),
    );

  expect(await read(organizationId, [joined, other, newId()])).toEqual([
    { ...place, licenseId: joined, kind: 'FULL', number: 'LMFT 012346', nameOnLicense: 'Robin Example' },
  ]);
  const event = { actorUserId: reader.userId, actor: 'auditor', objectId: organizationId, organizationId };
  const details = { count: 1, licenseIds: [joined] };
  expect(await readings()).toMatchObject([{ ...event, objectType: 'Organization', details }]);

  const { id, createdAt, ...own } = (await db.select().from(organizations))[0] as typeof organizations.$inferSelect;
  const [stranger] = await db
    .insert(organizations)
    .values({ ...own, slug: 'another-institute' })
    .returning();
  expect(await read(stranger?.id as OrganizationId, [joined])).toEqual([]);
  expect(await read(organizationId, [])).toEqual([]);
  expect(await readings()).toHaveLength(1);

  const refused = db.transaction(async (tx) => {
    await licenseNumbersForOrganization(tx, reader, { organizationId, licenseIds: [joined], as: 'auditor', vault });
    throw new Error('the answer fails');
  });
  await expect(refused).rejects.toThrow('the answer fails');
  expect(await readings()).toHaveLength(1);
});

test('a list of licenses is one statement, however many there are and whatever they said before', async () => {
  const { db } = world;
  const userId = await newLearner(db, 'Robin Example');
  expect(await world.countStatements(() => licensesOf(db, userId))).toBe(1);
  for (const number of ['1', '2', '3']) {
    const licenseId = await added(userId, number);
    await change(userId, { licenseId, changes: { expiresOn: '2027-01-01' }, reason: null });
  }
  expect(await world.countStatements(() => licensesOf(db, userId))).toBe(1);
  expect((await licensesOf(db, userId)).map(({ versions }) => versions.length)).toEqual([2, 2, 2]);
});

test('an export has the number of every version in the clear; after an erasure nobody reads one', async () => {
  const { db, vault } = world;
  const userId = await newLearner(db, 'Robin Example');
  const licenseId = await added(userId, 'LMFT 012345');
  const act = userAct(userId, now);
  await change(userId, { licenseId, changes: { number: 'LMFT 7' }, reason: 'CORRECTED' });
  const exported = async () => JSON.parse((await exportPerson(db, act, { vault })).json).licenses;
  expect(await exported()).toMatchObject([{ versions: [{ number: 'LMFT 012345' }, { number: 'LMFT 7' }] }]);

  await eraseByOperator(db, operatorAct(now), { userId, reason: 'asked by letter' });
  expect(await exported()).toMatchObject([
    { id: licenseId, versions: Array(2).fill({ number: null, name_on_license: null, profession: 'lmft' }) },
  ]);
  await expect(added(userId, 'LMFT 8')).rejects.toMatchObject({ cause: { message: 'this person was erased' } });
});
