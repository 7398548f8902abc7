import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import express from 'express';
import type { UserId } from '../../../drizzle/ids.ts';
import { approvalLetters, approvals, auditEvents } from '../../../drizzle/schema.ts';
import { letters } from '../../../server/app/documentRoutes.ts';
import { mount } from '../../../server/app/mount.ts';
import { fixedOrigins } from '../../../server/app/origins.ts';
import { MOST_LETTER_BYTES } from '../../../server/documents/letterRoutes.ts';
import { readTestViewer, testServices } from '../../support/app.ts';
import { instituteId, keyOf, LETTER, LETTER_SHA256, loadSamples, record } from '../../support/granting.ts';
import { anotherOrganization, member } from '../../support/issued.ts';
import { newLearner, openWorld, type World } from '../../support/world.ts';

let world: World;
let port: number;
let owner: UserId;
let now = new Date('2026-11-26T02:00:00Z');
let stop: () => Promise<void>;
beforeAll(async () => {
  world = await openWorld();
  await loadSamples(world);
  owner = await member(world, 'OWNER');
  const services = {
    ...(await testServices(world.pool, { issuer: world.issuer, now: () => now })),
    readViewer: readTestViewer,
  };
  const app = express();
  app.use(fixedOrigins(['https://app.example.org']));
  mount(app, services, letters(services));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  stop = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
});
afterAll(async () => {
  await stop();
  await world.close();
});

const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(9)]);
const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(9)]);

const upload = (userId: UserId | null, body: Buffer, headers: Record<string, string> = {}, slug = 'sample-institute') =>
  fetch(`http://127.0.0.1:${port}/organizations/${slug}/approval-letters`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { accept: 'application/json', ...(userId === null ? {} : { 'x-test-user': userId }), ...headers },
  });
const download = (userId: UserId | null, id: string) =>
  fetch(`http://127.0.0.1:${port}/approvals/${id}/letter`, {
    headers: { accept: 'application/json', ...(userId === null ? {} : { 'x-test-user': userId }) },
  });
const codeOf = async (response: Response) => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return `${response.status} ${errors[0]?.extensions.code}`;
};
const waiting = () => world.db.$count(approvalLetters);

describe('an upload', () => {
  test.each([
    ['a PDF', LETTER, 'application/pdf'],
    ['a PNG', PNG, 'image/png'],
    ['a JPEG', JPEG, 'image/jpeg'],
  ])('%s answers its hash, whatever the header calls it', async (_what, body, type) => {
    const answer = await upload(owner, body, { 'content-type': 'text/plain' });
    expect(answer.status).toBe(201);
    const sha256 = createHash('sha256').update(body).digest('hex');
    expect(await answer.json()).toEqual({ sha256, type, bytes: body.length });
    expect(answer.headers.get('cache-control')).toBeNull();
  });

  test('the same letter again is kept once', async () => {
    const before = await waiting();
    await Promise.all([upload(owner, LETTER), upload(owner, LETTER)]);
    expect(await waiting()).toBe(before);
  });

  test.each([
    ['nothing', Buffer.alloc(0), {}, '415 UNSUPPORTED_BODY'],
    ['a page', Buffer.from('<!doctype html><script>'), {}, '415 UNSUPPORTED_BODY'],
    ['a beginning of a PDF', Buffer.from('%PDF'), {}, '415 UNSUPPORTED_BODY'],
    ['a compressed letter', LETTER, { 'content-encoding': 'gzip' }, '415 UNSUPPORTED_BODY'],
    ['too much', Buffer.concat([LETTER, Buffer.alloc(MOST_LETTER_BYTES)]), {}, '413 BODY_TOO_LARGE'],
    ['a page of another origin', LETTER, { origin: 'https://evil.example.org' }, '403 FORBIDDEN_ORIGIN'],
    ['another site without an origin', LETTER, { 'sec-fetch-site': 'cross-site' }, '403 FORBIDDEN_ORIGIN'],
  ])('%s is refused, and nothing is kept', async (_what, body, headers, code) => {
    const before = await waiting();
    expect(await codeOf(await upload(owner, body, headers))).toBe(code);
    expect(await waiting()).toBe(before);
  });

  test('a body without a length is counted while it arrives', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => undefined);
    let heard = '';
    socket.on('data', (data) => {
      heard += data;
    });
    const head = `POST /organizations/sample-institute/approval-letters HTTP/1.1\r\nhost: x\r\naccept: application/json\r\nx-test-user: ${owner}\r\ntransfer-encoding: chunked\r\n\r\n`;
    socket.write(head);
    const piece = Buffer.alloc(1024 * 1024, 'x');
    for (let sent = 0; sent < 7; sent++)
      socket.write(Buffer.concat([Buffer.from('100000\r\n'), piece, Buffer.from('\r\n')]));
    await once(socket, 'close');
    expect(heard).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('only an owner; for everyone else the address does not exist, or they learn who may', async () => {
    const stranger = await member(world, 'OWNER', await anotherOrganization(world));
    for (const userId of [null, await newLearner(world.db), stranger])
      expect(await codeOf(await upload(userId, LETTER))).toBe('404 NOT_FOUND');
    expect(await codeOf(await upload(owner, LETTER, {}, 'no-such-institute'))).toBe('404 NOT_FOUND');
    expect(await codeOf(await upload(await member(world, 'ORGANIZER'), LETTER))).toBe('403 FORBIDDEN');
  });

  test('twenty wait at most; a day later they are gone', async () => {
    for (let left = 0; left < 25; left++) await upload(owner, Buffer.concat([LETTER, Buffer.from([left])]));
    expect(await waiting()).toBe(20);
    expect(await codeOf(await upload(owner, Buffer.from('%PDF-one more')))).toBe('429 RATE_LIMITED');
    now = new Date('2026-11-27T02:00:01Z');
    expect((await upload(owner, LETTER)).status).toBe(201);
    expect(await waiting()).toBe(1);
  });
});

test('members download the letter, nobody else does, and each reading is recorded', async () => {
  await upload(owner, LETTER);
  const { approval } = await record(world, owner, {}, now);
  const id = keyOf(approval.id);
  expect(approval.letterUrl).toMatch(new RegExp(`/approvals/${id}/letter$`));
  const stranger = await member(world, 'OWNER', await anotherOrganization(world));
  for (const userId of [null, stranger, await newLearner(world.db)])
    expect(await codeOf(await download(userId, id))).toBe('404 NOT_FOUND');
  // For them the letter, which may have megabytes, was not even read.
  expect([...world.sent].filter((text) => text.includes('letter from approvals'))).toEqual([]);
  const readers: { actorUserId: UserId; actor: string }[] = [];
  for (const role of ['OWNER', 'ORGANIZER', 'INSTRUCTOR', 'AUDITOR'] as const) {
    const reader = await member(world, role);
    readers.push({ actorUserId: reader, actor: role.toLowerCase() });
    const answer = await download(reader, id);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="approval-letter.pdf"',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    const sha256 = createHash('sha256')
      .update(Buffer.from(await answer.arrayBuffer()))
      .digest('hex');
    expect(sha256).toBe(LETTER_SHA256);
  }
  for (const unknown of ['nonsense', id.replace(/.$/, '0')])
    expect((await download(owner, unknown)).status).toBe(unknown === id ? 200 : 404);
  const events = await world.db.select().from(auditEvents).where(eq(auditEvents.verb, 'APPROVAL_LETTER_READ'));
  expect(events).toHaveLength(readers.length);
  const about = { objectType: 'Approval', objectId: id, organizationId: await instituteId(world), at: now };
  expect(events).toMatchObject(
    readers.map((reader) => ({ ...about, ...reader, details: { letterSha256: LETTER_SHA256 } })),
  );
});

test('one person downloads at most 120 letters in an hour', async () => {
  const reader = await member(world, 'AUDITOR');
  const { id } = (await world.db.select({ id: approvals.id }).from(approvals).limit(1))[0] ?? { id: '' };
  for (let at = 0; at < 120; at += 1) expect((await download(reader, id)).status).toBe(200);
  expect(await codeOf(await download(reader, id))).toBe('429 RATE_LIMITED');
  expect((await download(await member(world, 'AUDITOR'), id)).status).toBe(200);
});
