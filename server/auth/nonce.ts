import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import type { Address } from '../../schema/accounts/rules/address.ts';
import type { Recovery } from '../../schema/accounts/rules/recovery.ts';
import { CODE_SECONDS } from '../../schema/accounts/rules.ts';
import { keyedHash, sameText } from '../http/keyedHash.ts';
import { cookie, header, nonceCookie } from './cookies.ts';

/** A client without cookies reads this header when it requests a code, and sends it back with the code. */
export const NONCE_HEADER = 'x-sign-in-nonce';

/** One request for a code, or one attempt to use it: facts that the library needs and has no argument for. */
export type SignIn = {
  nonce: string;
  email: string;
  /** As it was typed, for an account that is made now. */
  address: Pick<Address, 'email' | 'typed'>;
  /** Whether the right code starts a recovery, and opens no session. */
  recovers?: boolean;
  /** What the library has for us: the code that was made, the recovery that was started. */
  code?: string;
  recovery?: Recovery;
};

const current = new AsyncLocalStorage<SignIn>();

export const during = <Result>(signIn: SignIn, run: () => Promise<Result>): Promise<Result> => current.run(signIn, run);

/** The sign-in of the current request. */
export function currentSignIn(): SignIn {
  const signIn = current.getStore();
  if (signIn === undefined) throw new Error('A code was requested or tried outside its route.');
  return signIn;
}

/** The nonce of the browser or program that sends this request. */
export function nonceOf({ secure }: { secure: boolean }, req: Request): string | null {
  return header(req, NONCE_HEADER) ?? cookie(req, nonceCookie(secure));
}

/** Ties a code to the browser that requested it: 256 random bits, the time, and proof that we issued it for this subject, such as an address. */
export function issueNonce(secret: string, subject: string, now: Date): string {
  const body = `${randomBytes(32).toString('base64url')}.${Math.floor(now.getTime() / 1000)}`;
  return `${body}.${keyedHash(secret, 'nonce', subject, body)}`;
}

/** Whether we issued this nonce for this subject within a code's lifetime. Tries are counted per nonce. */
export function isNonceFor(secret: string, subject: string, nonce: string, now: Date): boolean {
  const [random, seconds, proof, ...rest] = nonce.split('.');
  if (random === undefined || seconds === undefined || proof === undefined || rest.length > 0) return false;
  const age = now.getTime() / 1000 - Number(seconds);
  return sameText(proof, keyedHash(secret, 'nonce', subject, `${random}.${seconds}`)) && age <= CODE_SECONDS + 1;
}
