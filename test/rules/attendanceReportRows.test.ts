import { describe, expect, test } from '@jest/globals';
import { matcherOf, statusOf, touches } from '../../schema/attendance/rules/report/matching.ts';
import { type ReportRow, readRows } from '../../schema/attendance/rules/report/rows.ts';
import { readTable } from '../../schema/attendance/rules/report/table.ts';
import { type DateOrder, readDuration } from '../../schema/attendance/rules/report/wallTime.ts';

const SESSION = { startsAt: new Date('2027-03-13T17:00:00Z'), endsAt: new Date('2027-03-14T00:00:00Z') };
const LOS_ANGELES = 'America/Los_Angeles';
const now = new Date('2027-04-01T00:00:00Z');

type Asked = { timeZone?: string; order?: DateOrder | null; session?: typeof SESSION };
const rowsOf = (text: string, { timeZone = LOS_ANGELES, order = null, session = SESSION }: Asked = {}): ReportRow[] => {
  const table = readTable(text, {});
  if (!table.ok) throw new Error(table.because);
  const read = readRows(table.rows, { timeZone, order, session, now });
  if (!read.ok) throw new Error(`open: ${read.example}`);
  return read.rows;
};
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
const _short = (rows: readonly ReportRow[]) =>
  rows.map(({ name, address, joinedAt, leftAt }) => [name, address, iso(joinedAt), iso(leftAt)]);
const _KIM = ['Kim Example', 'kim@example.org', '2027-03-13T17:02:11.000Z', '2027-03-13T18:40:00.000Z'];

describe('day and month', () => {
  const at = (one: string, session = SESSION) =>
    rowsOf(`Email,Join Time,Leave Time\nkim@example.org,${one} 09:00,${one} 10:00\n`, { session }).map(({ joinedAt }) =>
      iso(joinedAt)?.slice(0, 10),
    );
  const april = { startsAt: new Date('2027-04-03T16:00:00Z'), endsAt: new Date('2027-04-03T23:00:00Z') };

  test('are told by the day of the session, or by what no calendar has', () => {
    expect(at('3/4/2027', april)).toEqual(['2027-04-03']);
    expect(at('4/3/2027', april)).toEqual(['2027-04-03']);
    expect(at('25/3/2027', april)).toEqual(['2027-03-25']);
    expect(at('5/5/2027', april)).toEqual(['2027-05-05']);
  });
  test('are asked for when nothing tells, or the file tells both', () => {
    expect(() => at('5/6/2027', april)).toThrow('open: 5/6/2027 09:00');
    const both =
      'Email,Join Time,Leave Time\na@example.org,3/4/2027 09:00,3/4/2027 10:00\nb@example.org,4/3/2027 09:00,4/3/2027 10:00\n';
    expect(() => rowsOf(both, { session: april })).toThrow('open');
    expect(
      rowsOf(both, { session: april, order: 'DAY_FIRST' }).map(({ joinedAt }) => iso(joinedAt)?.slice(0, 10)),
    ).toEqual([...['2027-04-03', '2027-03-04']]);
  });
  test('a mistyped day decides nothing for the others', () => {
    const text = `Email,Join Time,Leave Time\n${'a@example.org,3/4/2027 09:00,3/4/2027 10:00\n'.repeat(9)}b@example.org,31/4/2027 09:00,3/4/2027 10:00\n`;
    const rows = rowsOf(text, { session: april, order: 'MONTH_FIRST' });
    expect(rows.at(-1)?.faults).toEqual([{ field: 'JOINED', code: 'NOT_A_TIME' }]);
  });
});

describe('a row', () => {
  const row = (cells: string, asked: Asked = {}) => rowsOf(`Name,Email,Join Time,Leave Time\n${cells}\n`, asked)[0];
  test('tells all its faults at once', () => {
    expect(row('Kim,kim at example,yesterday,25:00')?.faults).toEqual([
      { field: 'EMAIL', code: 'NOT_AN_ADDRESS' },
      { field: 'JOINED', code: 'NOT_A_TIME' },
      { field: 'LEFT', code: 'NOT_A_TIME' },
    ]);
    expect(row(',,2027-03-13 10:00,2027-03-13 09:00')?.faults).toEqual([
      { field: 'EMAIL', code: 'NOBODY' },
      { field: 'LEFT', code: 'LEFT_BEFORE_JOINED' },
    ]);
    expect(row('Kim,,2027-03-13 09:00,')?.faults).toEqual([{ field: 'LEFT', code: 'NO_TIME' }]);
    expect(row('Kim,,2028-03-13 09:00,2028-03-13 10:00')?.faults.map(({ code }) => code)).toEqual([
      'IN_FUTURE',
      'IN_FUTURE',
    ]);
    expect(row('Kim')?.faults).toHaveLength(2);
  });
  test('names no hour that clocks skip or repeat', () => {
    const spring = row('Kim,,2027-03-14 02:30,2027-03-14 03:30');
    expect(spring?.faults).toEqual([{ field: 'JOINED', code: 'NO_SUCH_TIME' }]);
    expect(iso(spring?.leftAt ?? null)).toBe('2027-03-14T10:30:00.000Z');
    expect(row('Kim,,2026-11-01 01:30,2026-11-01 03:30')?.faults).toEqual([{ field: 'JOINED', code: 'TIME_TWICE' }]);
    expect(row('Kim,,2026-11-01T01:30-07:00,2026-11-01T01:30-08:00')?.faults).toEqual([]);
  });
  test('may span the night when clocks change', () => {
    const night = row('Kim,,2027-03-13 22:00,2027-03-14 04:00');
    expect(((night?.leftAt ?? 0) - (night?.joinedAt ?? 0)) / 3_600_000).toBe(5);
  });
  test('of a room in another zone is the same moment for everybody', () => {
    // New York, nine o’clock, as an organizer in Kolkata exports it.
    expect(iso(row('Kim,,2027-05-20 18:30,2027-05-20 19:30', { timeZone: 'Asia/Kolkata' })?.joinedAt ?? null)).toBe(
      '2027-05-20T13:00:00.000Z',
    );
    expect(iso(row('Kim,,2027-05-20 09:00,2027-05-20 10:00', { timeZone: 'America/New_York' })?.joinedAt ?? null)).toBe(
      '2027-05-20T13:00:00.000Z',
    );
  });
  test.each([
    ['1:10:05', 4205],
    ['70', 4200],
    ['1h 10m 5s', 4205],
    ['1 hr 10 min', 4200],
    ['70 minutes', 4200],
    ['5s', 5],
    ['', null],
    ['x', null],
    ['1:99', null],
  ])('of %s', (written, seconds) => {
    expect(readDuration(String(written))).toBe(seconds === null ? null : Number(seconds) * 1000);
  });
});

describe('whose a row is', () => {
  const places = [
    { registrationId: 'a', name: 'Jo Blogs', addresses: ['jo@example.org', 'jo.blogs@example.org'] },
    { registrationId: 'b', name: 'Jó  Blogs', addresses: ['other@example.org'] },
    { registrationId: 'c', name: null, addresses: ['ana@example.org'] },
  ];
  const whose = matcherOf(places, (code) => code);
  const of = (row: Partial<ReportRow>) => whose({ code: '', address: null, name: '', ...row });
  test('an address or a code decides; a name never does', () => {
    expect(of({ address: 'jo.blogs@example.org', name: 'Somebody' })).toEqual({ registrationId: 'a', candidates: [] });
    expect(of({ code: 'c' })).toEqual({ registrationId: 'c', candidates: [] });
    expect(of({ code: 'unknown', address: 'ana@example.org' })).toEqual({ registrationId: 'c', candidates: [] });
    expect(of({ name: 'JO BLOGS' })).toEqual({ registrationId: null, candidates: ['a', 'b'] });
    expect(of({ name: 'Jo Blogs', address: 'private@example.org' })).toEqual({
      registrationId: null,
      candidates: ['a', 'b'],
    });
    expect(of({ code: 'a', address: 'ana@example.org' })).toEqual({ registrationId: null, candidates: ['a', 'c'] });
    expect(of({ name: 'Nobody' })).toEqual({ registrationId: null, candidates: [] });
  });
  test('a row outside the session is outside, whoever it is; one that surrounds it touches it', () => {
    const row = (joined: string, left: string) => ({
      ...{ line: 2, name: '', address: null, code: 'a', faults: [] },
      ...{ joinedAt: Date.parse(joined), leftAt: Date.parse(left) },
    });
    const found = { registrationId: 'a', candidates: [] };
    expect(statusOf(row('2027-03-14T00:00:00Z', '2027-03-14T00:30:00Z'), found, SESSION)).toBe('OUTSIDE');
    expect(statusOf(row('2027-03-13T16:00:00Z', '2027-03-13T17:00:00Z'), found, SESSION)).toBe('OUTSIDE');
    expect(statusOf(row('2027-03-13T16:00:00Z', '2027-03-13T17:00:01Z'), found, SESSION)).toBe('MATCHED');
    expect(touches([row('2027-03-14T09:00:00Z', '2027-03-14T10:00:00Z')], SESSION)).toBe(false);
    expect(touches([row('2027-03-13T01:00:00Z', '2027-03-14T10:00:00Z')], SESSION)).toBe(true);
  });
});

describe('hostile text', () => {
  test('is read in time that grows with its length', () => {
    const pieces = [
      ',',
      '"',
      '\n',
      '"a"b,',
      '""',
      'x',
      '\t;|',
      '\r',
      '(((',
      '1:',
      '=HYPERLINK("x"),',
      'name,email,join time,leave time\n',
    ];
    const head = 'Name,Email,Join Time,Leave Time\n';
    const cost = (size: number) => {
      const from = process.cpuUsage();
      for (const piece of pieces) {
        const table = readTable(head + piece.repeat(size / piece.length), {});
        if (table.ok) readRows(table.rows, { timeZone: LOS_ANGELES, order: null, session: SESSION, now });
      }
      const { user, system } = process.cpuUsage(from);
      return user + system;
    };
    cost(20_000);
    // Eight times the text; quadratic time would be 64 times.
    expect(cost(240_000) / cost(30_000)).toBeLessThan(24);
  });
  test('keeps to its row', () => {
    const [row, next] = rowsOf(
      `Name,Email,Join Time,Leave Time\n"=cmd|'/C calc'!A0\u0007\u202e${'x'.repeat(5000)}",kim@example.org,${'9'.repeat(1000)},2027-03-13 10:00\nJo "the" B,jo@example.org,2027-03-13 09:00,2027-03-13 10:00\n`,
    );
    expect(row?.name.length).toBeLessThanOrEqual(200);
    expect(row?.name).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(row?.faults).toEqual([{ field: 'JOINED', code: 'NOT_A_TIME' }]);
    expect(next).toMatchObject({ name: 'Jo "the" B', faults: [], line: 3 });
    expect(readTable('Name,Email,Join Time,Leave Time\nKim,"kim,,\nJo,,,\n', {})).toEqual({
      ok: false,
      because: 'OPEN_QUOTE',
      line: 2,
    });
    const many = `Email,Join Time,Leave Time\n${'a@b.org,1,2\n'.repeat(20_001)}`;
    expect(readTable(many, {})).toEqual({ ok: false, because: 'TOO_LONG' });
    expect(readTable('\n'.repeat(1_000_000), {})).toMatchObject({ because: 'TOO_LONG' });
  });
});
