import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import { drawableName } from '../../../certificates/fonts/drawable.ts';
import { PROFESSIONS } from '../../../drizzle/tables/accounts.ts';
import type { Context, Viewer } from '../../context.ts';
import { InvalidInputError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { parseInput } from '../../input.ts';
import { lineOfText } from '../../plainText.ts';
import { NameUndrawableError } from '../errors.ts';
import { updateProfile } from '../operations.ts';
import { type AccountRow, accountOf, type Profession, type ProfileRow } from '../queries.ts';
import { canonicalTimeZone, isCountry } from '../rules.ts';

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
  description: 'Few and broad: evaluations are grouped by it, and it must point at nobody.',
  values: Object.fromEntries(PROFESSIONS.map((name) => [name, { description: MEANING[name] }])) as Record<
    Profession,
    { description: string }
  >,
});

const ProfileType = builder.objectRef<ProfileRow>('Profile').implement({
  description: 'What a person says of themselves.',
  fields: (t) => ({
    legalName: t.exposeString('legalName', {
      nullable: true,
      description: 'The name as a licensing board knows it; certificates print it.',
    }),
    country: t.exposeString('country', { nullable: true, description: 'ISO 3166-1 alpha-2, for example NZ.' }),
    timeZone: t.exposeString('timeZone', {
      nullable: true,
      description: 'An IANA name, for example Pacific/Auckland.',
    }),
    profession: t.expose('profession', { type: ProfessionEnum, nullable: true, description: 'What they work as.' }),
  }),
});

// One read answers both fields of one answer; a viewer object lives as long as its request.
const accountsOfRequest = new WeakMap<Viewer, Promise<AccountRow | null>>();
const ownAccount = async (viewer: Viewer, { db }: Context): Promise<AccountRow> => {
  const known = accountsOfRequest.get(viewer) ?? accountOf(db, viewer.userId);
  accountsOfRequest.set(viewer, known);
  return (await known) ?? { email: '', profile: { legalName: null, country: null, timeZone: null, profession: null } };
};

/** The signed-in person; other nouns add their fields with builder.objectField. */
export const ViewerRef = builder.objectRef<Viewer>('Viewer').implement({
  description: 'The signed-in person and what is theirs.',
  fields: (t) => ({
    id: t.id({
      description: 'The global id of this person.',
      resolve: (viewer) => encodeGlobalID('User', viewer.userId),
    }),
    email: t.string({
      description: 'The address they sign in with. Nobody else can read it.',
      resolve: async (viewer, _args, context) => (await ownAccount(viewer, context)).email,
    }),
    profile: t.field({
      type: ProfileType,
      description: 'What they say of themselves.',
      resolve: async (viewer, _args, context) => (await ownAccount(viewer, context)).profile,
    }),
  }),
});

builder.queryField('viewer', (t) =>
  t.field({
    type: ViewerRef,
    nullable: true,
    description: 'The signed-in person. Without a session the answer is null and an UNAUTHENTICATED error.',
    authScopes: { signedIn: true },
    resolve: (_root, _args, { viewer }) => viewer,
  }),
);

const profileInput = z.object({
  legalName: lineOfText(120).nullish(),
  country: z.string().refine(isCountry, 'Write the two capital letters of ISO 3166, for example NZ.').nullish(),
  timeZone: z
    .string()
    .transform((text) => canonicalTimeZone(text))
    .refine((zone) => zone !== null, 'Write an IANA time zone, for example Pacific/Auckland.')
    .nullish(),
  profession: z.enum(PROFESSIONS).nullish(),
});

/** Checks the input and that the certificate can print the name. */
const readChanges = (input: unknown): Partial<ProfileRow> => {
  const changes = parseInput(profileInput, input);
  if (Object.values(changes).every((value) => value === undefined)) {
    throw new InvalidInputError([{ path: 'input', message: 'Name at least one field to change.' }]);
  }
  const verdict = changes.legalName ? drawableName(changes.legalName) : ({ ok: true } as const);
  if (!verdict.ok) throw new NameUndrawableError(verdict.characters);
  return changes;
};

builder.relayMutationField(
  'updateProfile',
  {
    description: 'What to change; a field that is left out stays as it is, null empties it.',
    inputFields: (t) => ({
      legalName: t.string({
        required: false,
        description: 'One line of at most 120 characters, as your board knows it.',
      }),
      country: t.string({ required: false, description: 'ISO 3166-1 alpha-2, in capitals.' }),
      timeZone: t.string({ required: false, description: 'An IANA name.' }),
      profession: t.field({ type: ProfessionEnum, required: false, description: 'What you work as.' }),
    }),
  },
  {
    description: 'Changes what you say of yourself. Certificates issued before keep the name they were issued with.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [InvalidInputError, NameUndrawableError] },
    resolve: async (_root, { input }, { db, viewer, now }) => {
      if (viewer === null) throw new Error('The scope lets only signed-in people through.');
      await updateProfile(db, { userId: viewer.userId, now, changes: readChanges(input) });
      return { viewer: { ...viewer } };
    },
  },
  {
    description: 'What was changed.',
    outputFields: (t) => ({
      viewer: t.field({ type: ViewerRef, description: 'You, after the change.', resolve: ({ viewer }) => viewer }),
    }),
  },
);
