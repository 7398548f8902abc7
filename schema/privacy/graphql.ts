import { ViewerRef } from '../accounts/graphql/viewer.ts';
import { signedIn } from '../context.ts';
import { InvalidInputError, RateLimitedError } from '../errors.ts';
import { builder } from '../graphql/builder.ts';
import { mutation } from '../graphql/mutation.ts';
import { MAX_PAGE } from '../graphql/relay.ts';
import { cancelErasure } from './operations/cancelErasure.ts';
import { exportPerson } from './operations/exportPerson.ts';
import { requestErasure } from './operations/requestErasure.ts';
import { erasureOf } from './queries/erasures.ts';
import { type Erasure, erasureNotice, type Hold } from './rules.ts';

const FormatEnum = builder.enumType('ExportFormat', {
  description: 'How an export is written.',
  values: { JSON: { description: 'One JSON object.' } },
});

mutation('requestDataExport', {
  description:
    'Gives you everything that is kept about you: account, profile, enrollments, study time, answers, reflections, certificates. Evaluations are not among it: nobody can find them by person. Certificates as PDF come by `certificates { pdfUrl }`. At most ten a day.',
  errors: [RateLimitedError],
  input: {
    description: 'What to export, and how.',
    fields: (t) => ({ format: t.field({ type: FormatEnum, description: 'How it is written.' }) }),
  },
  run: ({ db, vault }, act) => exportPerson(db, act, { vault }),
  payload: {
    description: 'The export.',
    fields: (t) => ({
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
      json: t.exposeString('json', { description: 'The export itself, to be saved as a file.' }),
    }),
  },
});

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
    'A request that your personal data be deleted. All of it is deleted at once: now if no organization must keep a record of credit, otherwise on the day the last such duty ends.',
  fields: (t) => ({
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When the request was made.' }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      description:
        'When it is carried out, within a day. Credit that you earn meanwhile moves this day to a later one.',
    }),
    carriedOutAt: t.expose('carriedOutAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was carried out; null while it waits.',
    }),
    heldBy: t.field({
      type: [HoldType],
      description: `Why it waits: the records that must be kept, those kept longest first, ${MAX_PAGE} at most.`,
      resolve: ({ heldBy }) => heldBy.slice(0, MAX_PAGE),
    }),
    notice: t.string({ description: 'The request in words, to show to the person.', resolve: erasureNotice }),
  }),
});

builder.objectField(ViewerRef, 'erasure', (t) =>
  t.field({
    type: ErasureType,
    nullable: true,
    description: 'Your waiting request for erasure; null when there is none.',
    resolve: ({ userId }, _args, { db, now }) => erasureOf(db, { userId, now }),
  }),
);

mutation('requestErasure', {
  description:
    'Asks that your personal data be deleted: name, e-mail address, reflections, signatures and every way to sign in. Your certificates can still be verified by number, without you. When no record of credit must be kept, this call deletes the data, signs you out, and cannot be undone. Otherwise the request waits for `dueAt`, and until then nothing changes. A second call answers the first.',
  errors: [InvalidInputError],
  input: {
    description: 'To show that you mean it.',
    fields: (t) => ({
      confirmation: t.string({ description: 'The address you sign in with, typed once more.' }),
    }),
  },
  run: async ({ db }, act, { confirmation }) => ({ erasure: await requestErasure(db, act, { confirmation }) }),
  payload: {
    description: 'What becomes of the request.',
    fields: (t) => ({
      erasure: t.expose('erasure', { type: ErasureType, description: 'When it is carried out, and why then.' }),
    }),
  },
});

mutation('cancelErasure', {
  description: 'Cancels your waiting request for erasure. A second call changes nothing.',
  errors: [InvalidInputError],
  input: {
    description: 'Which request.',
    fields: (t) => ({
      requestedAt: t.field({ type: 'DateTime', description: 'When you made the request, as `viewer.erasure` says.' }),
    }),
  },
  run: async (context, act, { requestedAt }) => {
    await cancelErasure(context.db, act, { requestedAt });
    return { viewer: signedIn(context) };
  },
  payload: {
    description: 'You, after the request was cancelled.',
    fields: (t) => ({
      viewer: t.field({ type: ViewerRef, description: 'You, with no request.', resolve: ({ viewer }) => viewer }),
    }),
  },
});
