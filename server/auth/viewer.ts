import { createHmac } from 'node:crypto';
import type { Database } from '../../drizzle/client.ts';
import { viewerOfSession, viewerOfStoredSession } from '../../schema/accounts/queries.ts';
import type { Caller } from '../../schema/context.ts';
import { sameText, tokenHash } from '../http/keyedHash.ts';
import { isReadOnly } from '../http/states.ts';
import { bearerToken, cookie, type HeaderSource, header, sessionCookie } from './cookies.ts';
import type { ExternalIssuer } from './external.ts';

type Reader = { db: Database; secret: string; secure: boolean; external: ExternalIssuer | null; now: () => Date };

/** The token inside `token.signature`, as the library signs it; null when the signature is not ours. */
function signedToken(secret: string, text: string): string | null {
  const dot = text.lastIndexOf('.');
  const token = text.slice(0, Math.max(dot, 0));
  const expected = createHmac('sha256', secret).update(token).digest('base64');
  return token !== '' && sameText(text.slice(dot + 1), expected) ? token : null;
}

/** The token of a session that this request names, when the signature is ours. The session may have ended: nothing asks the database. */
export function signedTokenOf({ secret, secure }: Pick<Reader, 'secret' | 'secure'>, request: HeaderSource) {
  const bearer = header(request, 'authorization') === null ? undefined : bearerToken(request);
  const text = bearer === undefined ? cookie(request, sessionCookie(secure)) : bearer;
  return text === null ? null : signedToken(secret, text);
}

/** Who is signed in can be read while the database cannot write. */
async function viewerOf(db: Database, hash: string, at: Date): Promise<Caller | null> {
  try {
    return await viewerOfSession(db, hash, at);
  } catch (error) {
    if (isReadOnly(error)) return viewerOfStoredSession(db, hash, at);
    throw error;
  }
}

const isJwt = (token: string) => token.split('.').length === 3;

/**
 * The person who sends the request: by `Authorization: Bearer` (a signed session token, or a JWT of the outside issuer), else by
 * the cookie. An invalid bearer token signs in no one, even when a valid cookie comes with it. Runs one prepared statement (two
 * while the database cannot write); null when not signed in.
 */
export function viewerReader({ db, secret, secure, external, now }: Reader) {
  return async (request: HeaderSource): Promise<Caller | null> => {
    const bearer = header(request, 'authorization') === null ? undefined : bearerToken(request);
    if (bearer && isJwt(bearer)) return (await external?.viewerOf(bearer, now())) ?? null;
    const token = signedTokenOf({ secret, secure }, request);
    return token === null ? null : viewerOf(db, tokenHash(token), now());
  };
}
