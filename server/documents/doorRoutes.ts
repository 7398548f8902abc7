import { encodeGlobalID } from '@pothos/plugin-relay';
import type { Request, RequestHandler, Response } from 'express';
import { type IntensiveId, parseId } from '../../drizzle/ids.ts';
import type { Limit } from '../../schema/accounts/rules.ts';
import { type UserAct, userAct } from '../../schema/act.ts';
import { NoAttendanceError } from '../../schema/attendance/errors.ts';
import { readBadges, readDoorPaper } from '../../schema/attendance/operations/doorPapers.ts';
import { badgesDocument, doorListDocument } from '../../schema/attendance/rules/doorSheet.ts';
import { type Refusal, refusalOf, refuse, secondsUntil } from '../http/refuse.ts';
import { counted } from '../http/throttle.ts';
import type { Services } from '../services.ts';
import { fileHeaders } from './fileHeaders.ts';
import { BUSY, BUSY_SECONDS, notNow } from './press.ts';

/** Each has the names of everybody who comes, and drawing it takes a core some tenths of a second, so one person gets this many. */
const PAPERS: Limit = { max: 60, seconds: 3_600 };

const NOT_FOUND: Refusal = {
  status: 404,
  code: 'NOT_FOUND',
  title: 'Not found',
  message: 'There is no paper at this address. Sign in as a member of the organization, or check the address.',
};
const TOO_MANY: Refusal = {
  status: 429,
  code: 'RATE_LIMITED',
  title: 'Too many papers',
  message: 'You downloaded too many lists and badges.',
};

type Sending = Pick<Services, 'db' | 'issuer' | 'secret' | 'readViewer' | 'clock'>;

/**
 * GET /events/:id/:day/door-list.pdf: the list of the door of a training's day, for members who may record who is there. It is drawn
 * for each request, and each is recorded. For everyone else it does not exist.
 */
export function sendDoorList(services: Sending): RequestHandler {
  const { db, issuer } = services;
  return sending(services, async (request, act, intensiveId) => {
    const [day = ''] = /^[1-9]\d{0,2}$/.exec(String(request.params.day)) ?? [];
    const ordinal = day === '' ? null : Number(day);
    const read = await readDoorPaper(db, act, { intensiveId, ordinal });
    return { name: `door-list-${read.session.day}.pdf`, drawn: issuer.press.doorList(doorListDocument(read)) };
  });
}

/** GET /events/:id/badges.pdf: the name badges of a training, for the same people, and recorded too. */
export function sendBadges(services: Sending): RequestHandler {
  const { db, issuer } = services;
  return sending(services, async (_request, act, intensiveId) => {
    const document = badgesDocument(await readBadges(db, act, { intensiveId }), (id) =>
      encodeGlobalID('Registration', id),
    );
    return { name: 'badges.pdf', drawn: issuer.press.badges(document) };
  });
}

type Paper = { name: string; drawn: Promise<Uint8Array> };
type Reading = (request: Request, act: UserAct, intensiveId: IntensiveId | null) => Promise<Paper>;

function sending(services: Sending, read: Reading): RequestHandler {
  return async (request, response) => {
    const now = services.clock();
    const viewer = await services.readViewer(request);
    if (viewer === null) return refuse(request, response, NOT_FOUND);
    const permission = await counted(services, PAPERS, 'door paper', viewer.userId, now);
    if (!permission.ok) return refuse(request, response, TOO_MANY, secondsUntil(permission.retryAt, now));
    const act = userAct(viewer.userId, now, response.locals.requestId);
    const paper = await read(request, act, parseId<IntensiveId>(String(request.params.id))).catch(refusalFor);
    if ('status' in paper) return refuse(request, response, paper);
    const drawn = await paper.drawn.catch(notNow);
    if (drawn === 'NOT_NOW') return refuse(request, response, BUSY, BUSY_SECONDS);
    send(response, paper.name, Buffer.from(drawn));
  };
}

function refusalFor(error: unknown): Refusal {
  if (!(error instanceof NoAttendanceError)) return refusalOf(error, NOT_FOUND);
  return { status: 409, code: error.code, title: 'No lists and badges', message: error.message };
}

function send(response: Response, name: string, bytes: Buffer): void {
  const facts = { type: 'application/pdf', name, cache: 'private, no-store' } as const;
  response.status(200).set(fileHeaders(facts)).send(bytes);
}
