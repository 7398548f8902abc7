import { encodeGlobalID } from '@pothos/plugin-relay';
import type { RequestHandler, Response } from 'express';
import { type IntensiveDayId, parseId } from '../../drizzle/ids.ts';
import type { Limit } from '../../schema/accounts/rules.ts';
import { userAct } from '../../schema/act.ts';
import { NoAttendanceError } from '../../schema/attendance/errors.ts';
import { exportAttendance } from '../../schema/attendance/operations/exportAttendance.ts';
import { keepReportFile, MOST_REPORT_BYTES } from '../../schema/attendance/operations/reportFiles.ts';
import { requireDoor } from '../../schema/attendance/operations/requireDoor.ts';
import { type Refusal, refusalOf, refuse, secondsUntil } from '../http/refuse.ts';
import { counted } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { fileHeaders } from './fileHeaders.ts';
import { receiveUploads } from './receiveUploads.ts';

/** A training has few sessions and each few reports. */
const UPLOADS: Limit = { max: 120, seconds: 3_600 };
/** A table names everybody who was there, so one person downloads few in an hour. */
const DOWNLOADS: Limit = { max: 120, seconds: 3_600 };
/** Reports are received in memory, so that this many megabytes is the most that they take. */
const MOST_AT_ONCE = 8;

const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'There is no session at this address. Sign in as a member of the organization, or check the address.',
};
const TOO_LARGE: Refusal = {
  status: 413,
  code: 'BODY_TOO_LARGE',
  title: 'The report is too large',
  message: 'A report may have at most 1 MB. Split the file; several files of a session count together.',
};
const NOT_A_REPORT: Refusal = {
  status: 415,
  code: 'UNSUPPORTED_BODY',
  title: 'Not a report',
  message: 'Send the file itself as the body, without Content-Encoding and not in a form.',
};
const TOO_MANY: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  title: 'Too many files',
  message: 'You sent too many reports.',
};
const TOO_MANY_READ: Refusal = { ...TOO_MANY, message: 'You downloaded too many tables of attendance.' };
const TOO_MANY_WAITING: Refusal = {
  ...TOO_MANY,
  message: 'Too many files of this training wait. Import them; a file waits for a day.',
};
const BUSY: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'The service is receiving as many reports as it can.',
};
const LIMITS = { most: MOST_REPORT_BYTES, tooLarge: TOO_LARGE, encoded: NOT_A_REPORT };

type Keeping = Pick<Services, 'db' | 'vault' | 'secret' | 'readViewer' | 'clock'>;

function refusalFor(error: unknown): Refusal {
  if (!(error instanceof NoAttendanceError)) return refusalOf(error, NOT_FOUND);
  return { status: 409, code: error.code, title: 'No training', message: error.message };
}

const sessionIn = (id: unknown): IntensiveDayId | null => parseId<IntensiveDayId>(String(id));

/**
 * POST /sessions/:id/attendance-reports: keeps the body of the request for a day, sealed. Answers its SHA-256, which
 * importAttendanceReport names. For members who may import there; everyone else learns nothing.
 */
export function receiveReport(services: Keeping): RequestHandler {
  const { db, vault } = services;
  return receiveUploads(services, {
    ...{ limit: UPLOADS, counts: 'attendance report', mostAtOnce: MOST_AT_ONCE, limits: LIMITS },
    refusals: { unknown: NOT_FOUND, tooMany: TOO_MANY, busy: BUSY },
    admit: async (request, act) => {
      const sessionId = sessionIn(request.params.id);
      const door = await requireDoor(db, act, { sessionId, permission: 'IMPORT_ATTENDANCE' }).catch(refusalFor);
      if ('status' in door) return door;
      return async (bytes) => {
        const kept = await keepReportFile(db, act, { sessionId, bytes, vault });
        if (!kept.ok) return kept.because === 'TOO_MANY' ? TOO_MANY_WAITING : NOT_A_REPORT;
        return { sha256: kept.sha256, bytes: kept.bytes };
      };
    },
  });
}

/** GET /sessions/:id/attendance.csv: who was there and when, for members who keep the door. Never stored by a browser. */
export function sendAttendance(services: Keeping): RequestHandler {
  const { db, readViewer, clock } = services;
  return async (request, response) => {
    const now = clock();
    const viewer = await readViewer(request);
    if (viewer === null) return refuse(request, response, NOT_FOUND);
    const permission = await counted(services, DOWNLOADS, 'attendance download', viewer.userId, now);
    if (!permission.ok) return refuse(request, response, TOO_MANY_READ, secondsUntil(permission.retryAt, now));
    const act = userAct(viewer.userId, now, response.locals.requestId);
    const globalId = (id: string) => encodeGlobalID('Registration', id);
    const asked = { sessionId: sessionIn(request.params.id), globalId };
    const found = await exportAttendance(db, act, asked).catch(refusalFor);
    if ('status' in found) return refuse(request, response, found);
    send(response, found.file, found.session.day);
  };
}

function send(response: Response, file: Buffer, day: string): void {
  const facts = { type: 'text/csv; charset=utf-8; header=present', name: `attendance-${day}.csv` };
  response.status(200).set(fileHeaders(facts)).send(file);
}
