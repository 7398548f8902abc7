import type { Response as ExpressResponse } from 'express';
import type { Database } from '../../drizzle/client.ts';
import { revokeSession } from '../../schema/accounts/operations.ts';
import { userAct } from '../../schema/act.ts';
import type { Caller, SignInMethod, Viewer } from '../../schema/context.ts';
import type { Language } from '../../schema/languages.ts';
import { type LazyLibrary, passOn } from './bridge.ts';
import type { HeaderSource } from './cookies.ts';

/** An event for the log: words and ids, never an address, a code or a token. */
export type AuthLog = (event: string, facts?: Record<string, unknown>) => void;

/** What the code in a mail can do for the account. */
export type CodeUse =
  | { use: 'SIGNS_IN' | 'STARTS_RECOVERY' | 'ENDS_REQUIREMENT' }
  | { use: 'NOTHING_YET'; opensAt: Date };

/** To which of the two addresses a code for a change goes; whether the new one has an account already. */
export type ChangeMail = { address: 'OLD' } | { address: 'NEW'; taken: boolean };

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
  mailCode: (to: string, code: string, use: CodeUse, language: Language) => Promise<void>;
  mailChangeCode: (to: string, code: string, about: ChangeMail, language: Language) => Promise<void>;
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
