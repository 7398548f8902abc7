import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { attendedMinutes, attendee, DAYS, link, openTraining, type Training, wall } from '../support/attending.ts';
import { couplesDraft, type Events, openEvents, publishedIntensive } from '../support/intensives.ts';
import { member } from '../support/issued.ts';
import {
  countsOf,
  csv,
  decide,
  importAgain,
  importFile,
  type Line,
  type Row,
  reportsOf,
  type ShownReport,
  withdraw,
} from '../support/reporting.ts';
import { emailOf } from '../support/world.ts';

let events: Events;
let training: Training;
type At = { as: UserId; sessionId: string; now: string };
let first: At;
beforeAll(async () => {
  events = await openEvents();
  await anew();
});
afterAll(() => events.world.close());

const anew = async () => {
  training = await openTraining(events);
  const [one] = training.sessions;
  first = { as: events.owner, sessionId: one?.id ?? '', now: wall(1, '20:00') };
};

const person = async (name = 'Kim Example') => {
  const guest = await attendee(events, training, { name });
  return { ...guest, email: (await emailOf(events.world.db, guest.userId)) ?? '' };
};
const attended = (id: string) => attendedMinutes(events, events.owner, id);
const shown = async (asked: { status?: string; first?: number; after?: string | null; errors?: string | null } = {}) =>
  reportsOf(events, events.owner, { id: training.globalId, sessionId: first.sessionId, ...asked });
const nodes = (report: ShownReport | undefined): Row[] => report?.rows.edges.map(({ node }) => node) ?? [];

describe('bad rows', () => {
  test('three of two hundred: 197 are stored once, three errors name row and column', async () => {
    await anew();
    const kim = await person();
    const lines = Array.from(
      { length: 200 },
      (_, at): Line => ['Kim', kim.email, `09:${String(at % 60).padStart(2, '0')}`, '10:00'],
    );
    const file = csv(...lines).split('\n');
    file[10] = `Kim,${kim.email},soon,2027-03-13 10:00`;
    file[20] = `Kim,kim at example,2027-03-13 10:00,2027-03-13 09:00`;
    file[30] = ',,2027-03-13 09:00,';
    const again = [await importFile(events, first, file.join('\n')), await importFile(events, first, file.join('\n'))];
    for (const answer of again) expect(countsOf(answer)).toEqual({ MATCHED: 197, FAULTY: 3 });
    const [report] = await shown({ status: 'FAULTY' });
    expect(report?.errors.edges.map(({ node }) => node)).toEqual([
      { line: 11, field: 'JOINED', column: 'Join Time', code: 'NOT_A_TIME' },
      { line: 21, field: 'EMAIL', column: 'User Email', code: 'NOT_AN_ADDRESS' },
      { line: 21, field: 'LEFT', column: 'Leave Time', code: 'LEFT_BEFORE_JOINED' },
      { line: 31, field: 'EMAIL', column: 'User Email', code: 'NOBODY' },
      { line: 31, field: 'LEFT', column: 'Leave Time', code: 'NO_TIME' },
    ]);
    expect(nodes(report).map(({ line }) => line)).toEqual([11, 21, 31]);
    expect(await attended(kim.id)).toEqual([
      [60, 0, 0],
      [0, 0, 0],
    ]);
    const [row] = nodes(report);
    expect(await decide(events, events.owner, { rowId: row?.id, registrationId: kim.id })).toMatchObject({
      code: 'ROW_WITHOUT_TIMES',
    });
  });

  test('1,200 are all reached by paging, with one summary', async () => {
    await anew();
    const kim = await person();
    const file = `${csv(['Kim', kim.email, '09:00', '10:00'])}${'Kim,x,never,never\n'.repeat(400)}`;
    const answer = await importFile(events, first, file);
    expect(answer.report.errorCounts).toEqual([
      { code: 'NOT_AN_ADDRESS', errors: 400 },
      { code: 'NOT_A_TIME', errors: 800 },
    ]);
    const seen = new Set<string>();
    for (let errors: string | null = null, pages = 0; pages < 20; pages += 1) {
      const [report]: ShownReport[] = await shown({ first: 100, errors });
      for (const { node } of report?.errors.edges ?? []) seen.add(`${node.line} ${node.column}`);
      errors = report?.errors.pageInfo.endCursor ?? null;
      if (report?.errors.pageInfo.hasNextPage !== true) break;
    }
    expect(seen.size).toBe(1200);
    const [page] = await shown({ status: 'FAULTY', first: 3 });
    const [next] = await shown({ status: 'FAULTY', first: 3, after: page?.rows.pageInfo.endCursor ?? null });
    expect([...nodes(page), ...nodes(next)].map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8]);
  });
});

describe('whose a row is', () => {
  test('a name alone is nobody: it lists whom it may be, and a member decides', async () => {
    await anew();
    const [one, other] = [await person('Jo Blogs'), await person('Jó Blogs')];
    const answer = await importFile(
      events,
      first,
      csv(['Jo Blogs', '', '09:00', '10:00'], ['Somebody', 'who@example.org', '09:00', '10:00']),
    );
    expect(countsOf(answer)).toEqual({ AMBIGUOUS: 1, UNMATCHED: 1 });
    expect(await attended(one.id)).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    const [ambiguous, unmatched] = nodes((await shown())[0]);
    expect(ambiguous).toMatchObject({ name: 'Jo Blogs', email: null, registrationId: null });
    expect(ambiguous?.candidates.map(({ registrationId }) => registrationId).toSorted()).toEqual(
      [one.id, other.id].toSorted(),
    );
    expect(unmatched).toMatchObject({ name: 'Somebody', email: 'who@example.org', candidates: [] });
    const rowId = ambiguous?.id;
    expect(await decide(events, events.owner, { rowId, registrationId: one.id })).toMatchObject({
      row: { status: 'MATCHED', registrationId: one.id },
    });
    expect(await attended(one.id)).toEqual([
      [60, 0, 0],
      [0, 0, 0],
    ]);
    expect(await decide(events, events.owner, { rowId, registrationId: other.id, reason: 'The other.' })).toMatchObject(
      { row: { registrationId: other.id } },
    );
    expect([await attended(one.id), await attended(other.id)]).toEqual([
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
      [
        [60, 0, 0],
        [0, 0, 0],
      ],
    ]);
    expect(await decide(events, events.owner, { rowId, registrationId: 'NOBODY' })).toMatchObject({
      row: { status: 'NOBODY', registrationId: null },
    });
    expect(await attended(other.id)).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    // A decision of a row that was matched can be taken back as well, and every one stays on record.
    const [kept] =
      await events.world.db.execute(sql`select count(*)::int as n from attendance_row_decisions where row_id = (
      select id from attendance_rows where line = 2 order by id desc limit 1)`);
    expect(kept).toEqual({ n: 3 });
    const [report] = await shown();
    expect(report?.counts).toEqual([
      { status: 'NOBODY', rows: 1 },
      { status: 'UNMATCHED', rows: 1 },
    ]);
  });

  test('only somebody with a place here; and no decision on a report that is withdrawn', async () => {
    await anew();
    const elsewhere = await openTraining(events);
    const [foreign, gone] = [
      await attendee(events, elsewhere),
      await attendee(events, training, { state: 'CANCELLED' }),
    ];
    const email = await emailOf(events.world.db, gone.userId);
    expect(countsOf(await importFile(events, first, csv(['X', email ?? '', '09:00', '10:00'])))).toEqual({
      UNMATCHED: 1,
    });
    const [report] = await shown();
    const [row] = nodes(report);
    const rowId = row?.id;
    expect(await decide(events, events.owner, { rowId, registrationId: foreign.id })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await decide(events, events.owner, { rowId, registrationId: gone.id })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await decide(events, events.owner, { rowId: gone.id, registrationId: gone.id })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await withdraw(events, events.owner, report?.id ?? '');
    expect(await decide(events, events.owner, { rowId, registrationId: 'NOBODY' })).toMatchObject({
      code: 'REPORT_WITHDRAWN',
    });
  });

  test('a code is a registration, whatever name stands beside it', async () => {
    const kim = await person();
    const file = `Registration ID;Join Time;Leave Time\n${kim.id};${DAYS[0]} 09:00;${DAYS[0]} 10:00\n${kim.registrationId};${DAYS[0]} 10:00;${DAYS[0]} 10:30\nnonsense;${DAYS[0]} 09:00;${DAYS[0]} 10:00\n`;
    expect(countsOf(await importFile(events, first, file))).toEqual({ MATCHED: 2, UNMATCHED: 1 });
    expect(await attended(kim.id)).toEqual([
      [90, 0, 0],
      [0, 0, 0],
    ]);
  });
});

describe('who may', () => {
  test('owners, organizers and named instructors; others are told, strangers learn nothing', async () => {
    await anew();
    const kim = await person();
    const file = csv(['Kim', kim.email, '09:00', '10:00']);
    await importFile(events, first, file);
    const [report] = await shown();
    const rowId = nodes(report)[0]?.id;
    const instructor = await member(events.world, 'INSTRUCTOR', events.organizationId);
    const ask = async (as: UserId) => [
      (await importAgain(events, { ...first, as }, { fileSha256: 'a'.repeat(64) })).code,
      (await decide(events, as, { rowId, registrationId: 'NOBODY' })).code,
      (await withdraw(events, as, report?.id ?? '')).code,
      await reportsOf(events, as, { id: training.globalId, sessionId: first.sessionId }).then(
        () => 'shown',
        ({ message }) => message.slice(0, 20),
      ),
    ];
    const auditor = await member(events.world, 'AUDITOR', events.organizationId);
    expect((await ask(auditor)).slice(0, 3)).toEqual(Array(3).fill('FORBIDDEN'));
    expect((await ask(instructor)).slice(0, 3)).toEqual(Array(3).fill('FORBIDDEN'));
    expect(await ask(kim.userId)).toEqual([...Array(3).fill('NOT_FOUND'), 'The session was not f'.slice(0, 20)]);
    await link(events, training, await emailOf(events.world.db, instructor));
    expect((await ask(instructor)).slice(0, 2)).toEqual(['REPORT_FILE_MISSING', undefined]);
  });

  test('an event for couples has no report', async () => {
    const { id } = await publishedIntensive(events, 'for-two-online', couplesDraft(await events.tax()));
    const { data } = await events.ask(
      null,
      'query ($id: ID!) { node(id: $id) { ... on Intensive { sessions { id } } } }',
      { id },
    );
    const sessionId = (data.node as { sessions: { id: string }[] }).sessions[0]?.id ?? '';
    expect(await importAgain(events, { ...first, sessionId }, { fileSha256: 'a'.repeat(64) })).toMatchObject({
      code: 'NO_ATTENDANCE',
    });
  });
});

test('what is kept is sealed, changed by nobody, and audited without content', async () => {
  await anew();
  const kim = await person('Zenobia Quill');
  await importFile(
    events,
    first,
    csv(
      ['Zenobia Quill', '', '09:00', '10:00'],
      ['Other', 'hidden@example.org', '09:00', '10:00'],
      ['Zenobia', kim.email, '10:00', '10:30'],
    ),
  );
  const { db } = events.world;
  for (const table of ['attendance_reports', 'attendance_rows', 'attendance_files']) {
    const [all] = await db.execute(
      sql.raw(
        `select coalesce(string_agg(t::text, ''), '') as text, coalesce(string_agg(encode(convert_to(t::text, 'UTF8'), 'escape'), ''), '') as bytes from ${table} t`,
      ),
    );
    expect(JSON.stringify(all)).not.toMatch(/Zenobia|hidden@|5a656e6f626961|68696464656e/i);
  }
  for (const change of [
    "update attendance_rows set status = 'OUTSIDE'",
    'delete from attendance_rows',
    'truncate attendance_rows cascade',
    "update attendance_reports set time_zone = 'UTC'",
    'update attendance_reports set withdrawn_at = now() where withdrawn_at is not null',
    "update attendance_row_decisions set reason = 'x'",
  ])
    await expect(db.execute(sql.raw(change))).rejects.toThrow();
  const audited = await db.execute(
    sql`select verb, details::text as details from audit_events where verb like 'ATTENDANCE_R%'`,
  );
  expect(new Set([...audited].map((row) => (row as { verb: string }).verb))).toEqual(
    new Set([
      'ATTENDANCE_REPORT_IMPORTED',
      'ATTENDANCE_REPORT_READ',
      'ATTENDANCE_REPORT_WITHDRAWN',
      'ATTENDANCE_ROW_DECIDED',
    ]),
  );
  expect(JSON.stringify([...audited])).not.toMatch(/@|Zenobia|camera/);
});
