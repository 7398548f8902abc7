import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { LicenseId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { erasePerson } from '../../schema/privacy/operations/erasePerson.ts';
import { startTestApp } from '../support/app.ts';
import { addBoard, addCompletion, type Completed } from '../support/completions.ts';
import { board } from '../support/contentBodies.ts';
import { addLicenseRow, addOffer } from '../support/offers.ts';
import { globalId } from '../support/quizPages.ts';
import { type Result, mutate as send } from '../support/transcriptCalls.ts';
import { boardWith, HOURS } from '../support/transcriptFacts.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

const CYCLE = { cycleStartsOn: '2026-11-01', cycleEndsOn: '2028-10-31' };
const NUMBER = 'LMFT-0012345';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let now = new Date('2026-11-26T09:00:00Z');
let accepted: Awaited<ReturnType<typeof addOffer>>;
let other: Awaited<ReturnType<typeof addOffer>>;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => now });
  await addBoard(world, boardWith({ unit: HOURS, accepts: [{ accreditor: 'camft' }], repeats: 'ALLOWED' }));
  await addBoard(world, board('nzac'));
  accepted = await addOffer(world, { accreditor: 'camft', values: { unit: HOURS } });
  other = await addOffer(world, { accreditor: 'another-body' });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const mutate = (...call: [UserId, string, Record<string, unknown>, string]) => send(app, ...call);

const INPUT = {
  ...{ title: '=HYPERLINK("http://evil.example")', provider: '@provider', earnedOn: '2026-11-21' },
  ...{ amount: '3.00', unit: 'contact hours', category: '+ethics', note: '0123' },
};

type Holder = { userId: UserId; licenseId: LicenseId; done: Completed[] };

/** A holder of a license with a number and two completions: one with awards of two bodies, one with one. */
const holder = async (): Promise<Holder> => {
  const userId = await newLearner(world.db, 'Robin Example');
  const facts = { profession: 'sample', jurisdiction: 'XX', sealedNumber: Buffer.from(NUMBER) };
  const licenseId = await addLicenseRow(world, { userId, ...facts, ...CYCLE });
  const given = { licenseIds: [licenseId] };
  const done = [
    await addCompletion(world, {
      ...{ userId, round: 1 },
      awards: [
        { offerId: accepted.id, ...given },
        { offerId: other.id, ...given },
      ],
    }),
    await addCompletion(world, { userId, round: 2, awards: [{ offerId: accepted.id, ...given, hundredths: 200 }] }),
  ];
  return { userId, licenseId, done };
};

const awardId = (completed: Completed | undefined, at = 0) => globalId('CreditAward', completed?.awards[at]?.id ?? '');
const share = ({ userId, licenseId }: Holder, awardIds: string[], more: Record<string, unknown> = {}) =>
  mutate(
    userId,
    'createTranscriptLink',
    { licenseId: globalId('License', licenseId), awardIds, expiresOn: '2027-01-31', ...more },
    'url link { id works rowCount expiresOn }',
  );
const pathOf = ({ url }: Result): string => new URL(url ?? 'https://no.example/t/none').pathname;
const open = (path: string, accept = 'text/html') => app.ask(path, { headers: { accept } });
const idOf = ({ link }: Result) => (link as { id: string }).id;

test('a link shows the ticked rows alone, with a name and never a license number', async () => {
  const who = await holder();
  await world.db.insert(tables.reportedCertificates).values({
    ...{ userId: who.userId, title: 'A private workshop', provider: 'Elsewhere', earnedOn: '2026-11-21' },
    ...{ amountHundredths: 100, unit: 'hours', addedAt: now, changedAt: now },
  });
  const made = await share(who, [awardId(who.done[0])]);
  expect(made).toMatchObject({ link: { works: true, rowCount: 1, expiresOn: '2027-01-31' } });
  const page = await open(pathOf(made));
  const text = await page.text();
  expect(page.status).toBe(200);
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.headers.get('x-robots-tag')).toBe('noindex, nofollow');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  for (const shown of ['Robin Example', who.done[0]?.awards[0]?.number ?? '', '4.50 hours', '<dt>License</dt>'])
    expect(text).toContain(shown);
  for (const hidden of [NUMBER, who.done[1]?.awards[0]?.number ?? '', 'A private workshop', 'Body of another-body'])
    expect(text).not.toContain(hidden);
  const json = await (await open(pathOf(made), 'application/json')).json();
  expect(json).toMatchObject({ learnerName: 'Robin Example', total: '4.50', rows: [{ counted: '4.50' }] });
  expect(JSON.stringify(json)).not.toContain(NUMBER);
});

test('the database has a hash of the secret, and each link a secret of its own', async () => {
  const who = await holder();
  const [one, two] = [await share(who, [awardId(who.done[0])]), await share(who, [awardId(who.done[0])])];
  const secrets = [one, two].map((made) => pathOf(made).slice('/t/'.length));
  expect(new Set(secrets).size).toBe(2);
  for (const secret of secrets) expect(Buffer.from(secret, 'base64url')).toHaveLength(16);
  const rows = await world.db
    .select()
    .from(tables.transcriptLinks)
    .where(eq(tables.transcriptLinks.licenseId, who.licenseId));
  for (const secret of secrets) expect(JSON.stringify(rows)).not.toContain(secret);
});

test('a log, which has no awards, is shared by its completions', async () => {
  const userId = await newLearner(world.db, 'Robin Example');
  const facts = { profession: 'counselor-nzac', jurisdiction: 'NZ', kind: 'MEMBER' as const };
  const licenseId = await addLicenseRow(world, { userId, ...facts });
  const done = await addCompletion(world, { userId, round: 1 });
  const made = await share({ userId, licenseId, done: [done] }, [], {
    enrollmentIds: [globalId('Enrollment', done.enrollmentId)],
  });
  const json = await (await open(pathOf(made), 'application/json')).json();
  expect(json).toMatchObject({
    ...{
      title: 'Log of continuing education',
      boardKind: 'LOG_ONLY',
      total: '4.50',
      totalWords: '4.50 hours of study',
    },
    rows: [{ status: 'LOGGED', countedWords: '4.50 hours of study' }],
  });
  const page = await (await open(pathOf(made))).text();
  for (const shown of ['<dt>Membership</dt>', '<dt>Body</dt>']) expect(page).toContain(shown);
  expect(page).not.toContain('<dt>License</dt>');
});

describe('a link that ended looks like one that never was', () => {
  const unknown = async (path: string) => {
    const answers = [await open(path), await open(path, 'application/json')];
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
    const [page, json] = await Promise.all(answers.map((answer) => answer.text()));
    return [page, json?.replace(/"requestId":"[^"]*"/, '')];
  };
  let never: (string | undefined)[];
  beforeAll(async () => {
    never = await unknown(`/t/${'A'.repeat(22)}`);
  });

  test('revoked, and a second call changes nothing', async () => {
    const who = await holder();
    const made = await share(who, [awardId(who.done[0])]);
    for (const _time of [1, 2])
      expect(
        await mutate(who.userId, 'revokeTranscriptLink', { linkId: idOf(made) }, 'link { works revokedAt }'),
      ).toMatchObject({ link: { works: false, revokedAt: now.toISOString() } });
    expect(await unknown(pathOf(made))).toEqual(never);
  });

  test('after its last day', async () => {
    const who = await holder();
    const made = await share(who, [awardId(who.done[0])]);
    const before = now;
    now = new Date('2027-01-31T23:59:59Z');
    expect((await open(pathOf(made))).status).toBe(200);
    now = new Date('2027-02-01T00:00:00Z');
    expect(await unknown(pathOf(made))).toEqual(never);
    now = before;
  });

  test('when the license was removed', async () => {
    const who = await holder();
    const made = await share(who, [awardId(who.done[0])]);
    await world.db.update(tables.licenses).set({ removedAt: now }).where(eq(tables.licenses.id, who.licenseId));
    expect(await unknown(pathOf(made))).toEqual(never);
    expect(await share(who, [awardId(who.done[0])])).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('when the person was erased: no link and no stated certificate stays', async () => {
    const who = await holder();
    const made = await share(who, [awardId(who.done[0])]);
    await mutate(who.userId, 'addReportedCertificate', INPUT, 'certificate { id }');
    const later = new Date('2040-01-01T00:00:00Z');
    await world.db.transaction((tx) => erasePerson(tx, { userId: who.userId, now: later }));
    expect(await unknown(pathOf(made))).toEqual(never);
    const { transcriptLinks: links, reportedCertificates: stated } = tables;
    expect(await world.db.select().from(links).where(eq(links.licenseId, who.licenseId))).toEqual([]);
    expect(await world.db.select().from(stated).where(eq(stated.userId, who.userId))).toEqual([]);
  });

  test.each(['short', 'A'.repeat(23), `${'A'.repeat(21)}%00`, 'A'.repeat(5000), '..%2f..%2f'])(
    'malformed: %s',
    async (secret) => {
      expect((await open(`/t/${secret}`)).status).toBe(404);
    },
  );
});

test('a certificate that was revoked after sharing leaves the page', async () => {
  const who = await holder();
  const made = await share(who, [awardId(who.done[1])]);
  await world.db
    .update(tables.certificates)
    .set({ revokedAt: now, revocationReason: 'ISSUED_IN_ERROR' })
    .where(eq(tables.certificates.number, who.done[1]?.awards[0]?.number ?? ''));
  const json = await (await open(pathOf(made), 'application/json')).json();
  expect(json).toMatchObject({ rows: [], total: '0.00' });
});

describe('a link is refused', () => {
  const cases: [string, (who: Holder, stranger: Holder) => [string[], Record<string, unknown>], unknown][] = [
    ['without a tick', () => [[], {}], { code: 'INVALID_INPUT', fields: [{ path: 'awardIds' }] }],
    [
      'for another’s award',
      (who, stranger) => [[awardId(who.done[0]), awardId(stranger.done[0])], {}],
      { code: 'INVALID_INPUT', fields: [{ path: 'awardIds.1' }] },
    ],
    ['for what is no award', () => [['bm9uc2Vuc2U='], {}], { code: 'INVALID_INPUT', fields: [{ path: 'awardIds.0' }] }],
    [
      'for a license of another',
      (who, stranger) => [[awardId(who.done[0])], { licenseId: globalId('License', stranger.licenseId) }],
      { code: 'NOT_FOUND' },
    ],
    [
      'for a day that is over',
      (who) => [[awardId(who.done[0])], { expiresOn: '2026-11-25' }],
      { fields: [{ path: 'expiresOn' }] },
    ],
    [
      'for more than a year',
      (who) => [[awardId(who.done[0])], { expiresOn: '2027-11-27' }],
      { fields: [{ path: 'expiresOn' }] },
    ],
    [
      'for a cycle that the license never had',
      (who) => [[awardId(who.done[0])], { cycleStartsOn: '2020-01-01' }],
      { code: 'NOT_FOUND' },
    ],
  ];
  test.each(cases)('%s', async (_name, ask, expected) => {
    const [who, stranger] = [await holder(), await holder()];
    const [awardIds, more] = ask(who, stranger);
    expect(await share(who, awardIds, more)).toMatchObject(expected as object);
  });

  test('for a personal round, and by a stranger who revokes', async () => {
    const who = await holder();
    const personal = await addCompletion(world, { userId: who.userId, round: 3, purpose: 'PERSONAL' });
    const enrollmentIds = [globalId('Enrollment', personal.enrollmentId)];
    expect(await share(who, [], { enrollmentIds })).toMatchObject({ fields: [{ path: 'enrollmentIds.0' }] });
    const made = await share(who, [awardId(who.done[0])]);
    const stranger = await newLearner(world.db);
    expect(await mutate(stranger, 'revokeTranscriptLink', { linkId: idOf(made) }, 'link { works }')).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await open(pathOf(made))).status).toBe(200);
  });
});
