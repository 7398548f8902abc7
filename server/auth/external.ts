import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { Database } from '../../drizzle/client.ts';
import { joinSubject } from '../../schema/accounts/operations.ts';
import { userOfSubject } from '../../schema/accounts/queries.ts';
import { type Address, comparableAddress } from '../../schema/accounts/rules/address.ts';
import type { Caller } from '../../schema/context.ts';
import { Refused } from '../http/refuse.ts';
import { keysOf } from './issuerKeys.ts';
import type { AuthLog } from './service.ts';

export type ExternalIssuer = { viewerOf(token: string, now: Date): Promise<Caller | null> };
type Options = { db: Database; issuer: string; audience: string; production: boolean; log: AuthLog };

const MAX_JWT = 8192;
const MAX_SUBJECT = 255;

function verifiedAddress(claims: JWTPayload): Address | null {
  if (claims.email_verified !== true || typeof claims.email !== 'string') return null;
  const address = comparableAddress(claims.email);
  return address.ok ? address : null;
}

/**
 * People who sign in with a JWT of an outside issuer (RS256 or ES256; we check issuer, audience and times). The first time a
 * subject appears, it joins the account of its address only if the token says that the address is verified.
 */
export function externalIssuer(options: Options): ExternalIssuer {
  const { db, issuer, audience, log } = options;
  const keys = keysOf(options);
  const checked = async (token: string, now: Date): Promise<JWTPayload | null> => {
    try {
      const rules = {
        issuer,
        audience,
        algorithms: ['RS256', 'ES256'],
        requiredClaims: ['sub', 'exp'],
        currentDate: now,
      };
      return (await jwtVerify(token, keys, rules)).payload;
    } catch (error) {
      if (error instanceof Refused) throw error;
      log('outside token refused', { because: error instanceof errors.JOSEError ? error.code : 'ISSUER_UNREACHABLE' });
      return null;
    }
  };
  return {
    viewerOf: async (token, now) => {
      const claims = token.length <= MAX_JWT ? await checked(token, now) : null;
      const subject = claims?.sub;
      if (!claims || !subject || subject.length > MAX_SUBJECT || subject.includes('\0')) return null;
      const rest = { sessionId: null, signedInBy: 'EXTERNAL' } as const;
      const known = await userOfSubject(db, { issuer, subject, now });
      if (known !== null) return { ...known, ...rest };
      const verified = verifiedAddress(claims);
      const userId = verified === null ? null : await joinSubject(db, { issuer, subject, verified, now });
      return userId === null ? null : { userId, mayBeOverdue: true, ...rest };
    },
  };
}
