import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { ApprovalId, UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import { systemAct } from '../../schema/act.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { startTestApp } from '../support/app.ts';
import { anotherOrganization, member, ownersVerbs } from '../support/issued.ts';
import { addOffer, sampleRules } from '../support/offers.ts';
import { globalId } from '../support/quizPages.ts';
import { REAL_VERSION } from '../support/realCourse.ts';
import { type Awarded, addedEvents, awarded, moreAwards } from '../support/records.ts';
import { downloadRoster, linesOf } from '../support/rosterFiles.ts';
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

const fileOf = ({ approvalId = one.approvalId, ...period }: Asked = {}, userId: UserId | null = auditor) =>
  downloadRoster(app, { approvalId, period, userId });
const added = (call: () => Promise<unknown>) => addedEvents(world, call);

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
          courseVersion: REAL_VERSION,
        },
        organization: 'Sample Institute for Relational Practice (fictional)',
      },
    },
  ]);
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
  expect(new Set(lines.slice(1).map((line) => line.split(',').at(-3))).size).toBe(251);
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
