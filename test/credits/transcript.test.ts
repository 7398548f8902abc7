import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { LicenseId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { startTestApp } from '../support/app.ts';
import { readPdf, textOf } from '../support/certificates/readPdf.ts';
import { addBoard, addCompletion } from '../support/completions.ts';
import { board } from '../support/contentBodies.ts';
import { addLicenseRow, addOffer } from '../support/offers.ts';
import { globalId } from '../support/quizPages.ts';
import { boardWith, HOURS } from '../support/transcriptFacts.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

const NOW = new Date('2026-11-26T09:00:00Z');
const CYCLE = { cycleStartsOn: '2026-11-01', cycleEndsOn: '2028-10-31' };

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let camft: Awaited<ReturnType<typeof addOffer>>;
let other: Awaited<ReturnType<typeof addOffer>>;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => NOW });
  await addBoard(world, board('ca-bbs'));
  await addBoard(world, board('nzac'));
  const accepts = [{ accreditor: 'camft' }];
  await addBoard(world, boardWith({ unit: HOURS, accepts, repeats: 'ALLOWED', requiredHundredths: 3000 }));
  camft = await addOffer(world, { accreditor: 'camft', values: { unit: HOURS, minutesPerUnit: 60 } });
  other = await addOffer(world);
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const QUERY = `query T($licenseId: ID!, $first: Int, $after: String, $last: Int, $before: String, $cycle: Date) {
  viewer { creditTranscript(licenseId: $licenseId, cycleStartsOn: $cycle) {
    license { id title jurisdiction } board { key kind } cycle { startsOn endsOn } cycles { startsOn }
    unit total required requiredBy missing askYourBoard rowCount pdfUrl csvUrl
    categories { key earned required missing } selfStudy { earned counted cap limit }
    rows(first: $first, after: $after, last: $last, before: $before) {
      nodes { status because title certificateNumber credit counted enrollmentId
        awards { id body amount unit certificateNumber counts joined } log { studyHours interaction passPercent }
        reported { title provider amount unit } }
      pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
    } } } }`;

type Rows = {
  nodes: { status: string; counted: string | null; title: string; awards: unknown[] }[];
  pageInfo: { hasNextPage: boolean; endCursor: string; startCursor: string };
};
type Shown = Record<string, unknown> & { total: string; rows: Rows; pdfUrl: string; csvUrl: string };

const ask = async (userId: UserId, licenseId: LicenseId, more: Record<string, unknown> = {}): Promise<Shown | null> => {
  const variables = { licenseId: globalId('License', licenseId), ...more };
  const { body } = await app.graphql(QUERY, variables, { 'x-test-user': userId });
  expect(body.errors).toBeUndefined();
  return (body.data as { viewer: { creditTranscript: Shown | null } }).viewer.creditTranscript;
};
const shown = async (...asked: Parameters<typeof ask>): Promise<Shown> => {
  const found = await ask(...asked);
  if (found === null) throw new Error('there is no transcript');
  return found;
};

const download = (userId: UserId | null, url: string) =>
  app.ask(new URL(url).pathname + new URL(url).search, { headers: userId === null ? {} : { 'x-test-user': userId } });
/** The column "Counted", before the unit, the holder, the license and the day. */
const COUNTED = /,(\d+\.\d\d),[^,]*,LEARNER,Robin Example,/;

const csvOf = async (userId: UserId, url: string): Promise<string[]> => {
  const response = await download(userId, url);
  expect(response.status).toBe(200);
  return (await response.text()).split('\r\n').slice(0, -1);
};
const hundredths = (amount: string | null) => (amount === null ? 0 : Number(amount.replace('.', '')));

const californian = async (name = 'Robin Example', facts = {}) => {
  const userId = await newLearner(world.db, name);
  return { userId, licenseId: await addLicenseRow(world, { userId, ...CYCLE, ...facts }) };
};

test('one completion with awards of two bodies is one row, and counts by the one that the board accepts', async () => {
  const { userId, licenseId } = await californian();
  const awards = [camft, other].map(({ id: offerId }) => ({ offerId, licenseIds: [licenseId] }));
  const done = await addCompletion(world, { userId, round: 1, awards });
  const transcript = await shown(userId, licenseId);
  expect(transcript).toMatchObject({
    license: { title: 'Licensed Marriage and Family Therapist (LMFT)', jurisdiction: 'US-CA' },
    board: { key: 'ca-bbs', kind: 'REGULATES' },
    cycle: { startsOn: '2026-11-01', endsOn: '2028-10-31' },
    unit: 'hours of continuing education',
    ...{ total: '4.50', required: '36.00', requiredBy: 'BOARD', missing: '31.50', askYourBoard: 0, rowCount: 1 },
    categories: [{ key: 'law-and-ethics', earned: '0.00', required: '6.00', missing: '6.00' }],
    selfStudy: { earned: '4.50', counted: '4.50', cap: null, limit: 'NONE' },
  });
  expect(transcript.rows.nodes).toHaveLength(1);
  expect(transcript.rows.nodes[0]).toMatchObject({
    ...{ status: 'COUNTED', credit: '4.50', counted: '4.50', certificateNumber: done.awards[0]?.number },
    log: { studyHours: '4.50', interaction: 'Self-paced reading' },
  });
  expect(transcript.rows.nodes[0]?.awards).toHaveLength(2);
});

test('a license leads to the same transcript as its id does, and to none of a cycle that it never stated', async () => {
  const { userId, licenseId } = await californian();
  const awards = [{ offerId: camft.id, licenseIds: [licenseId] }];
  await addCompletion(world, { userId, round: 1, awards });
  const query = `query L($cycle: Date) { viewer { licenses { transcript(cycleStartsOn: $cycle) {
    total rowCount cycle { startsOn } rows { nodes { certificateNumber } } } } } }`;
  const read = async (cycle: string | null) => {
    const { body } = await app.graphql(query, { cycle }, { 'x-test-user': userId });
    expect(body.errors).toBeUndefined();
    return (body.data as { viewer: { licenses: { transcript: Shown | null }[] } }).viewer.licenses[0]?.transcript;
  };
  const { total, rowCount, cycle } = await shown(userId, licenseId);
  expect(await read(null)).toMatchObject({
    total,
    rowCount,
    cycle: { startsOn: (cycle as { startsOn: string }).startsOn },
  });
  expect(await read('2001-01-01')).toBeNull();
});

test('revoked and superseded certificates are left out; a specimen and a personal round never count', async () => {
  const { userId, licenseId } = await californian();
  const awards = [{ offerId: camft.id, licenseIds: [licenseId] }];
  const revoked = await addCompletion(world, { userId, round: 1, awards });
  for (const number of [revoked.plain, revoked.awards[0]?.number ?? ''])
    await world.db
      .update(tables.certificates)
      .set({ revokedAt: NOW, revocationReason: 'ISSUED_IN_ERROR' })
      .where(eq(tables.certificates.number, number));
  await addCompletion(world, { userId, round: 2, awards, specimen: true });
  await addCompletion(world, { userId, round: 3, purpose: 'PERSONAL' });
  const superseded = await addCompletion(world, { userId, round: 4, awards });
  await world.db
    .update(tables.certificates)
    .set({ supersededAt: NOW })
    .where(eq(tables.certificates.number, superseded.awards[0]?.number ?? ''));
  const { rows, total } = await shown(userId, licenseId);
  expect(rows.nodes.map(({ status }) => status).sort()).toEqual(['ASK_YOUR_BOARD', 'SPECIMEN']);
  expect(total).toBe('0.00');
});

test('a log has hours, interaction and assessment instead of credit', async () => {
  const userId = await newLearner(world.db, 'Robin Example');
  const facts = { profession: 'counselor-nzac', jurisdiction: 'NZ', kind: 'MEMBER' as const };
  const licenseId = await addLicenseRow(world, {
    userId,
    ...facts,
    cycleStartsOn: '2026-04-01',
    cycleEndsOn: '2027-03-31',
  });
  await addCompletion(world, { userId, round: 1, awards: [{ offerId: camft.id, licenseIds: [licenseId] }] });
  const transcript = await shown(userId, licenseId);
  expect(transcript).toMatchObject({ total: '4.50', unit: 'hours of study', required: null, selfStudy: null });
  expect(transcript.rows.nodes).toMatchObject([{ status: 'LOGGED', awards: [], counted: '4.50' }]);
  const pdf = textOf(readPdf(Buffer.from(await (await download(userId, transcript.pdfUrl)).arrayBuffer())));
  expect(pdf).toContain('Log of continuing education');
  expect(pdf).toContain('Total: 4.50 hours of study');
  expect(pdf).not.toContain('Credit by body');
});

describe.each([0, 1, 101])('with %i completions', (count) => {
  let userId: UserId;
  let licenseId: LicenseId;
  beforeAll(async () => {
    userId = await newLearner(world.db, 'Robin Example');
    licenseId = await addLicenseRow(world, { userId, profession: 'sample', jurisdiction: 'XX', ...CYCLE });
    const awards = [camft, other].map(({ id: offerId }) => ({ offerId, licenseIds: [licenseId], hundredths: 20 }));
    for (let round = 1; round <= count; round += 1) await addCompletion(world, { userId, round, awards });
  });

  test('GraphQL, CSV and PDF have one total, to which the printed rows add up', async () => {
    const transcript = await shown(userId, licenseId, { first: 100 });
    expect(transcript.total).toBe((count / 5).toFixed(2));
    const lines = await csvOf(userId, transcript.csvUrl);
    const amounts = lines.filter((line) => line.startsWith('Completion,')).map((line) => COUNTED.exec(line)?.[1] ?? '');
    expect(amounts).toHaveLength(count);
    const sum = amounts.reduce((total, amount) => total + hundredths(amount), 0);
    expect(sum).toBe(hundredths(transcript.total));
    expect(lines).toContainEqual(
      expect.stringMatching(
        new RegExp(
          `^Total,.*,${transcript.total},hours,,Robin Example,Sample practitioner,\\d{4}-\\d\\d-\\d\\d \\(UTC\\)$`,
        ),
      ),
    );
    const file = readPdf(Buffer.from(await (await download(userId, transcript.pdfUrl)).arrayBuffer()));
    const text = textOf(file);
    expect(text).toContain(`Total: ${transcript.total} hours`);
    const printed = file.lines.filter(({ text: line, x }) => /^\d+\.\d\d$/.test(line) && x > 700);
    expect(printed.reduce((total, line) => total + hundredths(line.text), 0)).toBe(hundredths(transcript.total));
    if (count === 0) expect(text).toContain('Nothing was completed in this cycle.');
  });

  test('pages forward and backward hold every row once', async () => {
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const { rows }: Shown = await shown(userId, licenseId, { first: 100, after });
      seen.push(rows.nodes.length);
      after = rows.pageInfo.hasNextPage ? rows.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(count === 101 ? [100, 1] : [count]);
    const { rows: end } = await shown(userId, licenseId, { last: 1 });
    expect(end.nodes).toHaveLength(Math.min(count, 1));
    if (count < 2) return;
    const { rows: before } = await shown(userId, licenseId, { last: 100, before: end.pageInfo.startCursor });
    expect(before.nodes).toHaveLength(100);
  });

  test('one statement reads it all', async () => {
    expect(await world.countStatements(() => ask(userId, licenseId, { first: 100 }))).toBe(1);
  });
});

test('more than 100 rows at once are refused', async () => {
  const { userId, licenseId } = await californian();
  const variables = { licenseId: globalId('License', licenseId), first: 101 };
  const { body } = await app.graphql(QUERY, variables, { 'x-test-user': userId });
  expect(body.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
});

test('a cycle that a former version of the license stated is shown when asked for, and no other', async () => {
  const { userId, licenseId } = await californian();
  await addCompletion(world, { userId, round: 1, awards: [{ offerId: camft.id, licenseIds: [licenseId] }] });
  const [first] = await world.db
    .select()
    .from(tables.licenseVersions)
    .where(eq(tables.licenseVersions.licenseId, licenseId));
  if (first === undefined) throw new Error('the license has no version');
  const { id: _id, ...said } = first;
  const renewed = { cycleStartsOn: '2028-11-01', cycleEndsOn: '2030-10-31', reason: 'RENEWED' as const };
  await world.db.insert(tables.licenseVersions).values({ ...said, ordinal: 2, ...renewed });
  const newest = await shown(userId, licenseId);
  expect(newest).toMatchObject({ cycle: { startsOn: '2028-11-01' }, rowCount: 0 });
  expect(newest.cycles).toEqual([{ startsOn: '2028-11-01' }, { startsOn: '2026-11-01' }]);
  expect(await shown(userId, licenseId, { cycle: '2026-11-01' })).toMatchObject({ rowCount: 1, total: '4.50' });
  expect(await ask(userId, licenseId, { cycle: '2026-11-02' })).toBeNull();
});

describe('a transcript is its holder’s alone', () => {
  test('for others, for removed licenses and for other ids there is none', async () => {
    const { userId, licenseId } = await californian();
    const { pdfUrl, csvUrl } = await shown(userId, licenseId);
    const stranger = await newLearner(world.db, 'Alex Stranger');
    expect(await ask(stranger, licenseId)).toBeNull();
    for (const url of [pdfUrl, csvUrl]) {
      expect((await download(stranger, url)).status).toBe(404);
      expect((await download(null, url)).status).toBe(404);
    }
    for (const path of [
      '/transcripts/none.pdf',
      `/transcripts/${licenseId}.txt`,
      `/transcripts/${licenseId}.pdf?cycle=x`,
    ])
      expect((await app.ask(path, { headers: { 'x-test-user': userId } })).status).toBe(404);
    await world.db.update(tables.licenses).set({ removedAt: NOW }).where(eq(tables.licenses.id, licenseId));
    expect(await ask(userId, licenseId)).toBeNull();
    expect((await download(userId, pdfUrl)).status).toBe(404);
  });

  test('no cache keeps its files, and the CSV is for spreadsheets', async () => {
    const { userId, licenseId } = await californian();
    const { pdfUrl, csvUrl } = await shown(userId, licenseId);
    for (const [url, type] of [
      [pdfUrl, 'application/pdf'],
      [csvUrl, 'text/csv; charset=utf-8'],
    ] as const) {
      const { headers } = await download(userId, url);
      expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([type, 'no-store']);
      expect(headers.get('content-disposition')).toMatch(/^attachment; filename="transcript\.(pdf|csv)"$/);
    }
    const bytes = Buffer.from(await (await download(userId, csvUrl)).arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(bytes.toString().replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  test('the PDF needs a name that the fonts can draw', async () => {
    const nameless = await newLearner(world.db);
    const license = await addLicenseRow(world, { userId: nameless, ...CYCLE });
    const { pdfUrl, csvUrl } = await shown(nameless, license);
    expect((await download(nameless, pdfUrl)).status).toBe(409);
    expect((await download(nameless, csvUrl)).status).toBe(200);
    const { userId, licenseId } = await californian('田中 花子');
    expect((await download(userId, (await shown(userId, licenseId)).pdfUrl)).status).toBe(409);
  });
});
