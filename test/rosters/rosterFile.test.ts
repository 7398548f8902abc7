import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { ApprovalId, UserId } from '../../drizzle/ids.ts';
import { userAct } from '../../schema/act.ts';
import { findRoster } from '../../schema/rosters/operations/readRoster.ts';
import { rosterFile } from '../../schema/rosters/operations/rosterFile.ts';
import { startTestApp } from '../support/app.ts';
import { csvCells } from '../support/csvCells.ts';
import { member, ownersVerbs } from '../support/issued.ts';
import { REAL_VERSION } from '../support/realCourse.ts';
import { type Awarded, addedEvents, awarded, moreAwards } from '../support/records.ts';
import { downloadRoster, linesOf } from '../support/rosterFiles.ts';
import { openWorld, type World } from '../support/world.ts';

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

type Asked = { approvalId?: ApprovalId; from?: string; to?: string; unit?: string };
const fileOf = ({ approvalId = one.approvalId, ...period }: Asked = {}, userId: UserId | null = auditor) =>
  downloadRoster(app, { approvalId, period, userId });
const added = (call: () => Promise<unknown>) => addedEvents(world, call);

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
      ...{ Course: 'Better After Betrayal', 'Course slug': 'better-after-betrayal', 'Course version': REAL_VERSION },
      ...{ Accreditor: expect.stringContaining('Body of offering-'), 'Approval number': '12345' },
      Provider: 'Sample Institute for Relational Practice (fictional)',
      ...{
        'Completed on': '2026-11-23',
        'Counts on': '2026-11-23',
        'Time zone': 'Pacific/Auckland',
        'Approval in force then': 'YES',
      },
      ...{ Amount: '4.50', Counts: '4.50', Unit: 'sample hours' },
      ...{ Format: 'Self-paced reading, without live interaction', Category: '', Session: '', 'Within the total': '' },
      ...{ 'Certificate number': one.certificate.number, Status: 'VALID', 'Earned as': 'LEARNER' },
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
