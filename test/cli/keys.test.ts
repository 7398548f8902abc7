import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { certifySeal, createAuthority } from '../../certificates/seal/authority.ts';
import { connect, type Pool } from '../../drizzle/client.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { openCommandLine } from '../support/commandLine.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let pool: Pool;
let home: string;
const commandLine = openCommandLine();

beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 1 });
  home = await mkdtemp(join(tmpdir(), 'attune-keys-cli-'));
});
afterAll(async () => {
  await commandLine.close();
  await pool.close();
  await database.drop();
  await rm(home, { recursive: true });
});

const attune = (...line: string[]) =>
  commandLine.run(['keys', ...line], {
    DATABASE_URL: database.appUrl,
    DATA_DIR: join(home, 'data'),
    SIGNING_KEYS_DIR: join(home, 'signing'),
    PUBLIC_URL: 'https://attune.example.org',
  });

const KEY = /^ {2}(SEAL|PROOF|TOKEN|LOG) +([\w-]{43}) {2}\S+Z {2}(active|retired)(.*)$/;
const listed = async () =>
  (await attune('list')).out
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, use = '', id = '', state = '', rest = ''] = KEY.exec(line) ?? [];
      return { use, id, state, rest };
    });

test('keys are made, listed, rotated and replaced by an outside seal; new ones are recorded before they sign', async () => {
  expect(await attune('list')).toMatchObject({ code: 1, err: expect.stringContaining('attune keys create') });
  expect(await attune('create')).toMatchObject({ code: 0, out: expect.stringContaining('No outside reader trusts') });
  expect(await attune('create')).toMatchObject({ code: 1, err: expect.stringContaining('attune keys rotate') });
  const first = await listed();
  expect(first.map(({ use, state }) => `${use} ${state}`)).toEqual([
    'SEAL active',
    'PROOF active',
    'TOKEN active',
    'LOG active',
  ]);
  expect(first[0]?.rest).toMatch(/^ {2}"Attune at attune\.example\.org" until \d{4}-\d\d-\d\d$/);

  expect(await attune('rotate', '--use', 'proof')).toMatchObject({ code: 0, out: expect.stringContaining('PROOF') });
  const proofs = (await listed()).filter(({ use }) => use === 'PROOF');
  expect(proofs.map(({ state }) => state)).toEqual(['retired', 'active']);
  expect((await everyKey(pool.db)).map(({ id }) => id)).toEqual([proofs[1]?.id]);

  const [chain, key] = await outsideSeal();
  expect(await attune('import-seal', chain, key)).toMatchObject({ code: 0, out: expect.stringContaining('SEAL') });
  const seals = (await listed()).filter(({ use }) => use === 'SEAL');
  expect(seals.map(({ state }) => state)).toEqual(['retired', 'active']);
  expect(await attune('rotate')).toMatchObject({ code: 1, err: expect.stringContaining('The seal was imported') });
  expect((await everyKey(pool.db)).map(({ use }) => use)).toEqual(['PROOF', 'SEAL']);
}, 120_000);

test('what is written wrongly is answered with what to write', async () => {
  expect(await attune('rotate', '--use', 'SEALS')).toMatchObject({ code: 1, err: expect.stringContaining('"SEAL"') });
  expect(await attune('rotate', '--use', '')).toMatchObject({ code: 2, err: expect.stringContaining('[--use SEAL|') });
  expect(await attune('import-seal', 'one.pem')).toMatchObject({ code: 2, err: expect.stringContaining('KEY.pem') });
  expect(await attune('import-seal', 'no.pem', 'no.pem')).toMatchObject({
    code: 1,
    err: expect.stringContaining('no.pem'),
  });
}, 120_000);

const outsideSeal = async (): Promise<[string, string]> => {
  const now = new Date(Date.now() - 60_000);
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authority = await createAuthority(pair().privateKey, 'trusted.example.org', now);
  const own = pair();
  const certificate = await certifySeal(authority, own.publicKey, 'attune.example.org', now);
  const [chain, key] = [join(home, 'chain.pem'), join(home, 'key.pem')];
  await writeFile(
    chain,
    [certificate, authority.certificate].map((der) => new X509Certificate(der).toString()).join(''),
  );
  await writeFile(key, own.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return [chain, key];
};
