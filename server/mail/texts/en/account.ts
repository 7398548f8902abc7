import type { Notice } from '../../../../schema/accounts/operations/accountNotice.ts';
import type { Recovery } from '../../../../schema/accounts/rules/recovery.ts';
import { CODE_SECONDS } from '../../../../schema/accounts/rules.ts';
import { dayIn } from '../../../../schema/dates.ts';
import type { ChangeMail } from '../../../auth/service.ts';
import type { Said } from '../shapes.ts';

/** A time that reads the same wherever its reader lives: December 3, 2026, 14:05 UTC. */
export function inUtc(at: Date): string {
  return `${dayIn('en', at, 'UTC')}, ${at.toISOString().slice(11, 16)} UTC`;
}

/** To one of the two addresses of a change: its code. */
export function changeCode(code: string, about: ChangeMail): Said {
  return {
    subject: 'Change of an e-mail address on Attune',
    text: about.address === 'OLD' ? toOld(code) : toNew(code, about.taken),
  };
}

const toOld = (code: string): string =>
  `Somebody who is signed in to your Attune account asked to change its e-mail address from this one to another.

If it was you, enter this code as the code of your present address:

${code}

It works once, within ${CODE_SECONDS / 60} minutes, together with the code that we sent to the new address.

If it was not you, give the code to nobody: without it nothing changes. Sign in and end your other sessions, because
somebody else has one.
`;

const toNew = (code: string, taken: boolean): string =>
  `Somebody who is signed in to Attune asked to use this e-mail address for their account.

${taken ? TAKEN : 'If it was you, enter this code as the code of the new address:'}

${code}

It works once, within ${CODE_SECONDS / 60} minutes.
If it was not you, do nothing.
`;

const TAKEN = `This address has an Attune account already, so it cannot become the address of a second one. If both accounts are
yours, sign in with this address instead. We show the same to somebody who enters this code:`;

/** To the address that a person had before a change. */
export function addressChanged(publicUrl: string): Said {
  return {
    subject: 'Your Attune account has another e-mail address now',
    text: `The e-mail address of your Attune account was changed. This address no longer signs in to it, and every other session
was ended.

If it was you, there is nothing to do. Do not ask for a code with this address: that would open a new, empty account.

If it was not you, write at once to the people who run ${publicUrl}. They can close the account to everybody, and
for 30 days they can find it by this address.
`,
  };
}

/** To a person whose account opens to less than usual in some hours. */
export function recoveryWaits(publicUrl: string, { lost, startedAt, opensAt }: Recovery): Said {
  return {
    subject: 'A recovery of your Attune account is waiting',
    text: `A recovery of your Attune account was started on ${inUtc(startedAt)}.

${lost === 'PASSKEY' ? PASSKEY_LOST : MAILBOX_LOST}

It opens on ${inUtc(opensAt)}.

If it was not you, cancel it before then: sign in at ${publicUrl} and cancel the recovery that your account shows.
${lost === 'MAILBOX' ? 'If your account needs a passkey that you do not have, ask for a code and start a recovery with it: that ends this one.\n' : ''}`,
  };
}

const PASSKEY_LOST = `Whoever started it can read your mail and says that your passkeys are lost. Once it opens, a mail code signs in, and
your account no longer requires a passkey.`;

const MAILBOX_LOST = `Whoever started it has a passkey of yours and says that they can no longer read this mailbox. Once it opens, the
address of your account can be changed without a code from this one.`;

/** To a person: what happened to the way they sign in. */
export function accountNotice(publicUrl: string, notice: Notice): Said {
  return {
    subject: 'About signing in to Attune',
    text: `${NOTICES[notice]}

If it was not you, sign in at ${publicUrl}, with a passkey if your account requires one, end the other sessions and delete every passkey that is not
yours.
`,
  };
}

const NOTICES: Record<Notice, string> = {
  PASSKEY_ADDED: 'A passkey was added to your Attune account. It signs in without this mailbox.',
  PASSKEY_REMOVED: 'A passkey of your Attune account was removed. It no longer signs in.',
  PASSKEY_REQUIRED: 'Your Attune account requires a passkey from now on. Mail codes no longer open it.',
  PASSKEY_REQUIREMENT_ENDED: 'Your Attune account no longer requires a passkey. Mail codes open it again.',
  RECOVERY_CANCELLED: 'The recovery of your Attune account was canceled from one of your sessions.',
  RECOVERY_USED: `Your Attune account was recovered: a mail code opened it, it no longer requires a passkey, and every other session was
ended. Delete the passkeys that you have lost, and add a new one.`,
};
