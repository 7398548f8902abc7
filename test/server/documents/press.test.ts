import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { checkSeal } from '../../../certificates/seal/checkSeal.ts';
import { documents } from '../../../drizzle/schema.ts';
import { openDocument } from '../../../schema/issuance/operations/openDocument.ts';
import { prepareDocuments } from '../../../schema/issuance/operations/prepareDocuments.ts';
import { PressUnavailable, type RunningPress, startPress } from '../../../server/documents/press.ts';
import { openKeyFolder } from '../../../server/keys/keyring.ts';
import { createKeys } from '../../../server/keys/making.ts';
import { startTestApp, TEST_CONFIG } from '../../support/app.ts';
import { newHolder } from '../../support/holder.ts';
import { createTestIssuer } from '../../support/issuer.ts';
import { createTimestampAuthority, serveTimestamps } from '../../support/timestampAuthority.ts';
import { openWorld, type World } from '../../support/world.ts';

let world: World;
let keysDir: string;
const presses: RunningPress[] = [];
const faults: unknown[] = [];
const fault = (error: unknown) => void faults.push(error);
beforeAll(async () => {
  world = await openWorld();
  keysDir = await mkdtemp(join(tmpdir(), 'attune-press-'));
  await createKeys(keysDir, { host: 'attune.example.org', now: new Date() });
});
afterAll(async () => {
  await Promise.all(presses.map((press) => press.stop()));
  await world.close();
  await rm(keysDir, { recursive: true, force: true });
});

/** Works whose documents are made in threads, as the service's are. */
const worksWith = async (tsaUrl: string | null) => {
  const { keyring, publicKeys } = openKeyFolder(keysDir);
  const press = startPress({ keysDir, tsaUrl }, { fault, threads: 2 });
  presses.push(press);
  return { ...(await createTestIssuer({ keyring, keys: [] })), publicKeys, press };
};

test('threads make what is made here, many at once, each once', async () => {
  const issuer = await worksWith(null);
  const holders = await Promise.all(Array.from({ length: 8 }, () => newHolder(world, TEST_CONFIG.publicUrl)));
  const now = new Date();
  const prepare = ({ certificateId }: (typeof holders)[number]) =>
    prepareDocuments(world.db, world.vault, issuer, { certificateId, now });
  const made = await Promise.all(holders.flatMap((holder) => [prepare(holder), prepare(holder)]));
  expect(new Set(made.map((document) => document?.sha256)).size).toBe(8);
  const keys = await issuer.publicKeys();
  for (const document of made)
    expect(await checkSeal(document?.bytes ?? Buffer.alloc(0), keys)).toMatchObject({ ok: true });
});

test('a seal carries the word of the timestamp authority; without it the certificate waits, and is sealed when it is back', async () => {
  const authority = await serveTimestamps(await createTimestampAuthority({ now: () => new Date() }));
  const issuer = await worksWith(authority.url);
  const app = await startTestApp(world.pool, { issuer });
  try {
    const first = await newHolder(world, TEST_CONFIG.publicUrl);
    const opened = await openDocument(world.db, world.vault, issuer, { number: first.number, now: new Date() });
    if (opened === null || 'gone' in opened) throw new Error('nothing was sealed');
    const seal = await checkSeal(opened.bytes, await issuer.publicKeys());
    expect(seal).toMatchObject({ ok: true, timestamp: { at: expect.any(Date) } });

    await authority.stop();
    const second = await newHolder(world, TEST_CONFIG.publicUrl);
    const ask = () => app.ask(`/certificates/${second.number}.pdf`, { headers: { 'x-test-user': second.userId } });
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    await expect(
      prepareDocuments(world.db, world.vault, issuer, { certificateId: second.certificateId, now: new Date() }),
    ).rejects.toThrow(PressUnavailable);
    const verdict = await app.ask(`/verify/${second.number}`, { headers: { accept: 'application/json' } });
    expect(await verdict.json()).toMatchObject({ status: 'VALID', sealing: 'PENDING' });
    const kept = await world.db.select().from(documents).where(eq(documents.certificateId, second.certificateId));
    expect(kept.map(({ kind }) => kind).sort()).toEqual(['CREDENTIAL', 'TOKEN']);
  } finally {
    await app.stop();
  }
});

/** How many threads a press has started that are still there. */
const threadsNow = () => process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length;

const DEAD_AUTHORITY = 'http://127.0.0.1:1/nobody';

test('a warmed press starts every thread before the first certificate, one that is asked for nothing starts none, and both stop', async () => {
  const before = threadsNow();
  const idle = startPress({ keysDir, tsaUrl: null }, { fault, threads: 1 });
  expect(threadsNow()).toBe(before);
  idle.warm();
  const ofOne = threadsNow() - before;
  expect(ofOne).toBeGreaterThan(0);
  await idle.stop();
  for (const tsaUrl of [null, DEAD_AUTHORITY]) {
    const without = threadsNow();
    const press = startPress({ keysDir, tsaUrl }, { fault, threads: 3 });
    press.warm();
    expect(threadsNow() - without).toBe(3 * ofOne);
    // It stops while its threads still warm themselves, and that is no fault.
    await press.stop();
  }
  expect(faults).toEqual([]);
});

test('a thread that cannot be warmed is reported once and ends nothing', async () => {
  const reported: unknown[] = [];
  const told = Promise.withResolvers<void>();
  const worker = pathToFileURL(join(keysDir, 'missing.ts'));
  const press = startPress(
    { keysDir, tsaUrl: null },
    { fault: (error) => void told.resolve(void reported.push(error)), threads: 1, worker },
  );
  presses.push(press);
  press.warm();
  await told.promise;
  expect(String(reported[0])).toContain('missing.ts');
});

test('threads that cannot start do not end the process: they are reported, and waiting callers get an error', async () => {
  const worker = pathToFileURL(join(keysDir, 'missing.ts'));
  const press = startPress({ keysDir, tsaUrl: null }, { fault, threads: 1, patienceMs: 300, worker });
  presses.push(press);
  const { certificateId } = await newHolder(world, TEST_CONFIG.publicUrl);
  const issuer = { ...(await worksWith(null)), press };
  const prepare = () => prepareDocuments(world.db, world.vault, issuer, { certificateId, now: new Date() });
  await expect(prepare()).rejects.toThrow(PressUnavailable);
  expect(faults.length).toBeGreaterThan(0);
  await expect(prepare()).rejects.toThrow(PressUnavailable);
});
