import type { Response as ExpressResponse } from 'express';
import type { Database } from '../../drizzle/client.ts';
import { revokeSession } from '../../schema/accounts/operations.ts';
import { userAct } from '../../schema/act.ts';
import type { Caller, SignInMethod, Viewer } from '../../schema/context.ts';
import { type LazyLibrary, passOn } from './bridge.ts';
import type { HeaderSource } from './cookies.ts';

/** An event for the log: words and ids, never an address, a code or a token. */
export type AuthLog = (event: string, facts?: Record<string, unknown>) => void;

/** What the routes under /api/auth share. */
export type Service = {
  db: Database;
  library: LazyLibrary;
  publicUrl: string;
  secret: string;
  /** Cookies are sent over https only. */
  secure: boolean;
  /** Origins whose pages may call these routes. */
  origins: string[];
  now: () => Date;
  log: AuthLog;
  mailCode: (email: string, code: string) => Promise<void>;
  readViewer: (request: HeaderSource) => Promise<Caller | null>;
};

/**
 * Ends the session that this browser had before, so that a session planted there does not survive a sign-in. Then sends the
 * response.
 */
export async function signedIn(
  { db, log, now }: Service,
  { former, by }: { former: Viewer | null; by: SignInMethod },
  answer: Response,
  res: ExpressResponse,
): Promise<void> {
  if (former?.sessionId) await revokeSession(db, userAct(former.userId, now()), { sessionId: former.sessionId });
  log('signed in', { by });
  await passOn(answer, res);
}
