import { parse } from 'csv-parse/sync';
import { connect, type Pool } from '../../drizzle/client.ts';
import { openVault } from '../../drizzle/encryption.ts';
import {
  type IntensiveDayId,
  newId,
  type OrganizationId,
  type RegistrationId,
  type UserId,
} from '../../drizzle/ids.ts';
import { courseVersions, intensiveDays } from '../../drizzle/schema.ts';
import { userAct } from '../../schema/act.ts';
import { importReport } from '../../schema/attendance/operations/importReport.ts';
import { keepReportFile } from '../../schema/attendance/operations/reportFiles.ts';
import { loadAttendance } from '../../schema/attendance/queries/attendance.ts';
import { creditedMinutes } from '../../schema/attendance/rules/credited.ts';
import { understand } from '../../schema/attendance/rules/report/report.ts';
import { addQuizCourse } from '../../test/support/quizCourse.ts';
import { addIntensive, addMember, addOrganization } from '../../test/support/seatRows.ts';
import { type BenchDatabase, onBenchDatabase } from '../database.ts';
import { median, round } from '../numbers.ts';

const PEOPLE = 1_000;
const DAYS = ['2026-03-07', '2026-03-08'];
const START_HOUR = 14;
const RULE = { partial: 'ACTUAL_TIME', graceMinutes: 0, gapMinutes: 0, percent: null } as const;
const vault = openVault('a secret of more than thirty-two characters');

/** Splitting the text into cells; reading whole rows; everything. */
type Turn = { splitMs: number; readMs: number; serverMs: number; databaseMs: number };
/** Medians in CPU milliseconds, and how far the middle half of the turns lies apart. */
export type AttendanceResult = {
  turns: number;
  people: number;
  rows: number;
  kilobytes: number;
  splitMs: number;
  readMs: number;
  serverMs: number;
  databaseMs: number;
  /** Of all that the server did over reading the rows, and over splitting the text alone. */
  ratio: number;
  splitRatio: number;
  from: number;
  to: number;
};

type Place = BenchDatabase & { pool: Pool; organizationId: OrganizationId; owner_: UserId; people: UserId[] };

const openPlace = (log: (line: string) => void): Promise<Place> =>
  onBenchDatabase({ log, owner: { max: 2 } }, async ({ owner, appUrl }) => {
    const pool = connect(appUrl, { max: 2 });
    const organizationId = await addOrganization(pool.db);
    const owner_ = await addMember(pool.db, organizationId, 'OWNER');
    await addQuizCourse(pool.db);
    const people = Array.from({ length: PEOPLE }, () => newId<UserId>());
    await owner`insert into users ${owner(people.map((id, at) => ({ id, email: `guest-${at}@example.org` })))}`;
    const profiles = people.map((id, at) => ({ id: newId(), user_id: id, legal_name: `Robin Example ${at}` }));
    await owner`insert into profiles ${owner(profiles)}`;
    return { pool, organizationId, owner_, people };
  });

/** A training of two days with a place for everybody. */
const hold = async ({ pool: { db }, owner, organizationId, people }: Place) => {
  const [version] = await db.select().from(courseVersions).limit(1);
  const terms = { organizationId, kind: 'TRAINING', neutralName: null, courseVersionId: version?.id ?? null } as const;
  const intensiveId = await addIntensive(db, { ...terms, capacity: PEOPLE });
  await owner`delete from intensive_segments where intensive_id = ${intensiveId}`;
  const sessions: IntensiveDayId[] = [];
  for (const [at, day] of DAYS.entries()) {
    const id = newId<IntensiveDayId>();
    const startsAt = new Date(`${day}T${START_HOUR}:00:00Z`);
    const endsAt = new Date(startsAt.getTime() + 7 * 3_600_000);
    await db.insert(intensiveDays).values({ id, intensiveId, ordinal: at + 1, day, timeZone: 'UTC', startsAt, endsAt });
    sessions.push(id);
    await owner`insert into intensive_segments ${owner({
      ...{ id: newId(), intensive_id: intensiveId, position: at + 1, title: 'Part', kind: 'INSTRUCTION', minutes: 420 },
      ...{ format: 'LIVE_ONLINE', day, wall_time: `${START_HOUR}:00`, time_zone: 'UTC', zone_data: '2026b' },
      ...{ topics: [], instructor_ids: [], starts_at: startsAt, ends_at: endsAt },
    } as never)}`;
  }
  const at = new Date('2026-02-01T12:00:00Z');
  const rows = people.map((user_id) => ({
    ...{ id: newId<RegistrationId>(), intensive_id: intensiveId, user_id, state: 'CONFIRMED' },
    ...{ created_at: at, confirmed_at: at, adult_stated_at: at },
  }));
  await owner`insert into registrations ${owner(rows)}`;
  return { sessions, registrations: rows.map(({ id }) => id) };
};

/** A report of a day: everybody leaves once and comes back. */
const reportOf = (day: string): string => {
  const time = (hour: number, at: number) =>
    `${day} ${hour}:${String(at % 60).padStart(2, '0')}:${String(at % 59).padStart(2, '0')}`;
  const rows = Array.from({ length: PEOPLE }, (_, at) => {
    const who = `"Example, Robin ${at}",guest-${at}@example.org`;
    return `${who},${time(14, at)},${time(17, at)},180,Yes\r\n${who},${time(17, at + 9)},${time(20, at)},170,Yes\r\n`;
  });
  return `Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\r\n${rows.join('')}`;
};

const cpuMs = async (act: () => unknown): Promise<number> => {
  const from = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000;
};

/** Both reports imported, the rows reconciled, and the minutes of everybody computed, beside parsing the same files alone. */
const turn = async (place: Place): Promise<Turn> => {
  const { db } = place.pool;
  const { sessions, registrations } = await hold(place);
  const files = DAYS.map(reportOf);
  const act = userAct(place.owner_, new Date('2026-03-09T12:00:00Z'));
  const kept = await Promise.all(
    files.map((file, at) =>
      keepReportFile(db, act, { sessionId: sessions[at] ?? null, bytes: Buffer.from(file), vault }),
    ),
  );
  const splitMs = await cpuMs(() => files.map((file) => parse(file, { relax_quotes: true, relax_column_count: true })));
  const readMs = await cpuMs(() =>
    files.map((file, at) => {
      const startsAt = new Date(`${DAYS[at]}T${START_HOUR}:00:00Z`);
      const session = { startsAt, endsAt: new Date(startsAt.getTime() + 7 * 3_600_000) };
      const declared = { timeZone: 'UTC', encoding: null, dateOrder: null, columns: {} };
      return understand(Buffer.from(file), declared, { session, now: act.now });
    }),
  );
  const before = place.databaseRunMs();
  const serverMs = await cpuMs(async () => {
    for (const [at, one] of kept.entries()) {
      const file = { sessionId: sessions[at] ?? null, fileSha256: one.ok ? one.sha256 : '', fileName: 'room.csv' };
      const declared = { timeZone: 'UTC', encoding: null, dateOrder: null, columns: {} };
      await importReport(db, act, { ...file, ...declared, vault });
    }
    const all = await loadAttendance(db, registrations);
    const minutes = all.flatMap((one) => one?.days ?? []).map(({ parts }) => creditedMinutes(parts, RULE));
    const least = Math.min(...minutes.flatMap((parts) => [...parts.values()]));
    if (minutes.length !== PEOPLE * DAYS.length || least < 300) throw new Error('somebody’s minutes are missing');
  });
  return { splitMs, readMs, serverMs, databaseMs: place.databaseRunMs() - before };
};

/** Turns alternate the two within one process, so that what else the machine does falls on both. The first two warm up. */
export const measureAttendance = async (turns: number, log: (line: string) => void): Promise<AttendanceResult> => {
  const place = await openPlace(log);
  try {
    const all: Turn[] = [];
    for (let at = -2; at < turns; at += 1) {
      const one = await turn(place);
      if (at >= 0) all.push(one);
    }
    const ratios = all.map(({ readMs, serverMs }) => serverMs / readMs).toSorted((a, b) => a - b);
    const ms = (key: keyof Turn) => round(median(all.map((one) => one[key])));
    const bytes = DAYS.reduce((sum, day) => sum + Buffer.byteLength(reportOf(day)), 0);
    return {
      ...{ turns, people: PEOPLE, rows: PEOPLE * 2 * DAYS.length, kilobytes: Math.round(bytes / 1_000) },
      ...{
        splitMs: ms('splitMs'),
        readMs: ms('readMs'),
        splitRatio: round(median(all.map((one) => one.serverMs / one.splitMs))),
        serverMs: ms('serverMs'),
        databaseMs: ms('databaseMs'),
        ratio: round(median(ratios)),
      },
      from: round(ratios[Math.floor(turns / 4)] ?? 0),
      to: round(ratios[Math.floor((turns * 3) / 4)] ?? 0),
    };
  } finally {
    await place.pool.close();
    await place.close();
  }
};
