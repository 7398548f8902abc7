import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import { drawableName } from '../../../certificates/fonts/drawable.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { PROFESSIONS } from '../../../drizzle/tables/accounts.ts';
import { type Context, signedIn, type Viewer } from '../../context.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { LANGUAGE_CODES } from '../../languages.ts';
import { lineOfName } from '../../plainText.ts';
import { NameUndrawableError } from '../errors.ts';
import { updateProfile } from '../operations.ts';
import {
  type AccountRow,
  accountsOf,
  type Profession,
  type ProfileRow,
  type SessionEnds,
  sessionEnds,
} from '../queries.ts';
import { isCountry, namedTimeZone, SESSION_LIFETIME_SECONDS } from '../rules.ts';

const MEANING: Record<Profession, string> = {
  COUNSELLOR: 'Counsellor.',
  PSYCHOTHERAPIST: 'Psychotherapist.',
  PSYCHOLOGIST: 'Psychologist.',
  SOCIAL_WORKER: 'Social worker.',
  MARRIAGE_AND_FAMILY_THERAPIST: 'Marriage and family therapist.',
  NURSE: 'Nurse.',
  PHYSICIAN: 'Physician, psychiatrists included.',
  PASTORAL_OR_PEER_HELPER: 'Pastoral or peer helper.',
  STUDENT: 'In training.',
  OTHER: 'Another, or none.',
};

const ProfessionEnum = builder.enumType('Profession', {
  description:
    'Broad groups of professions. Evaluations are grouped by them, so no group may be small enough to identify a person.',
  values: described(PROFESSIONS, MEANING),
});

const NOTHING_SAID: ProfileRow = { legalName: null, country: null, timeZone: null, profession: null, language: null };

/** Loads each account once for a request: its row has the viewer's e-mail address and profile. */
async function loadAccounts(userIds: UserId[], { db }: Context): Promise<AccountRow[]> {
  const rows = await accountsOf(db, userIds);
  const none = { email: '', profile: NOTHING_SAID, bouncedAt: null, bounceReason: null };
  return userIds.map((userId) => rows.find((row) => row.userId === userId) ?? { userId, ...none });
}

const ProfileType = builder.loadableObject('Profile', {
  description: 'What a person states about themselves.',
  load: loadAccounts,
  fields: (t) => ({
    legalName: t.string({
      nullable: true,
      description: 'The name that a licensing board has on record; certificates print it.',
      resolve: ({ profile }) => profile.legalName,
    }),
    country: t.string({
      nullable: true,
      description: 'ISO 3166-1 alpha-2, for example NZ.',
      resolve: ({ profile }) => profile.country,
    }),
    timeZone: t.string({
      nullable: true,
      description: 'An IANA name, for example Pacific/Auckland.',
      resolve: ({ profile }) => profile.timeZone,
    }),
    profession: t.field({
      type: ProfessionEnum,
      nullable: true,
      description: 'Their profession.',
      resolve: ({ profile }) => profile.profession,
    }),
    language: t.string({
      nullable: true,
      description:
        'In which language pages and mails speak to them: a code of languages. Null: the language of the browser.',
      resolve: ({ profile }) => profile.language,
    }),
  }),
});

/** The row of the viewer's account, read once for a request. */
export function accountOfViewer(context: Context, userId: UserId): Promise<AccountRow> {
  return ProfileType.getDataloader(context).load(userId);
}

/** The signed-in person. Other nouns add their fields with builder.objectField. */
export const ViewerRef = builder.objectRef<Viewer>('Viewer').implement({
  description: 'The signed-in person, with their profile and records.',
  fields: (t) => ({
    id: t.id({
      description: 'The global id of this person.',
      resolve: (viewer) => encodeGlobalID('User', viewer.userId),
    }),
    email: t.string({
      description: 'The address they sign in with. Only they can read it.',
      resolve: async ({ userId }, _args, context) => (await accountOfViewer(context, userId)).email,
    }),
    profile: t.field({
      type: ProfileType,
      description: 'Their profile.',
      resolve: ({ userId }) => userId,
    }),
  }),
});

const SessionType = builder.objectRef<SessionEnds>('Session').implement({
  description: 'The session of this request.',
  fields: (t) => ({
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When it ends in any case.',
      resolve: ({ createdAt }) => new Date(createdAt.getTime() + SESSION_LIFETIME_SECONDS * 1000),
    }),
    idleEndsAt: t.expose('idleEndsAt', {
      type: 'DateTime',
      description: 'When it ends without another request.',
    }),
  }),
});

builder.objectField(ViewerRef, 'session', (t) =>
  t.field({
    type: SessionType,
    nullable: true,
    description: 'The session of this request, to warn before it ends; null with a token of an outside issuer.',
    resolve: ({ sessionId }, _args, { db }) => (sessionId === null ? null : sessionEnds(db, sessionId)),
  }),
);

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    nullable: true,
    description: 'The signed-in person. Without a session it is null, with an UNAUTHENTICATED error.',
    authScopes: { signedIn: true },
    resolve: (_root, _args, { viewer }) => viewer,
  }),
);

const PROFILE_FIELDS = {
  legalName: lineOfName(120).nullish(),
  country: z.string().refine(isCountry, 'Write the two capital letters of ISO 3166, for example NZ.').nullish(),
  timeZone: z
    .string()
    .transform((text) => namedTimeZone(text))
    .refine((zone) => zone !== null, 'Write an IANA time zone, for example Pacific/Auckland.')
    .nullish(),
  profession: z.enum(PROFESSIONS).nullish(),
  language: z.enum(LANGUAGE_CODES, 'Write a code that languages lists, for example en.').nullish(),
};

function requireDrawable(legalName: string | null | undefined): void {
  const drawable = legalName ? drawableName(legalName) : ({ ok: true } as const);
  if (!drawable.ok) throw new NameUndrawableError(drawable.characters);
}

mutation('updateProfile', {
  description: 'Changes your profile. Certificates that were issued earlier do not change.',
  errors: [InvalidInputError, NameUndrawableError, NotFoundError],
  input: {
    description: 'What to change. A field that you leave out does not change; null clears it.',
    fields: (t) => ({
      legalName: t.string({
        required: false,
        description: 'One line of at most 120 characters: the name that your board has on record.',
      }),
      country: t.string({ required: false, description: 'ISO 3166-1 alpha-2, in capitals.' }),
      timeZone: t.string({ required: false, description: 'An IANA name.' }),
      profession: t.field({ type: ProfessionEnum, required: false, description: 'Your profession.' }),
      language: t.string({ required: false, description: 'A code of languages. Null: the language of the browser.' }),
    }),
  },
  read: z
    .object(PROFILE_FIELDS)
    .refine(
      (changes) => Object.values(changes).some((value) => value !== undefined),
      'Name at least one field to change.',
    ),
  run: async (context, act, { legalName, country, timeZone, profession, language }) => {
    requireDrawable(legalName);
    await updateProfile(context.db, act, { legalName, country, timeZone, profession, language });
    return { viewer: signedIn(context) };
  },
  payload: {
    description: 'What was changed.',
    fields: (t) => ({
      viewer: t.field({ type: ViewerRef, description: 'You, after the change.', resolve: ({ viewer }) => viewer }),
    }),
  },
});
