import { z } from 'zod';
import { AGREEMENT_KINDS } from '../../../drizzle/tables/privacy.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { standingAgreements } from '../../accounts/queries/agreements.ts';
import { signedIn } from '../../context.ts';
import { TextChangedError } from '../../enrollments/errors.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import type { AgreementKind, LegalText } from '../../legalText.ts';
import { agreeToTexts, withdrawAgreement } from '../operations/agree.ts';
import { type Agreement, agreementsOn, readTextsShape } from '../rules/agreements.ts';

const MEANING: Record<AgreementKind, string> = {
  PRIVACY: 'The privacy notice. Nobody goes on without it.',
  TERMS: 'The terms of use. Nobody goes on without them.',
  THERAPY_DATA:
    'Consent to keep what one writes about therapy, health and relationships. It may be refused, and taken back.',
};

const KindEnum = builder.enumType('AgreementKind', {
  description: 'What a person agrees to.',
  values: described(AGREEMENT_KINDS, MEANING),
});

const LegalTextType = builder.objectRef<LegalText>('LegalText').implement({
  description: 'A text of the operator that people agree to. A new wording is a new version.',
  authScopes: { public: true },
  fields: (t) => ({
    kind: t.expose('kind', { type: KindEnum, description: 'What it is.' }),
    version: t.exposeString('version', { description: 'Its version, for example "1".' }),
    effectiveOn: t.expose('effectiveOn', { type: 'Date', description: 'The day of this version.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    text: t.exposeString('text', { description: 'The text in Markdown.' }),
  }),
});

builder.queryField('legalTexts', (t) =>
  t.field({
    type: [LegalTextType],
    description: 'The texts as they are now, one of each kind.',
    resolve: (_root, _args, { legal }) => [...legal],
  }),
);

const AgreementType = builder.objectRef<Agreement>('Agreement').implement({
  description: 'How you stand to one of the texts.',
  fields: (t) => ({
    kind: t.expose('kind', { type: KindEnum, description: 'Which text.' }),
    text: t.expose('text', { type: LegalTextType, description: 'The text as it is now.' }),
    version: t.exposeString('version', {
      nullable: true,
      description: 'The version that you agreed to; null when you have not, or took it back.',
    }),
    agreedAt: t.expose('agreedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you agreed; null when you have not, or took it back.',
    }),
    withdrawnAt: t.expose('withdrawnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you took it back; null when you did not.',
    }),
    needed: t.exposeBoolean('needed', {
      description: 'Whether to ask you before you go on: you have not agreed to the version that holds now.',
    }),
  }),
});

builder.objectField(ViewerRef, 'agreements', (t) =>
  t.field({
    type: [AgreementType],
    description: 'How you stand to each of the texts.',
    args: {
      kinds: t.arg({ type: [KindEnum], required: false, description: 'Only these; all of them when left out.' }),
    },
    resolve: async ({ userId }, { kinds }, { db, legal }) => {
      const asked = legal.filter(({ kind }) => kinds?.includes(kind) ?? true);
      return agreementsOn(asked, await standingAgreements(db, userId));
    },
  }),
);

const TextInput = builder.inputType('AgreedTextInput', {
  description: 'A text that you read.',
  fields: (t) => ({
    kind: t.field({ type: KindEnum, required: true, description: 'Which text.' }),
    version: t.string({ required: true, description: 'The version that you read.' }),
  }),
});

mutation('agreeToTexts', {
  description:
    'Records that you agree to the texts that you name, with version and time, each by itself. A second call changes nothing.',
  errors: [InvalidInputError, TextChangedError, NotFoundError],
  input: {
    description: 'What you agree to.',
    fields: (t) => ({
      texts: t.field({ type: [TextInput], required: true, description: 'The texts, each once.' }),
    }),
  },
  read: z.object({ texts: readTextsShape }),
  run: async (context, act, { texts }) => {
    await agreeToTexts(context.db, act, { read: texts, texts: context.legal });
    return { viewer: signedIn(context) };
  },
  payload: {
    description: 'You, after the change.',
    fields: (t) => ({
      viewer: t.field({ type: ViewerRef, description: 'You, with `agreements`.', resolve: ({ viewer }) => viewer }),
    }),
  },
});

mutation('withdrawAgreement', {
  description:
    'Takes back a consent that may be refused. With THERAPY_DATA your reflections are emptied and what you wrote for therapy events is destroyed, at once and for good, with the joint part of a plan that you edited or agree to: export your data first if you want to keep them. What was lawful before stays lawful. A second call changes nothing.',
  errors: [InvalidInputError, NotFoundError],
  input: {
    description: 'What you take back.',
    fields: (t) => ({ kind: t.field({ type: KindEnum, description: 'THERAPY_DATA.' }) }),
  },
  read: z.object({
    kind: z.literal(
      'THERAPY_DATA',
      'Only the consent to therapy data can be taken back. Request the erasure of your account instead.',
    ),
  }),
  run: async (context, act, { kind }) => {
    const emptied = await withdrawAgreement(context.db, act, { kind, vault: context.vault });
    return { viewer: signedIn(context), emptied };
  },
  payload: {
    description: 'You, after the change.',
    fields: (t) => ({
      viewer: t.field({ type: ViewerRef, description: 'You, with `agreements`.', resolve: ({ viewer }) => viewer }),
      emptiedReflections: t.int({
        description: 'How many of your reflections were emptied.',
        resolve: ({ emptied }) => emptied.reflections,
      }),
      deletedCareRecords: t.int({
        description: 'For how many therapy events what you wrote was destroyed.',
        resolve: ({ emptied }) => emptied.records,
      }),
    }),
  },
});
