import { CODE_SECONDS } from '../../../../schema/accounts/rules.ts';
import type { CodeUse } from '../../../auth/service.ts';
import type { Said } from '../shapes.ts';
import { inUtc } from './account.ts';

/** To a person who asked for a code. The subject is the same for every account; the text says what the code can do for this one. */
export function signInCode(code: string, use: CodeUse): Said {
  return { subject: 'Your Attune sign-in code', text: textOf(code, use) };
}

function textOf(code: string, use: CodeUse): string {
  switch (use.use) {
    case 'SIGNS_IN':
      return `Your sign-in code for Attune:

${code}

${ONCE}`;
    case 'STARTS_RECOVERY':
      return `Somebody asked for a code to sign in to Attune with this address. Your account needs a passkey: no code opens it.
Sign in with your passkey.

If you have lost all your passkeys, start a recovery with this code, on the page where you asked for it:

${code}

The account then opens to a code after 72 hours. We write to you at once, after 24 and after 48 hours, and any
session of yours can cancel the recovery.

${ONCE}`;
    case 'ENDS_REQUIREMENT':
      return `The recovery of your Attune account has waited long enough. This code signs you in:

${code}

Your account then no longer requires a passkey, and every other session ends.

${ONCE}`;
    case 'NOTHING_YET':
      return `Somebody asked for a code to sign in to Attune with this address. Your account needs a passkey: no code opens it.

A recovery has been started and waits. From ${inUtc(use.opensAt)} on, a code that you ask for signs you in.

If you did not start it, sign in with your passkey and cancel it.
`;
  }
}

const ONCE = `It works once, within ${CODE_SECONDS / 60} minutes, and only where you asked for it.
Nobody from Attune will ever ask you for it.
If you did not ask for a code, somebody typed your address by mistake: do nothing.
`;
