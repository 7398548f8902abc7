import { z } from 'zod';
import { LOSSES } from '../../../drizzle/tables/recovery.ts';
import { signedIn } from '../../context.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { PasskeyMissingError, SessionNotFreshError } from '../errors.ts';
import { cancelRecovery } from '../operations/recovery.ts';
import { requirePasskey, startMailboxRecovery } from '../operations/requirePasskey.ts';
import { personById, type SignInPolicy, signInPolicyOf } from '../queries/people.ts';
import { closesAt, type Loss, type Recovery, stateOf } from '../rules/recovery.ts';
import { ViewerRef } from './viewer.ts';

const MEANING: Record<Loss, string> = {
  PASSKEY: 'Every passkey of an account that requires one. Once the recovery opens, a mail code signs in once.',
  MAILBOX:
    'The mailbox of the account. Once the recovery opens, the address can be changed without a code from the old one.',
};

const LossEnum = builder.enumType('RecoveryLoss', {
  description: 'What a person says they have lost.',
  values: described(LOSSES, MEANING),
});

const RecoveryType = builder.objectRef<Recovery>('Recovery').implement({
  description:
    'A way back into the account that opens after 72 hours. Show it in every session: whoever did not start it must cancel it before it opens.',
  fields: (t) => ({
    lost: t.expose('lost', { type: LossEnum, description: 'What is said to be lost.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'When it was started.' }),
    opensAt: t.expose('opensAt', { type: 'DateTime', description: 'When it opens.' }),
    closesAt: t.field({
      type: 'DateTime',
      description: 'When it ends if nobody has used it.',
      resolve: (recovery) => closesAt(recovery),
    }),
  }),
});

const ONE_PASSKEY =
  'You have one passkey. If you lose it, you wait 72 hours to get back in. Add a second one on another device.';

const SignInPolicyType = builder.objectRef<SignInPolicy>('SignInPolicy').implement({
  description: 'What opens the account.',
  fields: (t) => ({
    passkeyRequired: t.boolean({
      description: 'Whether only a passkey opens it, and a mail code does not.',
      resolve: ({ requiredSince }) => requiredSince !== null,
    }),
    requiredSince: t.expose('requiredSince', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when a passkey is required; null when it is not.',
    }),
    passkeys: t.exposeInt('passkeys', { description: 'How many passkeys the person has.' }),
    warning: t.string({
      nullable: true,
      description: 'What to show to a person who requires a passkey and has only one; else null.',
      resolve: ({ requiredSince, passkeys }) => (requiredSince !== null && passkeys === 1 ? ONE_PASSKEY : null),
    }),
  }),
});

builder.objectFields(ViewerRef, (t) => ({
  signInPolicy: t.field({
    type: SignInPolicyType,
    description: 'What opens your account.',
    resolve: ({ userId }, _args, { db }) => signInPolicyOf(db, userId),
  }),
  recovery: t.field({
    type: RecoveryType,
    nullable: true,
    description: 'The recovery that waits or is open; null when there is none.',
    resolve: async ({ userId }, _args, { db, now }) => {
      const recovery = (await personById(db, userId))?.recovery ?? null;
      return recovery === null || stateOf(recovery, now) === 'OVER' ? null : recovery;
    },
  }),
}));

mutation('requirePasskey', {
  description:
    'Decides whether only a passkey opens your account. You must have signed in by a passkey within the last 15 minutes. Switching it on ends every session that a mail code opened. A second call changes nothing.',
  errors: [SessionNotFreshError, PasskeyMissingError, RateLimitedError, NotFoundError],
  input: {
    description: 'On or off.',
    fields: (t) => ({ on: t.boolean({ description: 'Whether a passkey is required from now on.' }) }),
  },
  run: async (context, act, { on }) => {
    const viewer = signedIn(context);
    await requirePasskey(context.db, act, { viewer, on });
    return { policy: await signInPolicyOf(context.db, viewer.userId) };
  },
  payload: {
    description: 'What opens your account now.',
    fields: (t) => ({
      signInPolicy: t.field({
        type: SignInPolicyType,
        description: 'What opens your account now. Show its `warning`.',
        resolve: ({ policy }) => policy,
      }),
    }),
  },
});

mutation('startRecovery', {
  description:
    'For somebody who can no longer read their mail: starts the wait of 72 hours after which they can change their address without a code from the old one. You must have signed in by a passkey within the last 15 minutes. It ends a recovery of lost passkeys. A second call returns the first recovery.',
  errors: [InvalidInputError, SessionNotFreshError, RateLimitedError, NotFoundError],
  input: {
    description: 'What is lost.',
    fields: (t) => ({ lost: t.field({ type: LossEnum, description: 'MAILBOX. A lost passkey needs a mail code.' }) }),
  },
  read: z.object({
    lost: z.literal('MAILBOX', 'Write MAILBOX. For a lost passkey use POST /api/auth/recovery/start.'),
  }),
  run: async (context, act) => ({
    recovery: await startMailboxRecovery(context.db, act, { viewer: signedIn(context) }),
  }),
  payload: {
    description: 'The recovery, and when it opens.',
    fields: (t) => ({
      recovery: t.field({
        type: RecoveryType,
        description: 'The recovery that waits.',
        resolve: ({ recovery }) => recovery,
      }),
    }),
  },
});

mutation('cancelRecovery', {
  description: 'Ends the recovery of your account, from any session of yours. A second call changes nothing.',
  errors: [InvalidInputError, NotFoundError],
  input: {
    description: 'Which recovery.',
    fields: (t) => ({
      startedAt: t.field({ type: 'DateTime', description: 'When it was started, as `viewer.recovery` says.' }),
    }),
  },
  run: async (context, act, { startedAt }) => {
    await cancelRecovery(context.db, act, { startedAt });
    return { viewer: signedIn(context) };
  },
  payload: {
    description: 'You, without the recovery.',
    fields: (t) => ({
      viewer: t.field({ type: ViewerRef, description: 'You, without the recovery.', resolve: ({ viewer }) => viewer }),
    }),
  },
});
