import { comparableAddress } from '../../../accounts/rules/address.ts';
import { isInFuture } from '../verdict.ts';
import type { ReportField } from './headers.ts';
import { type Clock, clockOf, orderOf } from './moments.ts';
import type { TableRow } from './table.ts';
import { type DateOrder, isBlank, plainCell, readDuration, readTime, type WrittenTime } from './wallTime.ts';

/** Why a row of a report cannot count. */
export const REPORT_FAULTS = [
  'NOBODY',
  'NOT_AN_ADDRESS',
  'NO_TIME',
  'NOT_A_TIME',
  'NO_SUCH_TIME',
  'TIME_TWICE',
  'NOT_A_DURATION',
  'LEFT_BEFORE_JOINED',
  'IN_FUTURE',
] as const;
export type ReportFault = { field: ReportField; code: (typeof REPORT_FAULTS)[number] };

/** A row as it was read. */
export type ReportRow = {
  line: number;
  name: string;
  /** In the form by which addresses are compared; null without one. */
  address: string | null;
  code: string;
  joinedAt: number | null;
  leftAt: number | null;
  /** Every fault of the row, not only the first. */
  faults: ReportFault[];
};

type Session = { startsAt: Date; endsAt: Date };
export type Reading = { timeZone: string; order: DateOrder | null; session: Session; now: Date };
export type ReadRows = { ok: true; order: DateOrder; rows: ReportRow[] } | { ok: false; example: string };

const [LONGEST_NAME, LONGEST_ADDRESS] = [200, 320];

/** Reads the rows of a table. Not ok, with an example, when nothing tells whether the day or the month comes first. */
export function readRows(rows: readonly TableRow[], { timeZone, order, session, now }: Reading): ReadRows {
  const times = timesOf(rows);
  const found =
    order ??
    orderOf(
      [...times.values()].flatMap((time) => time ?? []),
      session,
    );
  if (found === null) return { ok: false, example: openExample(times) };
  const at = clockOf(timeZone, found, session);
  const addresses = new Map<string, ReturnType<typeof comparableAddress>>();
  const addressOf = (typed: string) => {
    const known = addresses.get(typed) ?? comparableAddress(typed);
    addresses.set(typed, known);
    return known;
  };
  const came = rows.filter((row) => !isNoShow(row));
  return { ok: true, order: found, rows: came.map((row) => readRow(row, { at, now, times, addressOf })) };
}

/** Reports that list everybody who registered write two dashes for the times of those who never came. */
const isNoShow = (row: TableRow): boolean =>
  (['JOINED', 'LEFT'] as const).every((field) => cellOf(row, field)?.trim() === '--');

type Times = Map<string, WrittenTime | null>;

const cellOf = ({ header, cells }: TableRow, field: ReportField): string | undefined => {
  const at = header.columns.get(field);
  return at === undefined ? undefined : (cells[at] ?? '');
};

/** Each different time of the file, read once. */
function timesOf(rows: readonly TableRow[]): Times {
  const times: Times = new Map();
  for (const row of rows)
    for (const field of ['JOINED', 'LEFT'] as const) {
      const cell = cellOf(row, field);
      if (cell !== undefined && !times.has(cell)) times.set(cell, readTime(cell));
    }
  return times;
}

function openExample(times: Times): string {
  const open = [...times].find(([, time]) => time?.day != null && 'first' in time.day);
  return plainCell(open?.[0] ?? '', 30);
}

type Tools = { at: Clock; now: Date; times: Times; addressOf: typeof comparableAddress };

function readRow(row: TableRow, tools: Tools): ReportRow {
  const faults: ReportFault[] = [];
  const name = nameIn(row);
  const code = plainCell(cellOf(row, 'CODE') ?? '', LONGEST_NAME);
  const typed = plainCell(cellOf(row, 'EMAIL') ?? '', LONGEST_ADDRESS);
  const address = isBlank(typed) ? null : tools.addressOf(typed);
  if (address?.ok === false) faults.push({ field: 'EMAIL', code: 'NOT_AN_ADDRESS' });
  if (name === '' && code === '' && address === null)
    faults.push({ field: row.header.columns.has('EMAIL') ? 'EMAIL' : 'NAME', code: 'NOBODY' });
  const joinedAt = momentIn(row, 'JOINED', tools, faults);
  const leftAt = row.header.columns.has('LEFT')
    ? momentIn(row, 'LEFT', tools, faults)
    : afterDuration(row, joinedAt, faults);
  if (joinedAt !== null && leftAt !== null && leftAt < joinedAt)
    faults.push({ field: 'LEFT', code: 'LEFT_BEFORE_JOINED' });
  for (const [field, at] of [
    ['JOINED', joinedAt],
    ['LEFT', leftAt],
  ] as const)
    if (at !== null && isInFuture(new Date(at), tools.now)) faults.push({ field, code: 'IN_FUTURE' });
  return { line: row.line, name, address: address?.ok ? address.email : null, code, joinedAt, leftAt, faults };
}

function nameIn(row: TableRow): string {
  const parts = (['FIRST_NAME', 'NAME', 'LAST_NAME'] as const).map((field) =>
    plainCell(cellOf(row, field) ?? '', LONGEST_NAME),
  );
  const [first = '', name = '', last = ''] = parts.map((part) => (isBlank(part) ? '' : part));
  const whole = name !== '' && (first !== '' || last === '') ? name : [first || name, last].join(' ');
  return whole.trim().slice(0, LONGEST_NAME);
}

function momentIn(row: TableRow, field: 'JOINED' | 'LEFT', { at, times }: Tools, faults: ReportFault[]): number | null {
  const cell = cellOf(row, field) ?? '';
  const time = times.get(cell) ?? null;
  if (time === null) {
    const blank = cell.length < 10 && isBlank(plainCell(cell, 10));
    faults.push({ field, code: blank ? 'NO_TIME' : 'NOT_A_TIME' });
    return null;
  }
  const moment = at(time);
  if (moment.ok) return moment.at;
  faults.push({ field, code: moment.because });
  return null;
}

function afterDuration(row: TableRow, joinedAt: number | null, faults: ReportFault[]): number | null {
  const duration = readDuration(cellOf(row, 'DURATION') ?? '');
  if (duration === null) faults.push({ field: 'DURATION', code: 'NOT_A_DURATION' });
  return duration === null || joinedAt === null ? null : joinedAt + duration;
}
