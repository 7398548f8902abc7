import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { attendanceOf, attendee, DAYS, link, openTraining, send, type Training, wall } from '../support/attending.ts';
import { couplesDraft, type Events, openEvents, publishedIntensive } from '../support/intensives.ts';
import { member } from '../support/issued.ts';
import {
  countsOf,
  decide,
  importAgain,
  importFile,
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
let second: At;
beforeAll(async () => {
  events = await openEvents();
  await anew();
});
afterAll(() => events.world.close());

const anew = async () => {
  training = await openTraining(events);
  const [one, two] = training.sessions;
  first = { as: events.owner, sessionId: one?.id ?? '', now: wall(1, '20:00') };
  second = { ...first, sessionId: two?.id ?? '' };
};

const HEAD = 'Name,User Email,Join Time,Leave Time\n';
type Line = [name: string, email: string, from: string, until: string];
const csv = (...lines: Line[]) =>
  HEAD +
  lines.map(([name, email, from, until]) => `${name},${email},${DAYS[0]} ${from},${DAYS[0]} ${until}\n`).join('');
const person = async (name = 'Kim Example') => {
  const guest = await attendee(events, training, { name });
  return { ...guest, email: (await emailOf(events.world.db, guest.userId)) ?? '' };
};
const attended = async (id: string) =>
  (await attendanceOf(events, events.owner, id)).days.map(({ parts }) => parts.map((part) => part.attended));
const shown = async (asked: { status?: string; first?: number; after?: string | null; errors?: string | null } = {}) =>
  reportsOf(events, events.owner, { id: training.globalId, sessionId: first.sessionId, ...asked });
const nodes = (report: ShownReport | undefined): Row[] => report?.rows.edges.map(({ node }) => node) ?? [];

describe('several reports of a session', () => {
  test('are united: an interrupted meeting, a rejoin after the end, two devices', async () => {
    const [kim, ana] = [await person(), await person('Ana Example')];
    const one = csv(
      ['Kim', kim.email.toUpperCase(), '09:00', '10:10'],
      ['Kim (phone)', kim.email, '09:05', '09:50'],
      ['Ana', ana.email, '08:30', '12:30'],
    );
    const two = csv(['Kim', kim.email, '10:15', '12:00'], ['Kim', kim.email, '16:30', '17:30']);
    expect(countsOf(await importFile(events, first, one))).toEqual({ MATCHED: 3 });
    expect(countsOf(await importFile(events, first, two))).toEqual({ MATCHED: 1, OUTSIDE: 1 });
    // Nine to half past ten without five minutes from 10:10, and from a quarter to eleven to noon.
    expect(await attended(kim.id)).toEqual([
      [85, 75, 0],
      [0, 0, 0],
    ]);
    expect(await attended(ana.id)).toEqual([
      [90, 75, 0],
      [0, 0, 0],
    ]);
    // A report after the end, with one person in it, takes nothing from anybody.
    const after = csv(['Ana', ana.email, '16:10', '16:40']);
    expect(countsOf(await importFile(events, first, after))).toEqual({ OUTSIDE: 1 });
    expect(await attended(ana.id)).toEqual([
      [90, 75, 0],
      [0, 0, 0],
    ]);
    const source = `query ($id: ID!) { attendance(registrationId: $id) { days { reported { joinedAt leftAt reason } } } }`;
    const { data } = await events.ask(events.owner, source, { id: ana.id });
    expect((data.attendance as { days: object[] }).days[0]).toEqual({
      reported: [
        { joinedAt: wall(0, '08:30'), leftAt: wall(0, '12:30'), reason: null },
        { joinedAt: wall(0, '16:10'), leftAt: wall(0, '16:40'), reason: null },
      ],
    });
  });

  test('count beside the door, and each for its own session', async () => {
    const kim = await person();
    await send(events, { ...first, now: wall(0, '16:30') }, [
      { registrationId: kim.id, kind: 'IN', occurredAt: wall(0, '09:00') },
      { registrationId: kim.id, kind: 'OUT', occurredAt: wall(0, '10:00') },
    ]);
    const both = `${csv(['Kim', kim.email, '09:30', '10:30'])}Kim,${kim.email},${DAYS[1]} 09:00,${DAYS[1]} 10:30\n`;
    expect(countsOf(await importFile(events, first, both))).toEqual({ MATCHED: 1, OUTSIDE: 1 });
    expect(await attended(kim.id)).toEqual([
      [90, 0, 0],
      [0, 0, 0],
    ]);
    expect(countsOf(await importFile(events, second, both))).toEqual({ MATCHED: 1, OUTSIDE: 1 });
    expect(await attended(kim.id)).toEqual([
      [90, 0, 0],
      [90, 0, 0],
    ]);
  });

  test('mean the same in any order, and twice', async () => {
    const kim = await person();
    const files = [
      csv(['Kim', kim.email, '09:00', '10:00']),
      csv(['Kim', kim.email, '09:30', '11:00']),
      csv(['Kim', kim.email, '13:00', '14:00']),
    ];
    await Promise.all([...files, ...files].map((file) => importFile(events, first, file)));
    const found = await attended(kim.id);
    expect(found).toEqual([
      [90, 15, 60],
      [0, 0, 0],
    ]);
    expect((await shown()).filter(({ counts }) => counts.length > 0).length).toBeGreaterThanOrEqual(3);
    const [earlier, ...others] = files;
    await anew();
    const same = await person();
    for (const file of [...others.toReversed(), earlier ?? ''])
      await importFile(events, first, file.replaceAll(kim.email, same.email));
    expect(await attended(same.id)).toEqual(found);
  });
});

describe('the same file', () => {
  test('changes nothing, at once or later; read in another way it is told', async () => {
    await anew();
    const kim = await person();
    const file = csv(['Kim', kim.email, '09:00', '10:00']);
    const all = await Promise.all(Array.from({ length: 6 }, () => importFile(events, first, file)));
    expect(new Set(all.map(({ report }) => report.id)).size).toBe(1);
    expect(all.filter(({ repeated }) => repeated === false)).toHaveLength(1);
    const [report] = await shown();
    expect(report?.counts).toEqual([{ status: 'MATCHED', rows: 1 }]);
    const other = await importFile(events, first, file, { timeZone: 'UTC' });
    expect(other).toMatchObject({ code: 'REPORT_KNOWN', reportId: report?.id });
    // What was wrong is withdrawn and stays on record; the file then comes anew.
    expect((await withdraw(events, events.owner, report?.id ?? '')).code).toBeUndefined();
    expect(await attended(kim.id)).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(countsOf(await importFile(events, first, file, { encoding: 'UTF_8' }))).toEqual({ MATCHED: 1 });
    expect(await attended(kim.id)).toEqual([
      [60, 0, 0],
      [0, 0, 0],
    ]);
    expect((await shown()).map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([false, true]);
  });
});

describe('a file of the wrong kind or zone', () => {
  const refused = async (file: string | Buffer, changes: object = {}) => {
    const answer = await importFile(events, first, file, changes);
    expect(answer.report).toBeUndefined();
    return answer;
  };
  test('is refused whole, with the question or the advice', async () => {
    const before = (await shown()).length;
    const file = csv(['Kim', 'kim@example.org', '09:00', '10:00']);
    expect(await refused(file, { timeZone: null })).toMatchObject({
      code: 'REPORT_ZONE_NEEDED',
      sessionTimeZone: 'America/Los_Angeles',
    });
    expect(await refused(file, { timeZone: '' })).toMatchObject({ code: 'REPORT_ZONE_NEEDED' });
    expect(await refused(file, { timeZone: 'Pacific Time' })).toMatchObject({ fields: [{ path: 'timeZone' }] });
    expect(await refused(Buffer.from('504b030414000600', 'hex'))).toMatchObject({
      because: 'SPREADSHEET',
      message: expect.stringContaining('CSV'),
    });
    expect(await refused('%PDF-1.7')).toMatchObject({ because: 'NOT_TEXT' });
    expect(await refused(HEAD)).toMatchObject({ because: 'NO_ROWS' });
    expect(await refused(`${HEAD}Kim,"kim,1,2\n`)).toMatchObject({ because: 'OPEN_QUOTE', line: 2 });
    expect(await refused('Wer;Wann\nKim;1\n')).toMatchObject({ code: 'REPORT_HEADER_UNKNOWN', found: ['Wer', 'Wann'] });
    expect(await refused(`${HEAD}${'a,a@b.org,1,2\n'.repeat(20_001)}`)).toMatchObject({ code: 'REPORT_TOO_LONG' });
    expect(await refused(`${HEAD}Kim,,5/6/2027 09:00,5/6/2027 10:00\n`)).toMatchObject({
      code: 'REPORT_DATES_OPEN',
      example: '5/6/2027 09:00',
    });
    expect(await refused(csv(['Kim', '', '09:00', '10:00']), { timeZone: 'Pacific/Auckland' })).toMatchObject({
      ...{ code: 'REPORT_OF_OTHER_TIME', firstAt: '2027-03-12T20:00:00.000Z', startsAt: wall(0, '09:00') },
    });
    expect(await importAgain(events, first, { fileSha256: 'a'.repeat(64) })).toMatchObject({
      code: 'REPORT_FILE_MISSING',
    });
    expect(await importAgain(events, first, { fileSha256: 'nonsense' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await shown()).length).toBe(before);
  });

  test('in UTC counts where the session was', async () => {
    const kim = await person();
    const file = `${HEAD}Kim,${kim.email},2027-03-13 17:00,2027-03-13 18:30\n`;
    expect(countsOf(await importFile(events, first, file, { timeZone: 'UTC' }))).toEqual({ MATCHED: 1 });
    expect(await attended(kim.id)).toEqual([
      [90, 0, 0],
      [0, 0, 0],
    ]);
  });

  test('columns may be declared', async () => {
    const kim = await person();
    const file = `Wer;Kam;Ging\n${kim.email};13.03.2027 09:00;13.03.2027 09:30\n`;
    const columns = [
      { field: 'EMAIL', header: 'wer' },
      { field: 'JOINED', header: 'Kam' },
      { field: 'LEFT', header: 'Ging' },
    ];
    const answer = await importFile(events, first, file, { columns });
    expect(countsOf(answer)).toEqual({ MATCHED: 1 });
    expect(answer.report).toMatchObject({
      delimiter: ';',
      encoding: 'UTF_8',
      columns: columns.map((one) => ({ ...one, header: one.header === 'wer' ? 'Wer' : one.header })),
    });
  });
});

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
      'ATTENDANCE_RECORDED',
      'ATTENDANCE_REPORT_IMPORTED',
      'ATTENDANCE_REPORT_READ',
      'ATTENDANCE_REPORT_WITHDRAWN',
      'ATTENDANCE_ROW_DECIDED',
    ]),
  );
  expect(JSON.stringify([...audited])).not.toMatch(/@|Zenobia|camera/);
});
