import { ViewerRef } from '../accounts/graphql/viewer.ts';
import { signedIn } from '../context.ts';
import { InvalidInputError, RateLimitedError } from '../errors.ts';
import { builder } from '../graphql/builder.ts';
import { MAX_PAGE } from '../graphql/relay.ts';
import { cancelErasure, exportData, requestErasure } from './operations/erasure.ts';
import { erasureOf } from './queries.ts';
import { type Erasure, erasureNotice, type Hold } from './rules.ts';

const FormatEnum = builder.enumType('ExportFormat', {
  description: 'How an export is written.',
  values: { JSON: { description: 'One JSON object.' } },
});

builder.relayMutationField(
  'requestDataExport',
  {
    description: 'What to export, and how.',
    inputFields: (t) => ({ format: t.field({ type: FormatEnum, description: 'How it is written.' }) }),
  },
  {
    description:
      'Gives you everything that is kept about you: account, profile, enrollments, study time, answers, reflections, certificates. Evaluations are not among it: nobody can find them by person. Certificates as PDF come by `certificates { pdfUrl }`. At most ten a day.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [RateLimitedError] },
    resolve: (_root, _args, context) =>
      exportData(context.db, {
        userId: signedIn(context).userId,
        vault: context.vault,
        now: context.now,
        requestId: context.requestId,
      }),
  },
  {
    description: 'The export.',
    outputFields: (t) => ({
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
      json: t.exposeString('json', { description: 'The export itself, to be saved as a file.' }),
    }),
  },
);

const HoldType = builder.objectRef<Hold>('ErasureHold').implement({
  description: 'A certificate whose record its organization must still keep.',
  fields: (t) => ({
    certificateNumber: t.exposeString('certificateNumber', { description: 'The number of the certificate.' }),
    organization: t.exposeString('organization', { description: 'Who issued it and keeps the record.' }),
    years: t.exposeInt('years', { description: 'For how many years after issue it keeps records of credit.' }),
    until: t.expose('until', { type: 'DateTime', description: 'Until when this record is kept.' }),
  }),
});

const ErasureType = builder.objectRef<Erasure>('Erasure').implement({
  description:
    'A request to be erased. Everything is erased at once on one day, never piece by piece: at once when nothing must be kept, else when the last record of credit need not be kept any longer.',
  fields: (t) => ({
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked for.' }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      description: 'When it is carried out, within a day. Credit earned meanwhile moves it on.',
    }),
    carriedOutAt: t.expose('carriedOutAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was carried out; null while it waits.',
    }),
    heldBy: t.field({
      type: [HoldType],
      description: `Why it waits: the records that must be kept, the last to end first, ${MAX_PAGE} at most.`,
      resolve: ({ heldBy }) => heldBy.slice(0, MAX_PAGE),
    }),
    notice: t.string({ description: 'All of this in words, to show to the person.', resolve: erasureNotice }),
  }),
});

builder.objectField(ViewerRef, 'erasure', (t) =>
  t.field({
    type: ErasureType,
    nullable: true,
    description: 'Your waiting request to be erased; null when there is none.',
    resolve: ({ userId }, _args, { db, now }) => erasureOf(db, { userId, now }),
  }),
);

builder.relayMutationField(
  'requestErasure',
  {
    description: 'To show that you mean it.',
    inputFields: (t) => ({
      confirmation: t.string({ description: 'The address you sign in with, typed once more.' }),
    }),
  },
  {
    description:
      'Asks that you be erased. Your name, address, reflections, signatures and every way to sign in are destroyed; certificates can still be checked by number, without you. Done within this call when no record of credit must be kept, and then you are signed out and it cannot be undone; else it waits for `dueAt`, and until then nothing changes. A second call answers the first.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [InvalidInputError] },
    resolve: async (_root, { input }, context) => {
      const { db, now, requestId } = context;
      const { userId } = signedIn(context);
      return { erasure: await requestErasure(db, { userId, confirmation: input.confirmation, now, requestId }) };
    },
  },
  {
    description: 'What becomes of the request.',
    outputFields: (t) => ({
      erasure: t.expose('erasure', { type: ErasureType, description: 'When it is carried out, and why then.' }),
    }),
  },
);

builder.relayMutationField(
  'cancelErasure',
  {
    description: 'Which request.',
    inputFields: (t) => ({
      requestedAt: t.field({ type: 'DateTime', description: 'When it was asked for, as `viewer.erasure` says.' }),
    }),
  },
  {
    description: 'Takes a waiting request to be erased back. A second call changes nothing.',
    nullable: true,
    authScopes: { signedIn: true },
    errors: { types: [InvalidInputError] },
    resolve: async (_root, { input }, context) => {
      const { db, now, requestId } = context;
      const viewer = signedIn(context);
      await cancelErasure(db, { userId: viewer.userId, requestedAt: input.requestedAt, now, requestId });
      return { viewer };
    },
  },
  {
    description: 'What stands now.',
    outputFields: (t) => ({
      viewer: t.field({ type: ViewerRef, description: 'You, with no request.', resolve: ({ viewer }) => viewer }),
    }),
  },
);
