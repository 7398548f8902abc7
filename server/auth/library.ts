import { drizzleAdapter } from '@better-auth/drizzle-adapter/relations-v2';
import { passkey } from '@better-auth/passkey';
import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import { bearer, emailOTP } from 'better-auth/plugins';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { newId, type UserId } from '../../drizzle/ids.ts';
import { accounts, passkeys, sessions, users, verifications } from '../../drizzle/schema.ts';
import { admitByCode } from '../../schema/accounts/operations/recovery.ts';
import { asTyped } from '../../schema/accounts/rules/address.ts';
import {
  CODE_DIGITS,
  CODE_SECONDS,
  FRESH_SECONDS,
  MAX_USER_AGENT,
  SESSION_IDLE_SECONDS,
  SESSION_LIFETIME_SECONDS,
  TRIES_PER_CODE,
} from '../../schema/accounts/rules.ts';
import { userAct } from '../../schema/act.ts';
import { RateLimitedError } from '../../schema/errors.ts';
import { keyedHash } from '../http/keyedHash.ts';
import { AUTH_PATH, CLIENT_ADDRESS_HEADER } from './bridge.ts';
import { cookiePrefix } from './cookies.ts';
import { withHashedTokens } from './hashedTokens.ts';
import { currentSignIn } from './nonce.ts';

type LibraryOptions = {
  db: Database;
  publicUrl: string;
  secret: string;
  secure: boolean;
  trustedOrigins: string[];
  now: () => Date;
  onFault: (message: string) => void;
};

function demandVerifiedUser(verified: boolean | undefined) {
  if (verified) return;
  throw new APIError('BAD_REQUEST', {
    code: 'USER_VERIFICATION_REQUIRED',
    message: 'Your device must verify you by fingerprint, face or PIN.',
  });
}

function refuseSession(code: 'ACCOUNT_DISABLED' | 'PASSKEY_REQUIRED' | 'NOTHING_TO_RECOVER' | 'RATE_LIMITED') {
  return new APIError(code === 'RATE_LIMITED' ? 'TOO_MANY_REQUESTS' : 'FORBIDDEN', { code, message: REFUSALS[code] });
}

const REFUSALS = {
  ACCOUNT_DISABLED: 'This account is closed. Contact support.',
  PASSKEY_REQUIRED: 'This account needs a passkey.',
  NOTHING_TO_RECOVER: 'This account needs no passkey.',
  RATE_LIMITED: 'Too many recoveries were started today. Try again tomorrow.',
};

async function openAccount(db: Database, userId: UserId) {
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  if (user === undefined || user.disabledAt !== null) throw refuseSession('ACCOUNT_DISABLED');
  return user;
}

/** Lets a right code in only where it may open a session. */
async function refuseCode(db: Database, { id, passkeyRequiredAt }: typeof users.$inferSelect, now: Date) {
  const signIn = currentSignIn();
  const recovers = signIn.recovers === true;
  if (passkeyRequiredAt === null && !recovers) return;
  const admission = await admitByCode(db, userAct(id, now), { recovers }).catch((error: unknown) => {
    throw error instanceof RateLimitedError ? refuseSession('RATE_LIMITED') : error;
  });
  if (admission.admitted && !recovers) return;
  if (admission.admitted) throw refuseSession('NOTHING_TO_RECOVER');
  if (admission.recovery !== null) signIn.recovery = admission.recovery;
  throw refuseSession('PASSKEY_REQUIRED');
}

/** The identity library, configured as docs/decisions/0009-identity.md describes. Only the bridge calls it. */
export function createLibrary(options: LibraryOptions) {
  const { db, publicUrl, secret, secure, trustedOrigins, now, onFault } = options;
  return betterAuth({
    appName: 'Attune',
    baseURL: publicUrl,
    basePath: AUTH_PATH,
    secret,
    trustedOrigins,
    telemetry: { enabled: false },
    rateLimit: { enabled: false }, // codes.ts counts limits before it calls the library.
    logger: { level: 'error', log: (_level, message) => onFault(message.split('\n')[0]?.slice(0, 200) ?? '') },
    database: databaseOf(db),
    user: { additionalFields: { mailAddress: { type: 'string', required: false, input: false, returned: false } } },
    session: SESSION,
    verification: { storeIdentifier: storeIdentifier(secret) },
    databaseHooks: {
      user: { create: { before: userBefore } },
      session: { create: { before: sessionBefore(db, now) } },
    },
    advanced: {
      useSecureCookies: false, // The library would write __Secure-; __Host- is stricter.
      cookiePrefix: cookiePrefix(secure),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
      database: { generateId: () => newId() },
    },
    plugins: [codes(secret), passkeysOf(publicUrl), bearer({ requireSignature: true })],
  });
}

const databaseOf = (db: Database) =>
  withHashedTokens(
    drizzleAdapter(db, {
      provider: 'pg',
      transaction: true,
      schema: { user: users, session: sessions, account: accounts, verification: verifications, passkey: passkeys },
    }),
  );

const SESSION = {
  expiresIn: SESSION_LIFETIME_SECONDS, // The cookie's lifetime. An idle session's row expires earlier.
  disableSessionRefresh: true, // viewerOfSession extends the idle limit.
  freshAge: FRESH_SECONDS,
  cookieCache: { enabled: false },
  additionalFields: { signedInBy: { type: 'string', input: false, defaultValue: 'EMAIL_CODE' } },
} satisfies BetterAuthOptions['session'];

/** The library finds a code only for a request with the nonce of the browser that requested it. */
const storeIdentifier = (secret: string) =>
  ({
    default: 'hashed',
    overrides: {
      'sign-in-otp-': { hash: async (text) => keyedHash(secret, 'code of', text, currentSignIn().nonce) },
    },
  }) satisfies NonNullable<BetterAuthOptions['verification']>['storeIdentifier'];

type Hooks = NonNullable<BetterAuthOptions['databaseHooks']>;
type SessionHook = NonNullable<NonNullable<NonNullable<Hooks['session']>['create']>['before']>;
type UserHook = NonNullable<NonNullable<NonNullable<Hooks['user']>['create']>['before']>;

/** Keeps a newcomer's address as they typed it. A recovery makes nobody new. */
const userBefore: UserHook = async (user) => {
  const { address, recovers } = currentSignIn();
  if (recovers) throw refuseSession('NOTHING_TO_RECOVER');
  return { data: { ...user, mailAddress: asTyped(address) } };
};

/** Records how the person signed in and when the session ends. Refuses a closed account, and a code where a passkey is required. */
const sessionBefore =
  (db: Database, now: () => Date): SessionHook =>
  async (session, context) => {
    const userId = session.userId as UserId; // The library types ids as plain strings; this one came from our own table.
    const signedInBy = context?.path?.startsWith('/passkey/') ? 'PASSKEY' : 'EMAIL_CODE';
    const user = await openAccount(db, userId);
    if (signedInBy === 'EMAIL_CODE') await refuseCode(db, user, now());
    return {
      data: {
        ...session,
        signedInBy,
        userAgent: session.userAgent?.slice(0, MAX_USER_AGENT),
        expiresAt: new Date(session.createdAt.getTime() + SESSION_IDLE_SECONDS * 1000),
      },
    };
  };

const codes = (secret: string) =>
  emailOTP({
    otpLength: CODE_DIGITS,
    expiresIn: CODE_SECONDS,
    allowedAttempts: TRIES_PER_CODE,
    // The nonce is in no table, so a thief of the table cannot search it for the 10^8 possible codes.
    storeOTP: { hash: async (code) => keyedHash(secret, 'code', code, currentSignIn().nonce) },
    // The library would ignore a failure to send, so the route mails the code (codes.ts).
    sendVerificationOTP: async ({ otp }) => {
      currentSignIn().code = otp;
    },
  });

function passkeysOf(publicUrl: string) {
  const { origin, hostname } = new URL(publicUrl);
  return passkey({
    rpID: hostname,
    rpName: 'Attune',
    origin,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    advanced: { webAuthnChallengeCookie: 'passkey_challenge' },
    registration: {
      afterVerification: async ({ verification }) => demandVerifiedUser(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) => demandVerifiedUser(verification.authenticationInfo.userVerified),
    },
  });
}

export type Library = ReturnType<typeof createLibrary>;
