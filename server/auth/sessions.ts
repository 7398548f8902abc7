import type { Request, Response } from 'express';
import { z } from 'zod';
import type { AuthSessionId } from '../../drizzle/ids.ts';
import { parseId } from '../../drizzle/ids.ts';
import { revokeOtherSessions, revokeSession } from '../../schema/accounts/operations.ts';
import { sessionsOf } from '../../schema/accounts/queries.ts';
import { FRESH_SECONDS } from '../../schema/accounts/rules.ts';
import { userAct } from '../../schema/act.ts';
import type { Viewer } from '../../schema/context.ts';
import { BAD_BODY, NOT_FOUND, NOT_SIGNED_IN, refuse } from './answers.ts';
import type { Service } from './service.ts';

export type Handler = (req: Request, res: Response, viewer: Viewer) => Promise<unknown>;

/** Admits signed-in people only. Reads the session exactly as every other request does. */
export function forSignedIn(service: Service, handle: Handler) {
  return async (req: Request, res: Response) => {
    const viewer = await service.readViewer(req);
    return viewer === null ? refuse(res, NOT_SIGNED_IN, service.now()) : handle(req, res, viewer);
  };
}

/** Whether this session was opened so recently that its person may change how they sign in. */
export async function isFresh({ db, now }: Service, { userId, sessionId }: Viewer): Promise<boolean> {
  const own = (await sessionsOf(db, userId, now())).find(({ id }) => id === sessionId);
  return own !== undefined && now().getTime() - own.createdAt.getTime() < FRESH_SECONDS * 1000;
}

/** GET /get-session: the person of this session; null without a session. */
export function currentSession(service: Service) {
  return async (req: Request, res: Response) => {
    const viewer = await service.readViewer(req);
    if (viewer === null) return res.json(null);
    const { userId, sessionId, signedInBy } = viewer;
    return res.json({ session: { id: sessionId, signedInBy }, user: { id: userId } });
  };
}

/** GET /sessions: lists the person's sessions, without tokens. */
export function listSessions(service: Service): Handler {
  return async (_req, res, viewer) => {
    const rows = await sessionsOf(service.db, viewer.userId, service.now());
    res.json({ sessions: rows.map((row) => ({ ...row, current: row.id === viewer.sessionId })) });
  };
}

/** POST /sessions/revoke { id }: ends one of the person's own sessions at once. */
export function endSession(service: Service): Handler {
  return async (req, res, { userId }) => {
    const body = z.object({ id: z.string().max(100) }).safeParse(req.body);
    if (!body.success) return refuse(res, BAD_BODY, service.now());
    const sessionId = parseId<AuthSessionId>(body.data.id);
    const ended =
      sessionId !== null && (await revokeSession(service.db, userAct(userId, service.now()), { sessionId }));
    return ended ? res.json({ revoked: 1 }) : refuse(res, NOT_FOUND, service.now());
  };
}

/** POST /sessions/revoke-others: ends every session but this one. */
export function endOtherSessions(service: Service): Handler {
  return async (_req, res, { userId, sessionId }) => {
    const revoked = await revokeOtherSessions(service.db, userAct(userId, service.now()), { keep: sessionId });
    res.json({ revoked });
  };
}
