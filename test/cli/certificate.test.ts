import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Sql } from 'postgres';
import { didDocument, didOf } from '../../certificates/credential/did.ts';
import { proveCredential } from '../../certificates/credential/proof.ts';
import { composeStatusList } from '../../certificates/status/listCredential.ts';
import { examineFile } from '../../certificates/verify/examineFile.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { prepareDocuments } from '../../schema/issuance/operations/prepareDocuments.ts';
import { revokeCertificate } from '../../schema/issuance/operations/revokeCertificate.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { sequenceLog } from '../../schema/log/operations/sequenceLog.ts';
import { holdFiles } from '../support/certificates/heldFiles.ts';
import { openCommandLine } from '../support/commandLine.ts';
import { type Issued, issued, member, PUBLIC_URL } from '../support/issued.ts';
import { appUrlOf, connectAsOwner } from '../support/owner.ts';
import { openWorld, type World } from '../support/world.ts';

const now = new Date('2026-11-26T00:00:00Z');
let world: World;
let owner: Sql;
let appUrl: string;
let home: string;
const commandLine = openCommandLine();
let certificate: Issued;
let pdf: Buffer;
let did: string;

const prepared = async ({ id }: Issued): Promise<Buffer> => {
  const made = await prepareDocuments(world.db, world.vault, world.issuer, { certificateId: id, now });
  const signer = await world.issuer.keyring.signer('LOG');
  await sequenceLog(world.db, systemAct(now), { signer, origin: world.issuer.logOrigin });
  return made?.bytes ?? Buffer.alloc(0);
};

const saved = async (name: string, content: Buffer | string): Promise<string> => {
  await writeFile(join(home, name), content);
  return join(home, name);
};

beforeAll(async () => {
  world = await openWorld();
  appUrl = await appUrlOf(world.db);
  owner = await connectAsOwner(world.db);
  home = await mkdtemp(join(tmpdir(), 'attune-certificate-'));
  certificate = await issued(world);
  pdf = await prepared(certificate);
  const keys = await everyKey(world.db);
  did = await saved('did.json', JSON.stringify(didDocument(didOf(PUBLIC_URL), PUBLIC_URL, keys)));
});
afterAll(async () => {
  await commandLine.close();
  await owner.end();
  await world.close();
  await rm(home, { recursive: true });
});

const attune = (line: string[], environment: Record<string, string> = { DATABASE_URL: appUrl }) =>
  commandLine.run(['certificate', 'verify', ...line], {
    DATA_DIR: join(home, 'data'),
    ENCRYPTION_KEY: 'a test secret of at least thirty-two characters',
    ...environment,
  });
/** Any use of the database would fail. */
const NOWHERE = { DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/none' };

describe('beside the register', () => {
  test('a certificate as it was issued: every step, and 0', async () => {
    const { code, out, err } = await attune([await saved('issued.pdf', pdf)]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^This certificate is genuine and valid\.\n/);
    expect(out).toContain(`Number   ${certificate.number}`);
    expect(out).not.toContain('✗');
    const steps = [...out.matchAll(/^(✓ passed|– [a-z ]+): (.+)$/gm)].map(([, mark, title]) => `${mark}: ${title}`);
    expect(steps).toEqual([
      '✓ passed: What kind of file it is',
      '✓ passed: The seal',
      '– not in this file: The timestamp',
      '✓ passed: The credential',
      '✓ passed: The same credential as a token',
      '✓ passed: The name',
      '✓ passed: The public log',
      '✓ passed: What is certified',
      '✓ passed: A real record of study',
      '✓ passed: Not expired',
      '✓ passed: The file that was issued',
      '✓ passed: The status of the number today',
      '✓ passed: Its entries in the public log',
      '✓ passed: The history of the public log',
    ]);
  });

  test('one changed byte: 1, and the step that found it', async () => {
    const changed = Buffer.from(pdf);
    changed[5000] = (changed[5000] ?? 0) ^ 1;
    const { code, out } = await attune([await saved('changed.pdf', changed)]);
    expect(code).toBe(1);
    expect(out).toMatch(/^This file was altered\./);
    expect(out).toMatch(/✗ FAILED: The seal\n {4}The file was changed after sealing/);
    expect(out).toContain('✗ FAILED: The file that was issued');
  });

  test('a revoked one is genuine but not valid: 3', async () => {
    const held = await issued(world);
    const file = await saved('revoked.pdf', await prepared(held));
    const userId = await member(world, 'OWNER');
    const revocation = { number: held.number, reason: 'ISSUED_IN_ERROR' as const, note: null, vault: world.vault };
    await revokeCertificate(world.db, userAct(userId, now), revocation);
    const { code, out } = await attune([file]);
    expect(code).toBe(3);
    expect(out).toMatch(/^This certificate is genuine and was revoked\./);
    expect(out).toContain('It was issued in error.');
    expect(out).toContain('✓ passed: The seal');
  });

  test('when the register is unreachable there is no verdict, but advice: 2', async () => {
    const { code, err } = await attune([await saved('issued.pdf', pdf)], NOWHERE);
    expect(code).toBe(2);
    expect(err).toContain('add --offline');
    expect(err).not.toContain('    at ');
  });
});

describe('without a network', () => {
  const offline = (...line: string[]) => attune([...line, '--offline'], NOWHERE);

  test('with the saved did.json, and with a folder of keys', async () => {
    const file = await saved('issued.pdf', pdf);
    const folder = join(home, 'keys');
    await mkdir(folder);
    for (const key of await everyKey(world.db))
      await writeFile(join(folder, `${key.use}-${key.id}.json`), JSON.stringify(key));
    for (const keys of [did, folder]) {
      const { code, out, err } = await offline(file, '--keys', keys);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/^This is the certificate as it was issued\.\n/);
      expect(out).toMatch(
        /– not checked: The status of the number today\n {4}.*ask https:\/\/attune\.example\.org\/verify\//,
      );
      expect(out).toContain('Checked without a network.');
    }
  });

  test('without keys it says where to get them; the folder of the installation is taken by itself', async () => {
    const file = await saved('issued.pdf', pdf);
    const none = await offline(file);
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('/.well-known/did.json') });
    const own = await attune([file, '--offline'], { ...NOWHERE, SIGNING_KEYS_DIR: join(home, 'keys') });
    expect(own.code).toBe(0);
  });

  test('another issuer’s file: 1; a specimen and an expired one: 3', async () => {
    const foreign = await holdFiles();
    expect((await offline(await saved('foreign.pdf', foreign.pdf), '--keys', did)).code).toBe(1);
    const [specimen, expired] = await Promise.all([
      holdFiles({ facts: { specimen: true } }),
      holdFiles({ facts: { expiresOn: '2026-11-21' }, expiresAt: '2026-11-21T11:00:00Z' }),
    ]);
    for (const [name, { pdf: bytes, keys }] of Object.entries({ specimen, expired })) {
      const document = await saved(`${name}.json`, JSON.stringify(didDocument(didOf(PUBLIC_URL), PUBLIC_URL, keys)));
      expect((await offline(await saved(`${name}.pdf`, bytes), '--keys', document)).code).toBe(3);
    }
  });

  describe('with a saved status list', () => {
    const listOf = async (position: number | null, list = 1): Promise<string> => {
      const at = new Date('2026-11-25T23:30:00Z');
      const issuer = didOf(PUBLIC_URL);
      const positions = position === null ? [] : [position];
      const facts = { did: issuer, publicUrl: PUBLIC_URL, list, positions, at, ttlMillis: 60_000 };
      const signer = await world.issuer.keyring.signer('PROOF');
      return JSON.stringify(await proveCredential(composeStatusList(facts), signer, issuer, at));
    };
    const placeOf = async (): Promise<number> => {
      const { facts } = await examineFile(pdf, { keys: await everyKey(world.db), did: null, now });
      return facts?.status.position ?? -1;
    };
    const told = async (list: string) =>
      offline(await saved('issued.pdf', pdf), '--keys', did, '--status', await saved('list.json', list));

    test('what it said on its date: not withdrawn 0, withdrawn 3', async () => {
      const place = await placeOf();
      const standing = await told(await listOf(place === 5 ? 6 : 5));
      expect([standing.code, standing.err]).toEqual([0, '']);
      expect(standing.out).toMatch(
        /✓ passed: .*saved list\n {4}By the issuer’s status list of 25 November 2026 .*not withdrawn/,
      );
      const withdrawn = await told(await listOf(place));
      expect(withdrawn.code).toBe(3);
      expect(withdrawn.out).toMatch(/^This certificate is genuine and was withdrawn\./);
      expect(withdrawn.out).toMatch(/✗ FAILED: .*saved list\n {4}.* withdrawn: it had been revoked or replaced\./);
    });

    test('another list, a changed list and a missing list prove nothing: 3', async () => {
      const lists = [
        [await listOf(null, 2), `is the status list ${PUBLIC_URL}/status/2, and the credential names`],
        [(await listOf(null)).replace('2026-11-25', '2026-11-26'), 'proves nothing'],
        ['{}', 'proves nothing'],
      ] as const;
      for (const [list, reason] of lists) {
        const { code, out } = await told(list);
        expect(code).toBe(3);
        expect(out).toMatch(/^This certificate is genuine, but the list does not show its status\./);
        expect(out).toContain(reason);
      }
    });

    test('beside the register it has no place, and a file must be there: 2', async () => {
      const file = await saved('issued.pdf', pdf);
      expect(await attune([file, '--status', did])).toMatchObject({
        code: 2,
        err: expect.stringContaining('--offline'),
      });
      const missing = await offline(file, '--keys', did, '--status', join(home, 'missing.json'));
      expect(missing).toMatchObject({ code: 2, err: expect.stringContaining('which is not a file') });
    });
  });

  test('a file of more than 50 MB is not looked at: 1', async () => {
    const file = await saved('huge.pdf', '%PDF-1.7');
    await truncate(file, 51 * 1024 * 1024);
    expect(await offline(file, '--keys', did)).toMatchObject({ code: 1, err: expect.stringContaining('50 MB') });
  });

  test('what a hostile file says reaches no terminal as a command', async () => {
    const { out } = await offline(
      await saved('esc.json', '{"@context":["\\u001b[2J"],"type":["VerifiableCredential"]}'),
      '--keys',
      did,
    );
    expect(out).not.toContain('\u001b');
  });
});

test.each([
  [[], 'Write: attune certificate verify FILE'],
  [['a', 'b'], 'Write: attune certificate verify FILE'],
  [['/nowhere/at/all.pdf'], 'There is no file /nowhere/at/all.pdf.'],
  [['/'], 'There is no file /.'],
  [['package.json', '--keys', '/nowhere'], 'which is neither a file nor a folder'],
  [['package.json', '--keys', 'package.json'], 'is not a did.json'],
  [['package.json', '--offline', '--whole-log', '--keys', 'package.json'], 'cannot go with --offline'],
])('%j ends with a clear line and 2', async (line, message) => {
  const { code, err } = await attune(line);
  expect(err).toContain(message);
  expect(code).toBe(2);
  expect(err).not.toContain('    at ');
});

test('before a long replay it says so', async () => {
  const tamper = (statement: string) =>
    owner.begin(async (tx) => {
      await tx.unsafe('alter table checkpoints disable trigger user');
      await tx.unsafe(statement);
      await tx.unsafe('alter table checkpoints enable trigger user');
    });
  await tamper(`insert into checkpoints (id, size, root, note, created_at)
    select gen_random_uuid(), 12345, root, note, created_at from checkpoints limit 1`);
  const { err } = await attune([await saved('issued.pdf', pdf), '--whole-log']);
  await tamper('delete from checkpoints where size = 12345');
  expect(err).toContain('Replaying the whole log, 12345 entries');
});

test('one flipped byte in the log is found and named, whatever the file says', async () => {
  const flip = 'set hash = set_byte(hash, 7, get_byte(hash, 7) # 1) where level = 0 and position = 0';
  const tamper = () =>
    owner.begin(async (tx) => {
      await tx.unsafe('alter table log_nodes disable trigger user');
      await tx.unsafe(`update log_nodes ${flip}`);
      await tx.unsafe('alter table log_nodes enable trigger user');
    });
  await tamper();
  const { code, out } = await attune([await saved('issued.pdf', pdf), '--whole-log']);
  await tamper();
  expect(code).toBe(1);
  expect(out).toMatch(/^The file is genuine, but the public log was changed\./);
  expect(out).toMatch(
    /✗ FAILED: The whole log, replayed\n {4}The log was changed\. entry 0 of the log: .* Differences in total: 1;/,
  );
  const { code: unaltered, out: whole } = await attune([join(home, 'issued.pdf'), '--whole-log']);
  expect(unaltered).toBe(0);
  expect(whole).toContain('✓ passed: The whole log, replayed');
});
