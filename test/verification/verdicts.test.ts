import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import express from 'express';
import { newCertificateNumber } from '../../certificates/number.ts';
import type { CertificateId } from '../../drizzle/ids.ts';
import { logEntries, logLeaves } from '../../drizzle/schema.ts';
import { verdictOf, verdictsOf } from '../../schema/verification/operations/giveVerdicts.ts';
import type { Verdict } from '../../schema/verification/rules/verdict.ts';
import { mount } from '../../server/app/mount.ts';
import { verification } from '../../server/app/routes.ts';
import { createLog } from '../../server/http/logging.ts';
import { verifyPage } from '../../server/verification/numberPage.ts';
import { TEST_CONFIG } from '../support/app.ts';
import { type Issued, issued, PUBLIC_URL, sealedAs } from '../support/issued.ts';
import { openWorld, type World } from '../support/world.ts';

const now = new Date('2027-11-23T11:00:00Z');
const CHECK = { exitUrl: TEST_CONFIG.exitUrl, publicUrl: PUBLIC_URL, now };
const past = new Date('2027-01-01T00:00:00Z');

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const ask = (asked: Parameters<typeof verdictsOf>[2]['asked'], at = now) =>
  verdictsOf(world.db, world.vault, { asked, now: at });
const one = (number: string, name?: string, at = now) => verdictOf(world.db, world.vault, { number, name, now: at });

const REVOKED = { revokedAt: past, revocationReason: 'IDENTITY_FALSE' as const };
const EXPIRING = { facts: { expiresOn: '2027-11-23' }, row: { expiresAt: now } };

/** One certificate for each thing that a number can be. */
const everyKind = async (): Promise<[Verdict['status'], string][]> => {
  const superseded = await issued(world, { row: { supersededAt: past } });
  const kinds: [Verdict['status'], Issued][] = [
    ['VALID', await issued(world)],
    ['EXPIRED', await issued(world, EXPIRING)],
    ['REVOKED', await issued(world, { row: REVOKED })],
    ['REVOKED', await issued(world, { facts: { specimen: true }, row: { ...REVOKED, supersededAt: past } })],
    ['SUPERSEDED', superseded],
    ['SPECIMEN', await issued(world, { facts: { specimen: true, expiresOn: '2027-11-23' }, row: { expiresAt: now } })],
    ['VALID', await issued(world, { row: { supersedesId: superseded.id } })],
    ['VALID', await issued(world, { facts: { purpose: 'PERSONAL' } })],
    ['VALID', await issued(world, { row: { wrappedDataKey: null, userId: null } })],
  ];
  return kinds.map(([status, { number }]) => [status, number]);
};

test('a hundred numbers of every kind are one statement, answered in their order', async () => {
  const kinds: [Verdict['status'], string][] = [
    ...(await everyKind()),
    ['UNKNOWN', newCertificateNumber()],
    ['MALFORMED', 'nonsense'],
  ];
  const hundred = Array.from(
    { length: 100 },
    (_, at): [string, string] => kinds[(at * 7) % kinds.length] ?? ['MALFORMED', ''],
  );
  const asked = hundred.map(([, number]) => ({ number }));
  const verdicts = await ask(asked);
  expect(verdicts.map(({ status, number }) => [status, number])).toEqual(hundred);
  expect(new Set(verdicts.map(({ status }) => status)).size).toBe(7);
  expect(await world.countStatements(() => ask(asked))).toBe(1);
});

test('a number is read as people type it; with one wrong letter it is not one of our numbers', async () => {
  const { number } = await issued(world);
  const mistyped = `${number.slice(0, -1)}${number.endsWith('A') ? 'B' : 'A'}`;
  const verdicts = await ask([{ number: number.toLowerCase().replaceAll('-', ' ') }, { number: mistyped }]);
  expect(verdicts.map(({ status }) => status)).toEqual(['VALID', 'MALFORMED']);
  expect(verdicts[0]?.number).toBe(number);
});

test('one statement gives the same verdicts as single look-ups', async () => {
  const numbers = (await everyKind()).map(([, number]) => number);
  const together = await ask(numbers.map((number) => ({ number, name: 'Robin Example' })));
  expect(together).toEqual(await Promise.all(numbers.map((number) => one(number, 'Robin Example'))));
});

test('it expires with the last day of its issuer, and says which day that is', async () => {
  const { number } = await issued(world, EXPIRING);
  const justBefore = new Date(now.getTime() - 1);
  expect(await one(number, undefined, justBefore)).toMatchObject({
    status: 'VALID',
    publicFacts: { expiresOn: '2027-11-23' },
  });
  expect(await one(number)).toMatchObject({ status: 'EXPIRED', publicFacts: { expiresOn: '2027-11-23' } });
  const { publicFacts } = await one((await issued(world)).number);
  expect(publicFacts?.completedOn).toBe('2026-11-22');
  expect(publicFacts).not.toHaveProperty('expiresOn');
});

const giveItsPlace = async (certificateId: CertificateId, position: number): Promise<void> => {
  const entries = await world.db.select().from(logEntries);
  const entry = entries.find((each) => each.certificateId === certificateId && each.kind === 'CREDENTIAL');
  if (entry === undefined) throw new Error('nothing waits for a place');
  await world.db.insert(logLeaves).values({ entryId: entry.id, position });
};

test('being sealed, sealed, logged, and what is left of it after an erasure', async () => {
  const { id, number } = await issued(world);
  expect(await one(number)).toMatchObject({ sealing: 'PENDING', pdfSha256: null, logPosition: null });
  const pdfSha256 = await sealedAs(world, id, Buffer.from('%PDF sealed'));
  expect(await one(number)).toMatchObject({ sealing: 'DONE', pdfSha256, logPosition: null });
  await giveItsPlace(id, 41);
  expect(await one(number)).toMatchObject({ sealing: 'DONE', pdfSha256, logPosition: 41 });
  await world.db.execute(sql`update certificates set wrapped_data_key = null, user_id = null where id = ${id}`);
  expect(await one(number)).toMatchObject({ status: 'VALID', sealing: 'DONE', pdfSha256, logPosition: 41 });
  const erased = await issued(world, { row: { wrappedDataKey: null, userId: null } });
  expect(await one(erased.number)).toMatchObject({ status: 'VALID', sealing: 'NONE', pdfSha256: null });
});

test('the hash of a PDF without a seal is not revealed, because names could be tested against it', async () => {
  const { id, number } = await issued(world);
  await world.db.execute(sql`insert into documents (id, certificate_id, kind, revision, sealed_bytes, sha256, created_at)
    values (gen_random_uuid(), ${id}, 'PDF', 1, 'x', ${'f'.repeat(64)}, now())`);
  expect(await one(number)).toMatchObject({ sealing: 'PENDING', pdfSha256: null });
});

test('the credential’s address is given for an existing number, and null for an unknown one', async () => {
  const { number } = await issued(world);
  expect((await one(number)).credentialUrl).toBe(`${PUBLIC_URL}/credentials/${number}`);
  const nobodys = await one(newCertificateNumber());
  expect([nobodys.credentialUrl, nobodys.sealing, nobodys.logPosition]).toEqual([null, null, null]);
});

test('programs read the same facts at /verify/:number', async () => {
  const services = {
    ...world,
    secret: 'a secret of these tests',
    clock: () => now,
    log: createLog('silent'),
    settings: TEST_CONFIG,
  };
  const app = express();
  mount(app, services, verification(services));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const read = async (number: string) => {
    const headers = { accept: 'application/json' };
    return (await fetch(`http://127.0.0.1:${port}/verify/${number}`, { headers })).json();
  };
  const { id, number } = await issued(world, EXPIRING);
  const credentialUrl = `${PUBLIC_URL}/credentials/${number}`;
  const waiting = { sealing: 'PENDING', pdfSha256: null, logPosition: null };
  expect(await read(number)).toMatchObject({ status: 'EXPIRED', expiresOn: '2027-11-23', credentialUrl, ...waiting });
  const pdfSha256 = await sealedAs(world, id, Buffer.from('%PDF for programs'));
  await giveItsPlace(id, 2041);
  expect(await read(number)).toMatchObject({ sealing: 'DONE', pdfSha256, logPosition: 2041, name: null });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('the page says each verdict in words, and that a file is still being sealed', async () => {
  const WORDS: Record<Verdict['status'], string> = {
    VALID: 'This certificate is valid',
    EXPIRED: 'This certificate has expired',
    REVOKED: 'It was not earned by the person it names',
    SUPERSEDED: 'This certificate was replaced',
    SPECIMEN: 'This is a specimen',
    UNKNOWN: 'No certificate has this number',
    MALFORMED: 'This is not a certificate number',
  };
  const kinds = [...(await everyKind()), ['UNKNOWN', newCertificateNumber()], ['MALFORMED', '<b>']] as const;
  for (const [status, number] of kinds) {
    const page = verifyPage(CHECK, await one(number));
    expect([status, page.includes(WORDS[status])]).toEqual([status, true]);
    expect(page).not.toContain('Maren');
    expect(page).not.toMatch(/<b>|undefined|null|NaN/);
  }
  const { id, number } = await issued(world, EXPIRING);
  const waiting = verifyPage(CHECK, await one(number));
  expect(waiting).toContain('We are sealing it; look again in a minute');
  expect(waiting).toContain('November 23, 2027');
  expect(waiting).toContain('Log entry pending');
  const hash = await sealedAs(world, id, Buffer.from('%PDF of the page'));
  await giveItsPlace(id, 1041);
  const sealed = verifyPage(CHECK, await one(number));
  expect(sealed).not.toContain('being sealed');
  expect(sealed).toContain(hash);
  expect(sealed).toContain('Entry 1041');
});
