import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { type LicenseId, newId, type UserId } from '../../drizzle/ids.ts';
import { auditEvents, licenses, licenseVersions, ruleSets } from '../../drizzle/schema.ts';
import { startTestApp } from '../support/app.ts';
import { LMFT, licensee } from '../support/licenses.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool);
  const board = (key: string, ordinal: number, changes: object) => ({
    kind: 'BOARD' as const,
    key,
    ordinal,
    hash: 'f'.repeat(64),
    loadedAt: new Date(),
    content: { key, website: 'https://board.example.org/', kind: 'REGULATES', jurisdiction: 'US-CA', ...changes },
  });
  const lmft = [{ key: 'lmft', title: 'Marriage and family therapist', values: {} }];
  await world.db
    .insert(ruleSets)
    .values([
      board('a-log', 1, { name: 'A log', kind: 'LOG_ONLY', professions: lmft }),
      board('ca-bbs', 1, { name: 'An earlier name', professions: [] }),
      board('ca-bbs', 2, { name: 'Board of Behavioral Sciences', professions: lmft }),
      board('ny-op', 1, { name: 'Office of the Professions', jurisdiction: 'US-NY', professions: lmft }),
    ]);
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const person = async () => licensee(app, await newLearner(world.db));
const eventsOf = async (userId: UserId) => {
  const rows = await world.db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.actorUserId, userId))
    .orderBy(auditEvents.id);
  return rows.map(({ verb, objectType, organizationId, details }) => ({ verb, objectType, organizationId, details }));
};
const CYCLE = {
  startsOn: '2025-09-01',
  endsOn: '2027-08-31',
  required: [{ hours: '36.00' }, { category: 'law-and-ethics', hours: '6.00' }],
};

describe('a license', () => {
  test('is shown to its holder as they added it', async () => {
    const { add, list, node, userId } = await person();
    const { license } = await add({ nameOnLicense: 'Robin  Example', expiresOn: '2028-02-29', cycle: CYCLE });
    expect(license).toMatchObject({
      ...LMFT,
      nameOnLicense: 'Robin Example',
      expiresOn: '2028-02-29',
      checkedBy: 'STATED',
      checkedOn: null,
      removedAt: null,
      cycle: { ...CYCLE, required: [{ category: null, hours: '36.00' }, CYCLE.required[1]] },
      board: { key: 'ca-bbs', name: 'Board of Behavioral Sciences', kind: 'REGULATES' },
      history: [{ reason: 'ADDED', number: LMFT.number }],
    });
    expect(await list()).toEqual([license]);
    expect(await node(license.id)).toEqual({ __typename: 'License', ...license });
    expect(await eventsOf(userId)).toEqual([
      {
        verb: 'LICENSE_ADDED',
        objectType: 'License',
        organizationId: null,
        details: { kind: 'FULL', profession: 'lmft', jurisdiction: 'US-CA' },
      },
    ]);
  });

  test('stands in the database without its number', async () => {
    const { add } = await person();
    await add({ number: 'ZZNUMBER 77' });
    const rows = await world.db.select().from(licenseVersions);
    expect(rows.length).toBeGreaterThan(0);
    for (const { sealedNumber, numberIndex } of rows)
      expect(Buffer.concat([sealedNumber ?? Buffer.of(), numberIndex ?? Buffer.of()]).toString()).not.toMatch(
        /zznumber/i,
      );
  });

  test('that no board’s file regulates is accepted all the same', async () => {
    const { add } = await person();
    expect((await add({ jurisdiction: 'US-NY' })).license.board).toMatchObject({ key: 'ny-op' });
    expect((await add({ jurisdiction: 'NZ' })).license.board).toBeNull();
    expect((await add({ profession: 'lcsw' })).license.board).toBeNull();
  });

  test.each(['ASSOCIATE', 'INTERN', 'REGISTRANT', 'MEMBER'])('may be of the kind %s', async (kind) => {
    const { add } = await person();
    expect((await add({ kind })).license).toMatchObject({ kind });
  });

  test('is one of several, in the order in which they were added', async () => {
    const { add, list } = await person();
    for (const number of ['3', '1', '2']) await add({ number });
    expect((await list()).map(({ number }: { number: string }) => number)).toEqual(['3', '1', '2']);
  });

  test('of the same profession, jurisdiction and number is added once, in whatever spelling', async () => {
    const { add, list } = await person();
    const { license } = await add();
    for (const number of ['lmft-012345', 'LMFT012345', 'ＬＭＦＴ ０１２３４５'])
      expect(await add({ number, kind: 'ASSOCIATE' })).toMatchObject({ code: 'LICENSE_EXISTS', licenseId: license.id });
    for (const other of [{ number: 'LMFT 12345' }, { jurisdiction: 'US-NY' }, { profession: 'lcsw' }])
      expect(await add(other)).toMatchObject({ license: other });
    expect(await list()).toHaveLength(4);
  });

  test('is added once by fifty requests at once', async () => {
    const { add, list, userId } = await person();
    const answers = await Promise.all(Array.from({ length: 50 }, () => add()));
    expect(answers.filter(({ license }) => license !== undefined)).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'LICENSE_EXISTS')).toHaveLength(49);
    const [license] = await list();
    expect(new Set(answers.map((answer) => answer.licenseId ?? answer.license.id))).toEqual(new Set([license.id]));
    expect(await eventsOf(userId)).toHaveLength(1);
  });

  test('of another person with the same number is no obstacle', async () => {
    const [one, other] = [await person(), await person()];
    expect(await one.add()).toMatchObject({ license: LMFT });
    expect(await other.add()).toMatchObject({ license: LMFT });
  });

  test('is not the fifty-first', async () => {
    const { add, userId } = await person();
    const { license } = await add();
    const added = Array.from({ length: 49 }, () => ({ id: newId<LicenseId>(), userId, addedAt: new Date() }));
    const [version] = await world.db
      .select()
      .from(licenseVersions)
      .where(eq(licenseVersions.licenseId, keyOf(license)));
    await world.db.insert(licenses).values(added);
    for (const { id: licenseId } of added)
      await world.db
        .insert(licenseVersions)
        .values({ ...(version as never as object), id: newId(), licenseId } as never);
    expect(await add({ number: '51' })).toMatchObject({ code: 'LICENSE_LIMIT', most: 50 });
  });
});

const keyOf = ({ id }: { id: string }) => Buffer.from(id, 'base64').toString().split(':')[1] as LicenseId;

describe('a change', () => {
  test('is a renewal without a reason, and stays in the history', async () => {
    const { add, update, userId } = await person();
    const { license } = await add({ expiresOn: '2026-12-31', nameOnLicense: 'Robin Example' });
    const renewed = await update(license.id, { expiresOn: '2028-12-31', cycle: CYCLE });
    expect(renewed.license).toMatchObject({
      expiresOn: '2028-12-31',
      number: LMFT.number,
      nameOnLicense: 'Robin Example',
    });
    expect(renewed.license.history).toMatchObject([
      { reason: 'RENEWED', expiresOn: '2028-12-31', cycle: { startsOn: '2025-09-01' } },
      { reason: 'ADDED', expiresOn: '2026-12-31', cycle: null },
    ]);
    expect((await eventsOf(userId))[1]).toMatchObject({
      verb: 'LICENSE_CHANGED',
      details: { ordinal: 2, reason: 'RENEWED', changed: ['expiresOn', 'cycle'] },
    });
  });

  test('of what was mistyped needs a reason', async () => {
    const { add, update, list } = await person();
    const { license } = await add();
    for (const change of [
      { number: '12' },
      { kind: 'ASSOCIATE' },
      { nameOnLicense: 'Robin' },
      { reason: 'RENEWED', number: '12' },
    ])
      expect(await update(license.id, change)).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'reason' }] });
    expect(await update(license.id, { reason: 'NAME_CHANGED', number: '12' })).toMatchObject({
      fields: [{ path: 'reason' }],
    });
    expect(await list()).toEqual([license]);
    expect((await update(license.id, { reason: 'CORRECTED', number: '12', kind: 'ASSOCIATE' })).license).toMatchObject({
      number: '12',
      kind: 'ASSOCIATE',
    });
    const { history } = (await update(license.id, { reason: 'NAME_CHANGED', nameOnLicense: 'Robin Q.' })).license;
    expect(history).toMatchObject([
      { reason: 'NAME_CHANGED', nameOnLicense: 'Robin Q.', number: '12' },
      { reason: 'CORRECTED', nameOnLicense: null, number: '12' },
      { reason: 'ADDED', number: LMFT.number },
    ]);
  });

  test('clears what is null and leaves what is left out', async () => {
    const { add, update } = await person();
    const { license } = await add({ expiresOn: '2026-12-31', cycle: CYCLE, nameOnLicense: 'Robin' });
    const { license: changed } = await update(license.id, { expiresOn: null });
    expect(changed).toMatchObject({ expiresOn: null, nameOnLicense: 'Robin', cycle: { endsOn: CYCLE.endsOn } });
    expect((await update(license.id, { reason: 'CORRECTED', cycle: null, nameOnLicense: null })).license).toMatchObject(
      {
        cycle: null,
        nameOnLicense: null,
      },
    );
  });

  test('that changes nothing adds nothing', async () => {
    const { add, update, userId } = await person();
    const { license } = await add({ expiresOn: '2026-12-31', cycle: CYCLE });
    for (const same of [
      {},
      { expiresOn: '2026-12-31' },
      { cycle: CYCLE },
      { number: LMFT.number },
      { reason: 'CORRECTED' },
    ])
      expect((await update(license.id, same)).license).toEqual(license);
    expect(await eventsOf(userId)).toHaveLength(1);
  });

  test('takes no number that another of the licenses has, not even at once', async () => {
    const { add, update, list } = await person();
    const [one, other] = [(await add({ number: '1' })).license, (await add({ number: '2' })).license];
    const taken = { code: 'LICENSE_EXISTS', licenseId: one.id };
    expect(await update(other.id, { reason: 'CORRECTED', number: ' 1-' })).toMatchObject(taken);
    const correct = (id: string) => update(id, { reason: 'CORRECTED', number: '3' });
    const answers = await Promise.all([correct(one.id), correct(other.id)]);
    expect(answers.map(({ code }) => code ?? 'DONE').sort()).toEqual(['DONE', 'LICENSE_EXISTS']);
    expect((await list()).filter(({ number }: { number: string }) => number === '3')).toHaveLength(1);
  });

  test('may spell its own number differently', async () => {
    const { add, update } = await person();
    const { license } = await add({ number: 'lmft12' });
    expect((await update(license.id, { reason: 'CORRECTED', number: 'LMFT 12' })).license.number).toBe('LMFT 12');
  });

  test('comes in as many versions as there are changes at once', async () => {
    const { add, update } = await person();
    const { license } = await add();
    const days = Array.from({ length: 10 }, (_, at) => `2030-01-${10 + at}`);
    const answers = await Promise.all(days.map((expiresOn) => update(license.id, { expiresOn })));
    expect(answers.map(({ license: { expiresOn } }) => expiresOn)).not.toContain(undefined);
    const rows = await world.db
      .select()
      .from(licenseVersions)
      .where(eq(licenseVersions.licenseId, keyOf(license)));
    expect(rows.map(({ ordinal }) => ordinal).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 11 }, (_, at) => at + 1),
    );
  });
});

describe('a removed license', () => {
  test('is in no list, keeps its history, and can be added again', async () => {
    const { add, update, remove, list, node, userId } = await person();
    const { license } = await add();
    expect((await remove(license.id)).license).toMatchObject({ id: license.id, removedAt: expect.any(String) });
    expect(await list()).toEqual([]);
    expect(await node(license.id)).toMatchObject({ number: LMFT.number, history: [{ reason: 'ADDED' }] });
    expect(await update(license.id, { expiresOn: '2030-01-01' })).toMatchObject({ code: 'NOT_FOUND' });
    const again = (await add()).license;
    expect(again.id).not.toBe(license.id);
    expect(await list()).toEqual([again]);
    expect((await eventsOf(userId)).map(({ verb }) => verb)).toEqual([
      'LICENSE_ADDED',
      'LICENSE_REMOVED',
      'LICENSE_ADDED',
    ]);
  });

  test('is removed once, however often it is asked for', async () => {
    const { add, remove, userId } = await person();
    const { license } = await add();
    const answers = await Promise.all(Array.from({ length: 5 }, () => remove(license.id)));
    expect(new Set(answers.map((answer) => answer.license.removedAt)).size).toBe(1);
    expect(await eventsOf(userId)).toHaveLength(2);
  });
});
