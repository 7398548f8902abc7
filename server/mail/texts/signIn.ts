import { CODE_SECONDS } from '../../../schema/accounts/rules.ts';
import type { Mail } from '../send.ts';

/** To a person who signs in: the code. */
export function signInCode(to: string, code: string): Mail {
  return {
    to,
    subject: 'Your Attune sign-in code',
    text: `Your sign-in code for Attune:

${code}

It works once, within ${CODE_SECONDS / 60} minutes, and only where you asked for it.
Nobody from Attune will ever ask you for it.
If you did not ask for a code, somebody typed your address by mistake: do nothing.
`,
  };
}
