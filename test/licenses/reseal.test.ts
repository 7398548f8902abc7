import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import { openVault, seal, type Vault } from '../../drizzle/encryption.ts';
import { type LicenseId, type LicenseVersionId, newId } from '../../drizzle/ids.ts';
import { certificates, licenses, licenseVersions, reflections } from '../../drizzle/schema.ts';
import { killProcesses, runProcess, until } from '../../faults/serviceProcess.ts';
import { operatorAct } from '../../schema/act.ts';
import { readReflection } from '../../schema/enrollments/operations/keepWriting.ts';
import { standingOf } from '../../schema/enrollments/queries.ts';
import { isHolder, openFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { indexesOf, readNumber, sealNumber } from '../../schema/licenses/operations/sealedNumber.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { startTestApp } from '../support/app.ts';
import { CREDIT_NAME, newCreditHolder } from '../support/creditHolder.ts';
import { writeFollowUpRows } from '../support/followUpRows.ts';
import { LMFT, licensee } from '../support/licenses.ts';
import { appUrlOf } from '../support/owner.ts';
import { consent, reflect } from '../support/reflections.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

const [FORMER, NEW] = [
  'a test secret of at least thirty-two characters',
  'a new secret of more than thirty-two characters',
];
const both = openVault(NEW, FORMER);
const only: Vault = openVault(NEW);

let world: World;
let databaseUrl: string;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld();
  databaseUrl = await appUrlOf(world.db);
  app = await startTestApp(world.pool, { config: { encryptionKey: NEW, encryptionKeyBefore: FORMER } });
});
afterEach(killProcesses);
afterAll(async () => {
  await app.stop();
  await world.close();
});

const reseal = (settings: Record<string, string> = {}) =>
  runProcess(
    { DATABASE_URL: databaseUrl, ENCRYPTION_KEY: NEW, ENCRYPTION_KEY_BEFORE: FORMER, ...settings },
    'cli/attune.ts',
    'keys',
    'reseal',
  );
const now = new Date('2026-11-26T09:00:00Z');
const versions = () => world.db.select().from(licenseVersions).orderBy(licenseVersions.id);
const versionOf = (id: LicenseVersionId) => ({
  ordinal: 1,
  kind: 'FULL' as const,
  profession: 'lmft',
  jurisdiction: 'US-CA',
  required: [],
  checkedBy: 'STATED' as const,
  reason: 'ADDED' as const,
  recordedAt: now,
  id,
});

/** A person with this many licenses under the former key; the middle one is of the key that it returns. */
const manyLicenses = async (count: number) => {
  const userId = await newLearner(world.db);
  const ids = Array.from({ length: count }, () => newId<LicenseId>());
  await world.db.insert(licenses).values(ids.map((id) => ({ id, userId, addedAt: now })));
  const rows = ids.map((licenseId, at) => {
    const version = versionOf(newId());
    const numbered = { id: version.id, profession: 'lmft', jurisdiction: 'US-CA', number: `LMFT ${at}` };
    return { ...version, licenseId, ...sealNumber(world.vault, numbered) };
  });
  await world.db.insert(licenseVersions).values(rows);
  return { userId, ids, middle: rows[count / 2]?.id as LicenseVersionId };
};

const underNewKey = async () =>
  (await versions()).filter(({ sealedNumber }) => sealedNumber?.subarray(0, 8).toString() === only.keyId).length;

test('a run that is killed in the middle is finished by the next, while people go on', async () => {
  const { db } = world;
  const { userId, enrollmentId, certificateId, now: then } = await newCreditHolder(world);
  const moduleId = (await standingOf(db, enrollmentId)).modules[0]?.moduleId ?? null;
  const write = (text: string, basedOn: number | null, vault: Vault) =>
    reflect({ db, vault }, userId, { enrollmentId, moduleId, text, basedOn }, then);
  await consent(db, userId);
  await write('For me.', null, world.vault);
  await writeFollowUpRows(db, { enrollmentId, at: now, vault: world.vault });
  const { userId: holder, middle } = await manyLicenses(40);
  const person = licensee(app, holder);
  const before = await person.list();

  let killed = reseal();
  await db.transaction(async (tx) => {
    await tx.select().from(licenseVersions).where(eq(licenseVersions.id, middle)).for('update');
    await until(async () => (await underNewKey()) === 20);
    killed.child.kill('SIGKILL');
    await killed.ended;
  });
  expect(await underNewKey()).toBeLessThan(25);
  expect(await person.list()).toEqual(before);
  for (const number of ['lmft-3', 'lmft-33'])
    expect(await person.add({ number })).toMatchObject({ code: 'LICENSE_EXISTS' });
  expect(await person.add({ ...LMFT, number: 'LMFT 99' })).toMatchObject({ license: { number: 'LMFT 99' } });
  await write('For me alone.', 1, both);
  expect((await person.list()).slice(0, 40)).toEqual(before);

  killed = reseal();
  expect(await killed.ended).toMatchObject({ code: 0, text: expect.stringContaining('Nothing is left') });
  const stored = await versions();
  expect(await underNewKey()).toBe(stored.length);
  for (const { id, sealedNumber, numberIndex } of stored) {
    const number = readNumber(only, { id, sealedNumber }) ?? '';
    const numbered = { profession: 'lmft', jurisdiction: 'US-CA', number };
    expect(indexesOf(only, numbered)).toEqual([numberIndex?.toString('hex')]);
    expect(() => readNumber(world.vault, { id, sealedNumber })).toThrow();
  }
  const [written, tried] = await db.select().from(reflections).orderBy(reflections.moduleId);
  expect(written).toMatchObject({ version: 2 });
  expect(readReflection(only, written as never)).toBe('For me alone.');
  expect(readReflection(only, tried as never)).toBe('I tried.');
  const [certificate] = await db.select().from(certificates).where(eq(certificates.id, certificateId));
  expect(openFacts(only, certificate as never)?.facts.learnerName).toBe(CREDIT_NAME);
  expect((await person.list()).slice(0, 40)).toEqual(before);

  const all = async () => [await versions(), await db.select().from(reflections), await db.select().from(certificates)];
  const finished = await all();
  expect((await reseal().ended).text).toContain('license numbers: 0 sealed anew');
  expect(await all()).toEqual(finished);
}, 120_000);

test('a typed name still matches the certificate of an erased person, with the former key as second', async () => {
  const { userId, certificateId } = await newCreditHolder(world);
  const due = new Date('2034-01-01T00:00:00Z');
  await eraseByOperator(world.db, operatorAct(due), { userId, reason: 'asked by letter' });
  const [row] = await world.db.select().from(certificates).where(eq(certificates.id, certificateId));
  expect(isHolder(both, row as never, CREDIT_NAME)).toBe(true);
  expect(isHolder(both, row as never, 'Somebody Else')).toBe(false);
});

test('what cannot be opened is named and left; everything else is sealed anew', async () => {
  const { ids } = await manyLicenses(4);
  const broken = async (at: number, bytes: Buffer) => {
    const id = newId<LicenseVersionId>();
    const licenseId = ids[at] as LicenseId;
    const row = { ...versionOf(id), ordinal: 2, licenseId, sealedNumber: bytes, numberIndex: bytes };
    await world.db.insert(licenseVersions).values(row);
    return id;
  };
  const moved = await broken(0, seal(world.vault, Buffer.from('LMFT 1'), 'license_versions:another:sealed_number'));
  await broken(1, seal(openVault('a third secret of more than thirty-two characters'), Buffer.from('1'), 'anywhere'));
  const { code, text } = await reseal().ended;
  expect(code).toBe(1);
  expect(text).toContain(`${moved} cannot be opened`);
  expect(text).toContain('1 are sealed under a third key');
  const left = (await versions()).filter(({ sealedNumber }) => sealedNumber?.subarray(0, 8).toString() !== only.keyId);
  expect(left).toHaveLength(2);
}, 60_000);

test('without a former key there is nothing to do', async () => {
  expect(await reseal({ ENCRYPTION_KEY_BEFORE: '' }).ended).toMatchObject({
    code: 1,
    text: expect.stringContaining('Set ENCRYPTION_KEY_BEFORE'),
  });
}, 60_000);

test('nothing else of a license’s history or of a wrapped key changes, whoever asks', async () => {
  const { ids } = await manyLicenses(1);
  const id = `license_id = '${ids[0]}'`;
  const other = `convert_to('${only.keyId}', 'UTF8') || substring(sealed_number from 9)`;
  const refused = [
    `update license_versions set sealed_number = sealed_number || '\\x00' where ${id}`,
    `update license_versions set number_index = '\\x00' where ${id}`,
    `update license_versions set sealed_number = null, number_index = null where ${id}`,
    `update license_versions set sealed_number = ${other}, name_on_license = 'Another' where ${id}`,
    `update certificates set wrapped_data_key = convert_to('${only.keyId}', 'UTF8') where wrapped_data_key is not null`,
  ];
  for (const statement of refused)
    await expect(world.db.execute(sql.raw(statement))).rejects.toMatchObject({ cause: { code: '23001' } });
});
