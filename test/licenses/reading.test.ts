import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LicenseId, UserId } from '../../drizzle/ids.ts';
import { operatorAct, userAct } from '../../schema/act.ts';
import { addLicense } from '../../schema/licenses/operations/addLicense.ts';
import { type Change, changeLicense } from '../../schema/licenses/operations/changeLicense.ts';
import { licensesOf } from '../../schema/licenses/queries.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { exportPerson } from '../../schema/privacy/operations/exportPerson.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

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
