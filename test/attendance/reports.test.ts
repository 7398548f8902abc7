import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UserId } from '../../drizzle/ids.ts';
import { attendedMinutes, attendee, DAYS, openTraining, send, type Training, wall } from '../support/attending.ts';
import { type Events, openEvents } from '../support/intensives.ts';
import { countsOf, csv, HEAD, importAgain, importFile, reportsOf, withdraw } from '../support/reporting.ts';
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

const person = async (name = 'Kim Example') => {
  const guest = await attendee(events, training, { name });
  return { ...guest, email: (await emailOf(events.world.db, guest.userId)) ?? '' };
};
const attended = (id: string) => attendedMinutes(events, events.owner, id);
const shown = async (asked: { status?: string; first?: number; after?: string | null; errors?: string | null } = {}) =>
  reportsOf(events, events.owner, { id: training.globalId, sessionId: first.sessionId, ...asked });

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
    expect(await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatchObject({
      because: 'SPREADSHEET',
      message: expect.stringContaining('save it as CSV (UTF-8)'),
    });
    for (const [bytes, because] of [
      [Buffer.from('504b0304140006', 'hex'), 'ARCHIVE'],
      ['%PDF-1.7', 'PDF'],
      ['<!doctype html><title>Sign in</title>', 'PAGE'],
    ] as const)
      expect(await refused(bytes)).toMatchObject({ code: 'REPORT_UNREADABLE', because, line: null });
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
