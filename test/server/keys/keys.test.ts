import { execFile } from 'node:child_process';
import { createPublicKey, generateKeyPairSync, verify, X509Certificate } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { PublicKey, Signer } from '../../../certificates/keys.ts';
import { certifySeal, createAuthority } from '../../../certificates/seal/authority.ts';
import { checkSeal } from '../../../certificates/seal/checkSeal.ts';
import { sealPdf } from '../../../certificates/seal/sealPdf.ts';
import { connect, type Pool } from '../../../drizzle/client.ts';
import { recordKeys } from '../../../schema/keys/operations.ts';
import { everyKey } from '../../../schema/keys/queries.ts';
import { createLog } from '../../../server/http/logging.ts';
import { ensureKeys } from '../../../server/keys/ensure.ts';
import { USES } from '../../../server/keys/folder.ts';
import { importSeal } from '../../../server/keys/importing.ts';
import { openKeyFolder } from '../../../server/keys/keyring.ts';
import { createKeys, rotateKeys } from '../../../server/keys/making.ts';
import { TEST_CONFIG } from '../../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { drawSealable } from '../../support/sealablePdf.ts';

const host = 'attune.example.org';
const now = new Date('2026-11-22T09:00:00Z');
const later = new Date('2027-02-01T09:00:00Z');
const record = async () => undefined;
const root = new URL('../../..', import.meta.url).pathname;

let home: string;
let dir: string;
let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'attune-keys-'));
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 2 });
});
beforeEach(async () => {
  dir = join(await mkdtemp(join(home, 'case-')), 'keys');
});
afterAll(async () => {
  await pool.close();
  await database.drop();
  await rm(home, { recursive: true });
});

const holds = async ({ key, sign }: Signer): Promise<boolean> => {
  const bytes = Buffer.from('what is signed');
  const publicKey = createPublicKey({ key: key.jwk, format: 'jwk' });
  const options = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
  return verify(key.jwk.kty === 'OKP' ? null : 'sha256', bytes, options, await sign(bytes));
};

test('a new folder is closed to others and has a working key for each use', async () => {
  const made = await createKeys(dir, { host, now });
  expect(made.map(({ use }) => use)).toEqual(['SEAL', 'PROOF', 'TOKEN', 'LOG']);
  expect((await stat(dir)).mode & 0o777).toBe(0o700);
  for (const name of await readdir(dir)) expect((await stat(join(dir, name))).mode & 0o777).toBe(0o600);
  const { keyring, publicKeys } = openKeyFolder(dir);
  for (const use of USES) expect(await holds(await keyring.signer(use))).toBe(true);
  expect((await publicKeys()).map(({ id }) => id).sort()).toEqual(made.map(({ id }) => id).sort());
  expect(JSON.stringify(await publicKeys())).not.toContain('"d"');
  expect(await createKeys(dir, { host, now: later })).toEqual([]);
});

test('processes that start together on an empty folder end with the same keys', async () => {
  const script = `
    const { createKeys } = await import('./server/keys/making.ts');
    const { openKeyFolder } = await import('./server/keys/keyring.ts');
    await createKeys(process.argv[1], { host: 'attune.example.org', now: new Date() });
    const { keyring } = openKeyFolder(process.argv[1]);
    const signers = await Promise.all(['SEAL', 'PROOF', 'TOKEN', 'LOG'].map((use) => keyring.signer(use)));
    console.log(signers.map(({ key }) => key.id + key.certificates).join());`;
  const start = () =>
    new Promise<string>((resolve, reject) => {
      execFile(process.execPath, ['--input-type=module', '-e', script, dir], { cwd: root }, (error, out) =>
        error ? reject(error) : resolve(out),
      );
    });
  const answers = await Promise.all(Array.from({ length: 4 }, start));
  expect(new Set(answers).size).toBe(1);
  expect((await readdir(dir)).filter((name) => /\.(pem|json|der)$/.test(name))).toHaveLength(4 * 2 + 2);
  expect((await readdir(dir)).filter((name) => name.includes('draft'))).toEqual([]);
}, 120_000);

test('a rotation is seen by a running keyring; what the former keys sealed stays valid, their private halves gone', async () => {
  await createKeys(dir, { host, now });
  const recorded: PublicKey[] = [];
  const folder = openKeyFolder(dir, async (keys) => void recorded.push(...keys));
  const former = await folder.keyring.signer('SEAL');
  const before = await sealPdf(await drawSealable(), former, null);
  expect(await folder.keyring.signer('SEAL')).toBe(former);

  const [fresh] = await rotateKeys(dir, { use: 'SEAL', host, now: later, record });
  const signer = await folder.keyring.signer('SEAL');
  expect(signer.key).toEqual(fresh);
  expect(recorded.map(({ id }) => id)).toEqual([former.key.id, fresh?.id]);
  expect(signer.key.certificates[1]).toBe(former.key.certificates[1]);
  await unlink(join(dir, `SEAL-${former.key.id}.pem`));
  const after = await sealPdf(await drawSealable(), signer, null);
  const keys = await folder.publicKeys();
  expect(await checkSeal(before, keys)).toMatchObject({ ok: true, key: { id: former.key.id } });
  expect(await checkSeal(after, keys)).toMatchObject({ ok: true, key: { id: fresh?.id } });

  const all = await rotateKeys(dir, { host, now: later, record });
  expect(all.map(({ use }) => use)).toEqual([...USES]);
  expect(await folder.publicKeys()).toHaveLength(4 + 1 + 4);
});

test('a new key does not sign before it is recorded', async () => {
  await createKeys(dir, { host, now });
  const { keyring } = openKeyFolder(dir, async () => {
    throw new Error('The database is away.');
  });
  await expect(keyring.signer('LOG')).rejects.toThrow('away');
  const active = await readFile(join(dir, 'active-LOG'), 'utf8');
  const refuse = () => Promise.reject(new Error('The database is away.'));
  await expect(rotateKeys(dir, { use: 'LOG', host, now, record: refuse })).rejects.toThrow('away');
  expect(await readFile(join(dir, 'active-LOG'), 'utf8')).toBe(active);
});

test('a folder at fault is refused in words that help', async () => {
  await expect(openKeyFolder(dir).keyring.signer('SEAL')).rejects.toThrow('attune keys create');
  await expect(rotateKeys(dir, { host, now, record })).rejects.toThrow('attune keys create');
  const [seal, proof, token, log] = await createKeys(dir, { host, now });
  const { keyring, publicKeys } = openKeyFolder(dir);
  await chmod(join(dir, `SEAL-${seal?.id}.pem`), 0o644);
  await expect(keyring.signer('SEAL')).rejects.toThrow(/is readable by other users. Run: chmod 600/);
  await writeFile(join(dir, `PROOF-${proof?.id}.pem`), await readFile(join(dir, `LOG-${log?.id}.pem`)));
  await expect(keyring.signer('PROOF')).rejects.toThrow('does not match the key id in its name');
  await unlink(join(dir, `LOG-${log?.id}.pem`));
  await expect(keyring.signer('LOG')).rejects.toThrow('cannot be read as a private key');
  await writeFile(join(dir, 'active-TOKEN'), '../../etc/passwd');
  await expect(keyring.signer('TOKEN')).rejects.toThrow('does not name a key');
  await writeFile(join(dir, `TOKEN-${token?.id}.json`), '{"id":1}');
  await expect(publicKeys()).rejects.toThrow('Restore it from a backup');
});

test('a seal of an outside authority is taken over when chain and key belong together', async () => {
  const authority = await createAuthority(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'ca', now);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = (der: Buffer) => new X509Certificate(der).toString();
  const own = pem(await certifySeal(authority, publicKey, host, now));
  const above = pem(authority.certificate);
  const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const otherKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
  const pemOf = (key: typeof otherKey) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
  const wrong = [
    ['no chain', keyPem, now, 'not a list of certificates'],
    [own + above, 'no key', now, 'not a private key'],
    [own + above, pemOf(otherKey), now, 'does not belong to the key'],
    [own + above, pemOf(p384), now, 'P-256'],
    [above + own, pemOf(authority.key), now, 'belongs to an authority'],
    [own + own, keyPem, now, 'was not issued by the next'],
    [own + above, keyPem, new Date('2020-01-01'), 'not now'],
    [own + above.repeat(20), keyPem, now, 'Leave out the root'],
  ] as const;
  await createKeys(dir, { host, now });
  for (const [certificateChainPem, key, at, words] of wrong)
    await expect(importSeal(dir, { certificateChainPem, keyPem: key, now: at, record })).rejects.toThrow(words);

  const imported = await importSeal(dir, { certificateChainPem: own + above, keyPem, now, record });
  const signer = await openKeyFolder(dir).keyring.signer('SEAL');
  expect(signer.key).toEqual(imported);
  expect(await checkSeal(await sealPdf(await drawSealable(), signer, null), [imported])).toMatchObject({ ok: true });
  expect(await importSeal(dir, { certificateChainPem: own + above, keyPem, now: later, record })).toEqual(imported);
  const renewed = pem(await certifySeal(authority, publicKey, host, later));
  await expect(importSeal(dir, { certificateChainPem: renewed + above, keyPem, now: later, record })).rejects.toThrow(
    'Have a new key certified',
  );
  await expect(rotateKeys(dir, { host, now, record })).rejects.toThrow('The seal was imported');
  expect(await rotateKeys(dir, { use: 'LOG', host, now, record })).toHaveLength(1);
});

test('the first start makes keys with one line, records them, and production requires the configured folder', async () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const save = (keys: readonly PublicKey[]) => recordKeys(pool.db, keys);
  const config = { ...TEST_CONFIG, dataDir: dir };
  const folder = await ensureKeys(config, log, now, save);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('made signing keys');
  await ensureKeys({ ...config, production: true }, log, now, save);
  expect(lines).toHaveLength(1);
  expect(await everyKey(pool.db)).toEqual(expect.arrayContaining(await folder.publicKeys()));

  const empty = { ...config, production: true, signingKeysDir: join(dir, 'elsewhere') };
  await expect(ensureKeys(empty, log, now, save)).rejects.toThrow(/SIGNING_KEYS_DIR.*attune keys create/);
  await createKeys(empty.signingKeysDir, { host, now });
  await unlink(join(empty.signingKeysDir, 'active-LOG'));
  await expect(ensureKeys(empty, log, now, save)).rejects.toThrow('no LOG key');
});

test('a recorded key stays as it was first recorded', async () => {
  const [seal] = await createKeys(dir, { host, now });
  if (seal === undefined) throw new Error('No key.');
  await recordKeys(pool.db, []);
  await recordKeys(pool.db, [seal]);
  await recordKeys(pool.db, [{ ...seal, certificates: [], createdAt: later.toISOString() }]);
  expect((await everyKey(pool.db)).filter(({ id }) => id === seal.id)).toEqual([seal]);
});
