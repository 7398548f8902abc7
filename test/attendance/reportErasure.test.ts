import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { keyIdOf, openVault } from '../../drizzle/encryption.ts';
import { attendanceReports, attendanceRows, registrations } from '../../drizzle/schema.ts';
import { operatorAct } from '../../schema/act.ts';
import {
  resealReportFiles,
  resealReportRows,
  resealUploads,
} from '../../schema/attendance/operations/resealReports.ts';
import { openWho } from '../../schema/attendance/operations/sealedReport.ts';
import { eraseByOperator } from '../../schema/privacy/operations/eraseByOperator.ts';
import { attendanceOf, attendee, DAYS, openTraining, type Training, wall } from '../support/attending.ts';
import { type Events, openEvents } from '../support/intensives.ts';
import { ASKED_VAULT } from '../support/quizPages.ts';
import { importFile, upload } from '../support/reporting.ts';
import { emailOf } from '../support/world.ts';

let events: Events;
let training: Training;
let at: { as: typeof events.owner; sessionId: string; now: string };
beforeAll(async () => {
  events = await openEvents();
  training = await openTraining(events);
  at = { as: events.owner, sessionId: training.sessions[0]?.id ?? '', now: wall(1, '20:00') };
});
afterAll(() => events.world.close());

const csv = (...people: (string | null)[]) =>
  `Name,Email,Join Time,Leave Time\n${people.map((email) => `Quill,${email},${DAYS[0]} 09:00,${DAYS[0]} 10:00\n`).join('')}`;

test('erasing a person empties the files and rows that name them, and those alone', async () => {
  const { db } = events.world;
  const [kim, other] = [await attendee(events, training), await attendee(events, training)];
  // The second has lost the place, so that the row of their address is nobody’s.
  const gone = await attendee(events, training, { state: 'CANCELLED' });
  const emails = await Promise.all([kim, gone, other].map(({ userId }) => emailOf(db, userId)));
  for (const one of emails) await importFile(events, at, csv(one ?? '', 'stranger@example.org'));
  const kept = async () => {
    const reports = await db.select().from(attendanceReports).orderBy(attendanceReports.id);
    const rows = await db.select().from(attendanceRows).orderBy(attendanceRows.reportId, attendanceRows.line);
    return {
      files: reports.map(({ sealedFile }) => sealedFile !== null),
      who: rows.map(({ sealedWho }) => sealedWho !== null),
    };
  };
  expect(await kept()).toEqual({ files: [true, true, true], who: [false, true, true, true, false, true] });
  for (const { userId } of [kim, gone])
    await eraseByOperator(db, operatorAct(new Date(at.now)), { userId, reason: 'Asked for.' });
  expect(await kept()).toEqual({ files: [false, false, true], who: [false, true, false, true, false, true] });
  // The times are evidence of credit: they stay without a name.
  expect((await attendanceOf(events, events.owner, kim.id)).attended).toBe(60);
  await expect(
    db
      .update(attendanceReports)
      .set({ sealedFile: Buffer.from('back') })
      .where(eq(attendanceReports.importedBy, events.owner)),
  ).rejects.toThrow();
  expect(await db.$count(registrations, eq(registrations.userId, other.userId))).toBe(1);
});

test('everything is sealed anew when the key of the service changes', async () => {
  const { db } = events.world;
  await importFile(events, at, csv('resealed@example.org'));
  await upload(events, at, csv('waits@example.org'));
  const key = 'a further secret of more than thirty-two characters';
  const vault = openVault(key, 'a secret of more than thirty-two characters');
  const { before = ASKED_VAULT, ...anew } = vault;
  for (const reseal of [resealReportFiles, resealReportRows, resealUploads]) {
    const done = await reseal(db, { ...anew, before });
    expect(done).toMatchObject({ unreadable: [], foreign: 0 });
    expect(done.count).toBeGreaterThan(0);
    expect(await reseal(db, { ...anew, before })).toMatchObject({ count: 0 });
  }
  const rows = await db.select().from(attendanceRows).orderBy(attendanceRows.id);
  const last = rows.at(-1);
  if (last === undefined) throw new Error('no row');
  expect(openWho(openVault(key), last.id, last.sealedWho)).toMatchObject({ address: 'resealed@example.org' });
  expect(keyIdOf(last.sealedWho ?? Buffer.alloc(0))).toBe(openVault(key).keyId);
});
