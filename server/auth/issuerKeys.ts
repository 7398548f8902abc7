import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JWKSCacheInput,
  type JWTVerifyGetKey,
  jwksCache,
} from 'jose';
import { z } from 'zod';
import { type Refusal, Refused } from '../http/refuse.ts';

const TIMEOUT_MS = 5000;
const KEYS_LAST_MS = 600_000;
/** Requests that may wait for the issuer at once. While it hangs, the others must not fill the places of the process. */
const MOST_WAITING = 32;
const RETRY_SECONDS = 5;

const ISSUER_SLOW: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'The service that signs you in does not answer.',
};

type Options = { issuer: string; production: boolean };

function secureUrl(text: string, production: boolean): URL {
  const url = new URL(text);
  if (url.protocol !== 'https:' && production) throw new Error('The address of the issuer must use https.');
  return url;
}

/** The issuer's set of keys, found through OpenID Connect Discovery 1.0 when first needed. */
function keySetOf({ issuer, production }: Options, kept: JWKSCacheInput) {
  const find = async () => {
    const url = secureUrl(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, production);
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' });
    if (!answer.ok) throw new Error(`The issuer's discovery document answered ${answer.status}.`);
    const about = z.object({ issuer: z.literal(issuer), jwks_uri: z.url() }).parse(await answer.json());
    const options = { timeoutDuration: TIMEOUT_MS, cacheMaxAge: KEYS_LAST_MS, [jwksCache]: kept };
    return createRemoteJWKSet(secureUrl(about.jwks_uri, production), options);
  };
  let found: ReturnType<typeof find> | undefined;
  return () => {
    found ??= find().catch((error: unknown) => {
      found = undefined; // The next token triggers another attempt.
      throw error;
    });
    return found;
  };
}

/** The keys of the set that was read last. Throws JWKSNoMatchingKey when only the issuer can tell. */
function knownKeys(kept: JWKSCacheInput): JWTVerifyGetKey {
  let readAt: number | undefined;
  let keys: JWTVerifyGetKey | undefined;
  return async (header, token) => {
    if (kept.jwks === undefined || kept.uat < Date.now() - KEYS_LAST_MS) throw new errors.JWKSNoMatchingKey();
    if (keys === undefined || readAt !== kept.uat) [readAt, keys] = [kept.uat, createLocalJWKSet(kept.jwks)];
    return keys(header, token);
  };
}

/** A known key is given at once. Whoever must wait for the issuer takes one of few places; throws Refused when all are taken. */
export function keysOf(options: Options): JWTVerifyGetKey {
  const kept: JWKSCacheInput = {};
  const [known, asked] = [knownKeys(kept), keySetOf(options, kept)];
  let waiting = 0;
  return async (header, token) => {
    try {
      return await known(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    }
    if (waiting >= MOST_WAITING) throw new Refused(ISSUER_SLOW, RETRY_SECONDS);
    waiting += 1;
    try {
      return await (await asked())(header, token);
    } finally {
      waiting -= 1;
    }
  };
}
