import type { DeclaredColumns, ReportField } from './headers.ts';
import { touches } from './matching.ts';
import { type ReportRow, readRows } from './rows.ts';
import { type Delimiter, readTable } from './table.ts';
import { type Encoding, type FileKind, readText } from './text.ts';
import type { DateOrder } from './wallTime.ts';

/** What a member says of a file. Null where the file is to tell it. */
export type Declared = {
  timeZone: string;
  encoding: Encoding | null;
  dateOrder: DateOrder | null;
  columns: DeclaredColumns;
};

/** A report that was understood. */
export type Understood = {
  encoding: Encoding;
  delimiter: Delimiter;
  dateOrder: DateOrder;
  /** The header of each column that was read. */
  headers: Partial<Record<ReportField, string>>;
  rows: ReportRow[];
};

/** Why a file is no report of a session. */
export type NotUnderstood =
  | { because: FileKind | 'OTHER_ENCODING' | 'TOO_LONG' | 'NO_ROWS' }
  | { because: 'OPEN_QUOTE'; line: number }
  | { because: 'NO_HEADER'; found: string[] }
  | { because: 'DATES_OPEN'; example: string }
  | { because: 'OTHER_TIME'; first: number; last: number };

type About = { session: { startsAt: Date; endsAt: Date }; now: Date };

/** Reads a file as a report of a session. It is pure: the same bytes and words give the same rows. */
export function understand(
  bytes: Buffer,
  { timeZone, encoding, dateOrder, columns }: Declared,
  { session, now }: About,
): ({ ok: true } & Understood) | ({ ok: false } & NotUnderstood) {
  const text = readText(bytes, encoding);
  if (!text.ok) return text;
  const table = readTable(text.text, columns);
  if (!table.ok) return table;
  const read = readRows(table.rows, { timeZone, order: dateOrder, session, now });
  if (!read.ok) return { ok: false, because: 'DATES_OPEN', example: read.example };
  const { rows, order } = read;
  if (rows.length === 0) return { ok: false, because: 'NO_ROWS' };
  const moments = rows.flatMap(({ joinedAt, leftAt }) =>
    joinedAt === null || leftAt === null ? [] : [joinedAt, leftAt],
  );
  if (moments.length > 0 && !touches(rows, session))
    return { ok: false, because: 'OTHER_TIME', first: least(moments), last: -least(moments.map((at) => -at)) };
  const { delimiter, headers } = table;
  return { ok: true, encoding: text.encoding, delimiter, dateOrder: order, headers, rows };
}

/** Unlike Math.min, of any number of numbers. */
const least = (numbers: readonly number[]): number => numbers.reduce((one, other) => Math.min(one, other));
