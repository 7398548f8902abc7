import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { CODE_SECONDS } from '../../schema/accounts/rules.ts';
import { keyedHash, sameText } from '../http/keyedHash.ts';

/** One request for a code, or one attempt to use it: facts that the library needs and has no argument for. */
export type SignIn = { nonce: string; code?: string };

const current = new AsyncLocalStorage<SignIn>();

export const during = <Result>(signIn: SignIn, run: () => Promise<Result>): Promise<Result> => current.run(signIn, run);

/** The sign-in of the current request. */
export function currentSignIn(): SignIn {
  const signIn = current.getStore();
  if (signIn === undefined) throw new Error('A code was requested or tried outside its route.');
  return signIn;
}

/** Ties a code to the browser that requested it: 256 random bits, the time, and proof that we issued it for this address. */
export function issueNonce(secret: string, email: string, now: Date): string {
  const body = `${randomBytes(32).toString('base64url')}.${Math.floor(now.getTime() / 1000)}`;
  return `${body}.${keyedHash(secret, 'nonce', email, body)}`;
}

/** Whether we issued this nonce for this address within a code's lifetime. Tries are counted per nonce. */
export function isNonceFor(secret: string, email: string, nonce: string, now: Date): boolean {
  const [random, seconds, proof, ...rest] = nonce.split('.');
  if (random === undefined || seconds === undefined || proof === undefined || rest.length > 0) return false;
  const age = now.getTime() / 1000 - Number(seconds);
  return sameText(proof, keyedHash(secret, 'nonce', email, `${random}.${seconds}`)) && age <= CODE_SECONDS + 1;
}
