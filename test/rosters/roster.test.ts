import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { ApprovalId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import { systemAct, userAct } from '../../schema/act.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { findRoster } from '../../schema/rosters/operations/readRoster.ts';
import { rosterFile } from '../../schema/rosters/operations/rosterFile.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { startTestApp } from '../support/app.ts';
import { csvCells } from '../support/csvCells.ts';
import { anotherOrganization, member, ownersVerbs } from '../support/issued.ts';
import { addOffer, sampleRules } from '../support/offers.ts';
import { globalId } from '../support/quizPages.ts';
import { type Awarded, awarded, eventCounts, moreAwards } from '../support/records.ts';
import { openWorld, type World } from '../support/world.ts';

const query = readExample('Roster').query.replace('first: 50', 'first: 100');
const SLUG = 'sample-institute';
const now = new Date('2026-11-30T09:00:00Z');
let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let one: Awarded;
let auditor: UserId;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => now });
  one = await awarded(world, '012345');
});
// A new one for each test, because a person may ask for so much in a minute.
beforeEach(async () => {
  auditor = await member(world, 'AUDITOR');
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

type Asked = { approvalId?: ApprovalId; from?: string; to?: string; unit?: string; after?: string };
const ask = ({ approvalId = one.approvalId, ...rest }: Asked = {}, userId: UserId | null = auditor) =>
  app.graphql(
    query,
    { slug: SLUG, approvalId: globalId('Approval', approvalId), ...rest },
    userId === null ? {} : { 'x-test-user': userId },
  );
// biome-ignore lint/suspicious/noExplicitAny: a page of any shape, read field by field
const page = async (asked: Asked = {}): Promise<any> => {
  const { body } = await ask(asked);
  expect(body.errors).toBeUndefined();
  return (body.data as { organization: { roster: unknown } }).organization.roster;
};
const codeOf = ({ body }: Awaited<ReturnType<typeof ask>>) => body.errors?.[0]?.extensions?.code ?? null;

const fileOf = async ({ approvalId = one.approvalId, ...rest }: Asked = {}, userId: UserId | null = auditor) => {
  const period = new URLSearchParams(rest as Record<string, string>);
  const response = await app.ask(`/approvals/${approvalId}/roster.csv?${period}`, {
    headers: { accept: 'application/json', ...(userId && { 'x-test-user': userId }) },
  });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};
const linesOf = (bytes: Buffer) =>
  bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split('\r\n')
    .slice(0, -1);
const added = async (call: () => Promise<unknown>) => {
  const before = await eventCounts(world);
  await call();
  const after = await eventCounts(world);
  return Object.fromEntries(
    Object.entries(after).flatMap(([verb, n]) => (n === before[verb] ? [] : [[verb, n - (before[verb] ?? 0)]])),
  );
};

test('a row has the printed name, licenses, days, credit and certificate', async () => {
  // The days are those of Auckland, not of UTC, and not of the reading.
  expect(one.award.completedAt.toISOString()).toMatch(/^2026-11-22T/);
  const { nodes } = await page();
  expect(nodes).toEqual([
    {
      printedName: 'Robin Example',
      courseSlug: 'better-after-betrayal',
      completedOn: '2026-11-23',
      countsOn: '2026-11-23',
      licenses: [
        {
          ...{ profession: 'lmft', jurisdiction: 'US-CA', number: '012345', printed: true },
          ...{ joinedAt: one.award.awardedAt.toISOString(), removedAt: null, changes: [] },
        },
      ],
      credit: {
        amount: '4.50',
        unit: 'sample hours',
        lines: [
          {
            amount: '4.50',
            category: null,
            format: 'Self-paced reading, without live interaction',
            session: null,
          },
        ],
      },
      certificate: {
        ...{
          number: one.certificate.number,
          status: 'VALID',
          courseTitle: 'Better After Betrayal',
          courseVersion: '1.0',
        },
        organization: 'Sample Institute for Relational Practice (fictional)',
      },
    },
  ]);
});

test('the file is UTF-8 with its mark, lines that end with CR and LF, leading zeros kept, and is never stored', async () => {
  const { response, bytes } = await fileOf();
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(response.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="roster-offering-\d+-start-today.csv"$/,
  );
  expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf');
  expect(bytes.toString('utf8')).not.toMatch(/[^\r]\n/);
  expect(linesOf(bytes)[1]).toMatch(/^Robin Example,lmft,US-CA,012345,yes,2026-11-23,,,/);
  expect(csvCells(bytes.toString('utf8'))).toEqual([
    {
      ...{ Name: 'Robin Example', 'License profession': 'lmft', 'License jurisdiction': 'US-CA' },
      ...{ 'License number': '012345', 'On the certificate': 'yes', 'License joined on': '2026-11-23' },
      ...{ 'License number now': '', 'License removed on': '' },
      ...{ Course: 'Better After Betrayal', 'Course slug': 'better-after-betrayal', 'Course version': '1.0' },
      ...{ Accreditor: expect.stringContaining('Body of offering-'), 'Approval number': '12345' },
      Provider: 'Sample Institute for Relational Practice (fictional)',
      ...{ 'Completed on': '2026-11-23', 'Counts on': '2026-11-23', 'Time zone': 'Pacific/Auckland' },
      ...{ Amount: '4.50', Counts: '4.50', Unit: 'sample hours' },
      ...{ Format: 'Self-paced reading, without live interaction', Category: '', Session: '', 'Within the total': '' },
      ...{ 'Certificate number': one.certificate.number, Status: 'VALID' },
    },
  ]);
});

test('what does not stand is listed with its amount and adds nothing', async () => {
  const who = await awarded(world, '8');
  const counted = async () =>
    csvCells((await fileOf({ approvalId: who.approvalId })).bytes.toString('utf8')).map((row) => [
      ...[row.Amount, row.Counts, row.Status],
    ]);
  expect(await counted()).toEqual([['4.50', '4.50', 'VALID']]);
  await ownersVerbs(world, await member(world, 'OWNER'), now).revoke(who.certificate.number);
  expect(await counted()).toEqual([['4.50', '0.00', 'REVOKED']]);
});

test.each(['?foo=1', '?From=2026-11-01', '?from=2026-11-01&from=2026-11-02', '?from[]=2026-11-01'])(
  'a query that a roster does not take is refused: %s',
  async (query) => {
    const events = await added(async () => {
      const answer = await app.ask(`/approvals/${one.approvalId}/roster.csv${query}`, {
        headers: { 'x-test-user': auditor },
      });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    });
    expect(events).toEqual({});
  },
);

test.each([
  ['*/*', 'application/json'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
  ['application/json', 'application/json'],
])('a refusal of what accepts %s is %s', async (accept, type) => {
  const answer = await app.ask(`/approvals/${one.approvalId}/roster.csv`, { headers: { accept } });
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toContain(type);
});

describe('who may read it', () => {
  test.each(MEMBER_ROLES.map((role) => [role, role === 'INSTRUCTOR' ? 403 : 200] as const))(
    '%s: %i',
    async (role, status) => {
      const userId = await member(world, role);
      const events = await added(async () => {
        expect(codeOf(await ask({}, userId))).toBe(status === 200 ? null : 'FORBIDDEN');
      });
      expect(events).toEqual(status === 200 ? { ROSTER_READ: 1, LICENSE_NUMBERS_READ: 1 } : {});
      const files = await added(async () => expect((await fileOf({}, userId)).response.status).toBe(status));
      expect(files).toEqual(events);
    },
  );

  test('to everyone else the approval is like a random one', async () => {
    const foreign = await member(world, 'OWNER', await anotherOrganization(world));
    const random = '019b0000-0000-7000-8000-000000000000' as ApprovalId;
    const events = await added(async () => {
      const unknown = await ask({ approvalId: random });
      expect(codeOf(unknown)).toBe('NOT_FOUND');
      for (const userId of [foreign, one.userId])
        expect((await ask({}, userId)).body.errors).toEqual(unknown.body.errors);
      expect(codeOf(await ask({}, null))).toBe('UNAUTHENTICATED');
      const file = await fileOf({ approvalId: random });
      for (const userId of [foreign, one.userId, null]) {
        const { response, bytes } = await fileOf({}, userId);
        expect(response.status).toBe(404);
        expect(JSON.parse(bytes.toString()).errors[0].message).toBe(
          JSON.parse(file.bytes.toString()).errors[0].message,
        );
      }
    });
    expect(events).toEqual({});
  });
});

describe('a period', () => {
  test('is of the days that count, both included, and may be open', async () => {
    const rows = async (from?: string, to?: string) =>
      (await page({ ...(from && { from }), ...(to && { to }) })).nodes.length;
    expect(await rows('2026-11-23', '2026-11-23')).toBe(1);
    expect(await rows('2026-11-24')).toBe(0);
    expect(await rows(undefined, '2026-11-22')).toBe(0);
    expect(linesOf((await fileOf({ from: '2026-11-24' })).bytes)).toHaveLength(1);
  });

  test.each([[{ from: '2026-11-24', to: '2026-11-23' }], [{ from: '2026-02-30' }], [{ unit: 'CLOCK_HOURS' }]])(
    '%j is refused',
    async (asked) => {
      expect(codeOf(await ask(asked))).toBe('INVALID_INPUT');
      expect((await fileOf(asked)).response.status).toBe(400);
    },
  );
});

test('a roster never mixes units', async () => {
  const { approvalId } = await awarded(world, '77');
  const unit = { kind: 'TIMED', code: 'POINTS', singular: 'point', plural: 'points' } as const;
  const other = await addOffer(world, { values: { unit } });
  const [row] = await world.db.select().from(tables.creditOffers).where(eq(tables.creditOffers.id, other.id));
  const { id: _, ...copied } = row as NonNullable<typeof row>;
  await world.db.insert(tables.creditOffers).values({ ...copied, approvalId, rules: sampleRules({ unit }) });
  const { body } = await ask({ approvalId });
  expect(body.errors?.[0]?.message).toContain('POINTS, SAMPLE_HOURS');
  expect((await page({ approvalId, unit: 'SAMPLE_HOURS' })).nodes).toHaveLength(1);
  expect((await page({ approvalId, unit: 'POINTS' })).nodes).toHaveLength(0);
  expect((await fileOf({ approvalId })).response.status).toBe(400);
});

test('pages and the file have each of many awards once, in statements that do not grow with them', async () => {
  const model = await awarded(world, '100');
  const { approvalId } = model;
  const few = await world.countStatements(() => ask({ approvalId }));
  await moreAwards(
    world,
    model,
    Array.from({ length: 100 }, (_, at) => `Person ${at}`),
  );
  expect(await world.countStatements(() => ask({ approvalId }))).toBe(few);
  const first = await page({ approvalId });
  expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([100, true]);
  const second = await page({ approvalId, after: first.pageInfo.endCursor });
  expect([second.nodes.length, second.pageInfo.hasNextPage]).toEqual([1, false]);
  const numbers = [...first.nodes, ...second.nodes].map(({ certificate }) => certificate.number);
  expect(new Set(numbers).size).toBe(101);
  await moreAwards(
    world,
    model,
    Array.from({ length: 150 }, (_, at) => `Later ${at}`),
  );
  let lines: string[] = [];
  const events = await added(async () => {
    lines = linesOf((await fileOf({ approvalId })).bytes);
  });
  expect(events).toEqual({ ROSTER_READ: 1, LICENSE_NUMBERS_READ: 1 });
  expect(lines).toHaveLength(1 + 251);
  expect(new Set(lines.slice(1).map((line) => line.split(',').at(-2))).size).toBe(251);
});

test('a file has a line for each line of an award, and its amounts add up; what lies over the total stands beside them', async () => {
  const categories = (['general', 'legal', 'ethics'] as const).map((key) => ({
    ...{ key, name: `About ${key}` },
    kind: key === 'ethics' ? ('OVERLIES' as const) : ('DIVIDES' as const),
  }));
  const line = (category: string, amountHundredths: number) => ({
    ...{ category, amountHundredths, session: null },
    format: 'SELF_PACED_READING' as const,
  });
  const { approvalId } = await awarded(world, '5', {
    values: { categories },
    offer: { lines: [line('general', 350), line('legal', 100), line('ethics', 100)] },
  });
  const rows = csvCells((await fileOf({ approvalId })).bytes.toString('utf8'));
  expect(rows.map((row) => [row.Amount, row.Counts, row.Category, row['Within the total']])).toEqual([
    ['3.50', '3.50', 'About general', 'Of these, 1 sample hour: About ethics'],
    ['1.00', '1.00', 'About legal', ''],
  ]);
});

test('a file is read in pieces of at most 200 rows, and what is not taken is not read', async () => {
  const model = await awarded(world, '200');
  await moreAwards(
    world,
    model,
    Array.from({ length: 250 }, (_, at) => `Person ${at}`),
  );
  const { db, vault } = world;
  const act = userAct(auditor, now);
  const asked = { approvalId: model.approvalId, organizationId: null, from: null, to: null, unit: null };
  const roster = await findRoster(db, act, asked);
  const sizes: number[] = [];
  for await (const piece of rosterFile(db, act, { roster, vault })) sizes.push(linesOf(piece).length);
  expect(sizes).toEqual([1, 200, 51]);
  const taken = async () => {
    const pieces = rosterFile(db, act, { roster, vault });
    await pieces.next();
    await pieces.return(undefined);
  };
  expect(await added(taken)).toEqual({ ROSTER_READ: 1 });
});

test('hostile names are neutral in the file and as they are in the API', async () => {
  const model = await awarded(world, '-5');
  const names = ['=HYPERLINK("http://x")', '+1', '-1', '@x', ' =1', '“Sofía”, "So"', '＝1'];
  await moreAwards(world, model, names);
  const { nodes } = await page({ approvalId: model.approvalId });
  expect(nodes.map(({ printedName }: { printedName: string }) => printedName)).toEqual(expect.arrayContaining(names));
  const lines = linesOf((await fileOf({ approvalId: model.approvalId })).bytes).slice(1);
  expect(lines.map((line) => line.slice(0, 12)).filter((line) => /^"?\s*[=+\-@＝]/.test(line))).toEqual([]);
  expect(lines.join('\n')).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(lines.join('\n')).toContain('"“Sofía”, ""So"""');
  expect(lines.find((line) => line.startsWith('Robin'))).toContain(",'-5,");
});

test('an award stands once: replaced by its successor, revoked with its status, erased without name and number', async () => {
  const verbs = ownersVerbs(world, await member(world, 'OWNER'), now);
  const who = await awarded(world, '0099');
  const { approvalId } = who;
  const { successor } = await verbs.reissue(who.certificate.number, 'Robin Corrected');
  await verbs.revoke(successor.number);
  const row = { printedName: 'Robin Corrected', certificate: { number: successor.number, status: 'REVOKED' } };
  expect((await page({ approvalId })).nodes).toMatchObject([row]);
  const late = systemAct(new Date('2045-01-01T00:00:00Z'));
  await eraseByOperator(world.db, late, { userId: who.userId, reason: 'asked by letter' });
  const { nodes } = await page({ approvalId });
  expect(nodes).toMatchObject([
    { ...row, printedName: null, licenses: [{ number: null }], credit: { amount: '4.50' } },
  ]);
  expect(linesOf((await fileOf({ approvalId })).bytes)[1]).toMatch(/^,lmft,US-CA,,yes,2026-11-23/);
});
