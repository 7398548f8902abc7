import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { newCertificateNumber } from '../../../certificates/number.ts';
import { certificates, documents } from '../../../drizzle/schema.ts';
import { createPdfLinks } from '../../../server/documents/pdfLinks.ts';
import { startTestApp, TEST_CONFIG } from '../../support/app.ts';
import { HOLDER_NAME, newHolder } from '../../support/holder.ts';
import { anotherOrganization, eventsOf, member } from '../../support/issued.ts';
import { newLearner, openWorld, type World } from '../../support/world.ts';

const NAME = HOLDER_NAME;
const later = new Date('2026-11-25T09:00:00Z');
const links = createPdfLinks(TEST_CONFIG.sessionSecret, TEST_CONFIG.publicUrl);

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let now = later;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { config: { production: true }, now: () => now });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const holder = () => newHolder(world, TEST_CONFIG.publicUrl);

const revoke = (number: string) =>
  world.db
    .update(certificates)
    .set({ revokedAt: later, revocationReason: 'ISSUED_IN_ERROR' })
    .where(eq(certificates.number, number));
const erase = (number: string) =>
  world.db.update(certificates).set({ wrappedDataKey: null, userId: null }).where(eq(certificates.number, number));

const verdict = async (number: string) => {
  const response = await app.ask(`/verify/${number}`, { headers: { accept: 'application/json' } });
  return { status: response.status, body: await response.json() };
};
const page = async (number: string) =>
  (await app.ask(`/verify/${number}`, { headers: { accept: 'text/html' } })).text();
/** Each test comes from an hour of its own, so that limits of one do not touch the next. */
const nextHour = () => {
  now = new Date(now.getTime() + 3_700_000);
};

describe('the public verdict', () => {
  let number: string;
  beforeAll(async () => {
    number = (await holder()).number;
  });

  test('for programs: facts, and no name unless it is shared', async () => {
    const { status, body } = await verdict(number);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'VALID', number, name: null, nameMatches: null, revocation: null });
    expect(body.course.title).toBe('Better After Betrayal');
    expect(body.hoursOfStudy).toMatch(/^\d+\.\d\d$/);
    expect(JSON.stringify(body)).not.toContain('Robin');
  });

  test('for people: a page in English with one heading, no outside source but the way out, not indexed', async () => {
    const response = await app.ask(`/verify/${number.toLowerCase().replaceAll('-', '')}`);
    const text = await response.text();
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'");
    expect(response.headers.get('x-robots-tag')).toContain('noindex');
    // Under no-referrer a browser sends the page's own forms with the origin "null", which is refused.
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(text).not.toMatch(/name="referrer"/);
    expect([/<html lang="en">/g, /<h1>/g].map((part) => text.match(part)?.length)).toEqual([1, 1]);
    // Each script helps alone: its own file, and nothing waits for it.
    for (const [script] of text.matchAll(/<script[^>]*>/g))
      expect(script).toMatch(/^<script src="\/assets\/(leave|verify)-[\w-]+\.js" defer>$/);
    expect(text.replaceAll(TEST_CONFIG.exitUrl, '')).not.toMatch(/https?:\/\/(?!attune\.example\.org)/);
    for (const part of [number, 'This certificate is valid']) expect(text).toContain(part);
    expect(text).not.toContain('Robin');
  });

  const typed = (name: string, type = 'application/x-www-form-urlencoded') =>
    app.ask(`/verify/${number}`, {
      method: 'POST',
      headers: { 'content-type': type, accept: 'application/json' },
      body: type.endsWith('json') ? JSON.stringify({ name }) : new URLSearchParams({ name }).toString(),
    });

  test('a typed name is compared, by a form or by JSON', async () => {
    nextHour();
    expect(await (await typed('robin b EXAMPLE b')).json()).toMatchObject({ nameMatches: true, name: null });
    expect(await (await typed(NAME, 'application/json')).json()).toMatchObject({ nameMatches: true });
    expect(await (await typed('Sam Other')).json()).toMatchObject({ nameMatches: false });
    const answered = await app.ask(`/verify/${number}`, { method: 'POST', body: new URLSearchParams({ name: NAME }) });
    expect(await answered.text()).toContain('The name matches the register');
  });

  test.each(['', '   ', 'a\0b', 'x'.repeat(201)])('the name %j is refused', async (name) => {
    expect((await typed(name)).status).toBe(400);
  });

  test('guessing names ends after ten tries', async () => {
    nextHour();
    const statuses: number[] = [];
    for (let guess = 0; guess < 12; guess++) statuses.push((await typed(`Guess ${guess}`)).status);
    expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
    const refused = await typed(NAME);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
    nextHour();
    expect((await typed(NAME)).status).toBe(200);
  });

  test('a refused caller uses up no number’s guesses', async () => {
    nextHour();
    const behind = await startTestApp(world.pool, { config: { production: true, trustProxy: 1 }, now: () => now });
    const ask = async (from: string, at: string) => {
      const headers = { 'x-forwarded-for': from, accept: 'application/json' };
      const body = new URLSearchParams({ name: 'Guess' });
      return (await behind.ask(`/verify/${at}`, { method: 'POST', headers, body })).status;
    };
    for (let guess = 0; guess < 60; guess++) await ask('203.0.113.1', 'x');
    for (let guess = 0; guess < 12; guess++) expect(await ask('203.0.113.1', number)).toBe(429);
    expect(await ask('203.0.113.2', number)).toBe(200);
    await behind.stop();
  });

  test('a refusal reaches programs in the one shape of errors, and people as a page', async () => {
    nextHour();
    const sent = { method: 'POST', body: new URLSearchParams({ name: '' }) };
    const headers = { accept: 'application/json', 'x-request-id': 'one-shape-of-errors' };
    const answer = await app.ask(`/verify/${number}`, { ...sent, headers });
    const extensions = { code: 'BAD_USER_INPUT', requestId: 'one-shape-of-errors' };
    expect(await answer.json()).toEqual({
      errors: [{ message: expect.stringContaining('Type the name'), extensions }],
    });
    const shown = await app.ask(`/verify/${number}`, { ...sent, headers: { accept: 'text/html,*/*;q=0.8' } });
    expect([shown.status, shown.headers.get('x-robots-tag')]).toEqual([400, 'noindex, nofollow']);
    expect(await shown.text()).toContain('<h1>Please type a name</h1>');
  });

  test('revoked, with its public reason', async () => {
    nextHour();
    const revoked = (await holder()).number;
    await revoke(revoked);
    expect((await verdict(revoked)).body).toMatchObject({
      status: 'REVOKED',
      revocation: { reason: 'ISSUED_IN_ERROR' },
    });
    const shown = await page(revoked);
    expect(shown).toContain('It was issued in error');
    expect(shown).toContain('<h1>This certificate was revoked</h1>');
  });

  test('an unknown number gets the same answer however close it is', async () => {
    nextHour();
    const swapped = number.slice(0, -1) + (number.endsWith('0') ? '1' : '0');
    const [near, far] = [await verdict(newCertificateNumber()), await verdict(newCertificateNumber())];
    expect([near.status, near.body.status, far.body.status]).toEqual([404, 'UNKNOWN', 'UNKNOWN']);
    expect({ ...near.body, number: '' }).toEqual({ ...far.body, number: '' });
    expect((await verdict(swapped)).body.status).toBe('MALFORMED');
    expect(await page('<script>alert(1)</script>')).not.toContain('<script>alert');
  });

  test('ten thousand guesses end after thirty', async () => {
    nextHour();
    const statuses: number[] = [];
    for (let guess = 0; guess < 35; guess++) statuses.push((await verdict(newCertificateNumber())).status);
    expect(statuses).toEqual([...Array(30).fill(404), ...Array(5).fill(429)]);
    const dodged = await app.ask(`/verify/${newCertificateNumber()}`, {
      headers: { 'x-forwarded-for': '203.0.113.9' },
    });
    expect(dodged.status).toBe(429);
    expect((await verdict(number)).status).toBe(200);
  });

  test('a typed number leads to its page', async () => {
    const response = await app.ask(`/verify?number=${encodeURIComponent(` ${number} `)}`);
    expect([response.status, response.headers.get('location')]).toEqual([303, `/verify/${number}`]);
    expect((await app.ask('/verify?number=//evil.example')).headers.get('location')).toBe('/verify/%2F%2Fevil.example');
  });
});

describe('the PDF', () => {
  let held: Awaited<ReturnType<typeof newHolder>>;
  beforeAll(async () => {
    held = await holder();
  });
  const get = (path: string, userId?: string, method = 'GET') =>
    app.ask(path, {
      method,
      headers: {
        accept: 'application/json',
        'x-request-id': 'same-for-all',
        ...(userId ? { 'x-test-user': userId } : {}),
      },
    });
  const signed = (number: string, at = now) => links.signPdfLink(number, at).replace(TEST_CONFIG.publicUrl, '');

  test('its owner gets the issued bytes, the same each time', async () => {
    const first = await get(`/certificates/${held.number}.pdf`, held.userId);
    const bytes = Buffer.from(await first.arrayBuffer());
    expect(first.status).toBe(200);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.headers.get('content-type')).toBe('application/pdf');
    expect(first.headers.get('cache-control')).toBe('no-store');
    expect(first.headers.get('content-disposition')).toBe(
      `attachment; filename="certificate-${held.number}.pdf"; filename*=UTF-8''certificate-${held.number}.pdf`,
    );
    const [stored] = await world.db.select().from(documents).where(eq(documents.kind, 'PDF'));
    expect(first.headers.get('etag')).toBe(`"${stored?.sha256}"`);
    const second = await get(`/certificates/${held.number.toLowerCase()}.pdf`, held.userId);
    expect(Buffer.from(await second.arrayBuffer()).equals(bytes)).toBe(true);
    expect(await eventsOf(world, held.certificateId, 'CERTIFICATE_DOWNLOADED')).toEqual([]);
  });

  test('HEAD answers the same headers without bytes', async () => {
    const head = await get(`/certificates/${held.number}.pdf`, held.userId, 'HEAD');
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(10_000);
    expect((await head.arrayBuffer()).byteLength).toBe(0);
  });

  test('to anyone else an issued number looks like one that does not exist', async () => {
    const stranger = await newLearner(world.db);
    const answers = await Promise.all([
      get(`/certificates/${held.number}.pdf`, stranger),
      get(`/certificates/${held.number}.pdf`),
      get(`/certificates/${newCertificateNumber()}.pdf`, stranger),
      get('/certificates/nothing.pdf', stranger),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    const texts = new Set(await Promise.all(answers.map((answer) => answer.text())));
    expect(texts.size).toBe(1);
    expect(JSON.parse([...texts][0] ?? '').errors[0].extensions.code).toBe('NOT_FOUND');
  });

  test.each([
    ['OWNER', 200],
    ['ORGANIZER', 200],
    ['INSTRUCTOR', 403],
    // It was taken for personal growth.
    ['AUDITOR', 404],
  ] as const)('a member of the issuing organization as %s gets %i', async (role, status) => {
    const fresh = await holder();
    const answer = await get(`/certificates/${fresh.number}.pdf`, await member(world, role));
    expect(answer.status).toBe(status);
    const recorded = await eventsOf(world, fresh.certificateId, 'CERTIFICATE_DOWNLOADED');
    expect(recorded.map(({ actor }) => actor.toUpperCase())).toEqual(status === 200 ? [role] : []);
    if (status === 200) return;
    const { message, extensions } = JSON.parse(await answer.text()).errors[0];
    expect(extensions.code).toBe(status === 403 ? 'FORBIDDEN' : 'NOT_FOUND');
    if (status === 403)
      expect(message).toMatch(/^Only an owner or an organizer or an auditor of the organization may download/);
    const drawn = await world.db.select().from(documents).where(eq(documents.certificateId, fresh.certificateId));
    expect(drawn).toEqual([]);
  });

  test('a member of another organization learns nothing about a number', async () => {
    const other = await member(world, 'OWNER', await anotherOrganization(world));
    expect((await get(`/certificates/${held.number}.pdf`, other)).status).toBe(404);
  });

  test('nothing is drawn for a caller who may not have it', async () => {
    const [fresh, stranger] = [await holder(), await newLearner(world.db)];
    const drawn = () => world.db.select().from(documents).where(eq(documents.certificateId, fresh.certificateId));
    expect((await get(`/certificates/${fresh.number}.pdf`, stranger)).status).toBe(404);
    expect(await drawn()).toHaveLength(0);
    expect((await get(`/certificates/${fresh.number}.pdf`, fresh.userId)).status).toBe(200);
    expect(await drawn()).toHaveLength(3);
  });

  test('a signed link opens it for ten minutes, and opens no other file', async () => {
    const link = signed(held.number);
    const opened = await get(link);
    expect([opened.status, opened.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const other = (await holder()).number;
    const wrong = [
      link.replace(held.number, other),
      link.replace(/signature=(.)/, (_, letter) => `signature=${letter === 'A' ? 'B' : 'A'}`),
      link.replace(/expires=\d+/, 'expires=99999999999'),
      link.replace(/&signature=.*/, ''),
      `${link}&signature=x`,
      signed(held.number, new Date(now.getTime() - 600_000)),
    ];
    expect(await Promise.all(wrong.map(async (path) => (await get(path)).status))).toEqual(wrong.map(() => 403));
    expect((await get(signed(held.number, new Date(now.getTime() - 590_000)))).status).toBe(200);
  });

  test('revoked and erased answer 410 to callers with a right, and 404 to others', async () => {
    const [revoked, erased] = [await holder(), await holder()];
    await revoke(revoked.number);
    await erase(erased.number);
    expect((await get(`/certificates/${revoked.number}.pdf`, revoked.userId)).status).toBe(410);
    expect((await get(signed(revoked.number))).status).toBe(410);
    expect((await get(signed(erased.number))).status).toBe(410);
    expect((await get(`/certificates/${erased.number}.pdf`, erased.userId)).status).toBe(404);
    expect((await get(`/certificates/${revoked.number}.pdf`)).status).toBe(404);
    nextHour();
    expect((await verdict(erased.number)).body).toMatchObject({ status: 'VALID', name: null });
  });
});
