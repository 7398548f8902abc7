import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { keysOfDidDocument } from '../../certificates/credential/did.ts';
import { readBit } from '../../certificates/status/bitstring.ts';
import type { ExaminedForPrograms } from '../../certificates/verify/conclusion.ts';
import { examineFile } from '../../certificates/verify/examineFile.ts';
import { type Report, stepOf } from '../../certificates/verify/report.ts';
import { operatorAct, systemAct, userAct } from '../../schema/act.ts';
import { retireCourse } from '../../schema/courses/operations/retireCourse.ts';
import { openDocument } from '../../schema/issuance/operations/openDocument.ts';
import { recordKeys } from '../../schema/keys/operations.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { replayLog } from '../../schema/log/operations/replayLog.ts';
import { sequenceLog } from '../../schema/log/operations/sequenceLog.ts';
import { carryOutErasures } from '../../schema/privacy/operations/carryOutErasures.ts';
import { requestErasure } from '../../schema/privacy/operations/requestErasure.ts';
import { openKeyFolder } from '../../server/keys/keyring.ts';
import { createKeys, rotateKeys } from '../../server/keys/making.ts';
import { startTestApp } from '../support/app.ts';
import { newCreditHolder } from '../support/creditHolder.ts';
import { member, ownersVerbs } from '../support/issued.ts';
import { createTestIssuer } from '../support/issuer.ts';
import { stepIn } from '../support/verifyDesk.ts';
import { emailOf, openWorld, type World } from '../support/world.ts';

/** Five certificates, and what befalls them: after each event every one of them is checked again, by file and by number. */
let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let keysDir: string;
let now = new Date('2026-11-26T09:00:00Z');

beforeAll(async () => {
  keysDir = await mkdtemp(join(tmpdir(), 'attune-trust-'));
  await createKeys(keysDir, { host: 'attune.example.org', now });
  const { keyring, publicKeys } = openKeyFolder(keysDir);
  const press = await createTestIssuer({ keyring, keys: [] });
  world = { ...(await openWorld()), issuer: { ...press, publicKeys } };
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => now });
});
afterAll(async () => {
  await app.stop();
  await world.close();
  await rm(keysDir, { recursive: true, force: true });
});

type Held = {
  name: string;
  number: string;
  userId: Awaited<ReturnType<typeof newCreditHolder>>['userId'];
  pdf: Buffer;
};

const held = async (name: string): Promise<Held> => {
  const { number, userId } = await newCreditHolder(world, name);
  const document = await openDocument(world.db, world.vault, world.issuer, { number, now });
  if (document === null || 'gone' in document) throw new Error('nothing was sealed');
  return { name, number, userId, pdf: document.bytes };
};

/** Without a network: the file, and a saved did.json. */
const offline = async ({ pdf }: Held): Promise<Report> => {
  const saved = await (await app.ask('/.well-known/did.json')).json();
  return examineFile(pdf, { keys: keysOfDidDocument(saved), did: 'did:web:attune.example.org', now });
};

const online = async ({ pdf }: Held): Promise<ExaminedForPrograms> => {
  const headers = { 'content-type': 'application/pdf', accept: 'application/json' };
  const answer = await app.ask('/verify', { method: 'POST', headers, body: new Uint8Array(pdf) });
  expect(answer.status).toBe(200);
  return (await answer.json()) as ExaminedForPrograms;
};

const page = async ({ number, name }: Held) => {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const answer = await app.ask(`/verify/${number}`, { method: 'POST', headers, body: JSON.stringify({ name }) });
  return (await answer.json()) as { status: string; nameMatches: boolean; successorNumber: string | null };
};

const withdrawnBit = async ({ pdf }: Held): Promise<boolean | null> => {
  const credential = /"statusListIndex":"(\d+)","statusListCredential":"([^"]+)"/;
  const { facts } = await examineFile(pdf, { keys: await everyKey(world.db), did: null, now });
  const served = await (await app.ask(`/credentials/${facts?.number}`)).text();
  const [, index = '', list = ''] = credential.exec(served) ?? [];
  const { credentialSubject } = (await (await app.ask(new URL(list).pathname)).json()) as {
    credentialSubject: { encodedList: string };
  };
  return readBit(credentialSubject.encodedList, Number(index));
};

/** What is said of each certificate, by its file alone, by its file and the register, and by its number. */
const expectAll = async (all: Held[], standings: string[]) => {
  for (const [at, one] of all.entries()) {
    const alone = await offline(one);
    expect([one.name, alone.overall, stepOf(alone, 'STATUS')?.outcome]).toEqual([one.name, 'GENUINE', 'NOT_CHECKED']);
    expect(alone.facts).toMatchObject({ name: one.name, number: one.number });
    const asked = await online(one);
    expect([one.name, asked.overall, asked.standing]).toEqual([one.name, 'GENUINE', standings[at]]);
    expect(stepIn(asked, 'ISSUED')?.verdict).toBe('PASSED');
    expect(await page(one)).toMatchObject({ status: standings[at], nameMatches: true });
  }
};

test('rotation, revocation, supersession, erasure and retirement leave every certificate with its right verdict', async () => {
  const owner = await member(world, 'OWNER');
  const verbs = ownersVerbs(world, owner, now);
  const [first, second] = [await held('Ada Example'), await held('Bo Muster')];
  await expectAll([first, second], ['VALID', 'VALID']);

  // Every key is replaced: what the old ones signed stays valid, and the new ones sign new certificates.
  const before = (await everyKey(world.db)).length;
  await rotateKeys(keysDir, {
    host: 'attune.example.org',
    now,
    record: (keys) => recordKeys(world.db, keys),
  });
  const third = await held('Cleo Beispiel');
  expect(await everyKey(world.db)).toHaveLength(before * 2);
  await expectAll([first, second, third], ['VALID', 'VALID', 'VALID']);

  expect(await withdrawnBit(first)).toBe(false);
  await verbs.revoke(first.number, 'IDENTITY_FALSE');
  expect(await withdrawnBit(first)).toBe(true);
  expect(await withdrawnBit(second)).toBe(false);
  await expectAll([first, second, third], ['REVOKED', 'VALID', 'VALID']);
  expect(stepIn(await online(first), 'STATUS')?.sentence).toMatch(/not earned by the person it names/i);

  const { successor } = await verbs.reissue(second.number, 'Bo Corrected');
  const document = await openDocument(world.db, world.vault, world.issuer, { number: successor.number, now });
  if (document === null || 'gone' in document) throw new Error('nothing was sealed');
  const fourth = { ...second, name: 'Bo Corrected', number: successor.number, pdf: document.bytes };
  expect(await page(second)).toMatchObject({ status: 'SUPERSEDED', successorNumber: successor.number });
  await expectAll([first, second, third, fourth], ['REVOKED', 'SUPERSEDED', 'VALID', 'VALID']);

  // The record stays as long as the organization must keep it. Then the person is erased, and the certificate can still be verified.
  const confirmation = (await emailOf(world.db, third.userId)) ?? '';
  await requestErasure(world.db, userAct(third.userId, now), { confirmation });
  await carryOutErasures(world.db, systemAct(now));
  expect((await app.ask(`/credentials/${third.number}`)).status).toBe(200);
  now = new Date('2034-01-01T00:00:00Z');
  await carryOutErasures(world.db, systemAct(now));
  expect((await app.ask(`/credentials/${third.number}`)).status).toBe(410);
  await expectAll([first, second, third, fourth], ['REVOKED', 'SUPERSEDED', 'VALID', 'VALID']);

  // The service moves between issue and making: the credential keeps the former address, the log has the name of the new one.
  world.issuer = { ...world.issuer, logOrigin: 'moved.example.org/log' };
  const fifth = await held('Dana Example');
  await retireCourse(world.db, operatorAct(now), {
    courseId: world.courseId,
    reason: 'A newer course took its place',
  });
  await expectAll([first, second, third, fourth, fifth], ['REVOKED', 'SUPERSEDED', 'VALID', 'VALID', 'VALID']);

  // A replay finds the whole log in order.
  await sequenceLog(world.db, systemAct(now), {
    signer: await world.issuer.keyring.signer('LOG'),
    origin: world.issuer.logOrigin,
  });
  expect(await replayLog(world.db, { keys: await everyKey(world.db) })).toMatchObject({
    differences: 0,
  });
}, 120_000);
