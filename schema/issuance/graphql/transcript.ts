import { encodeGlobalID } from '@pothos/plugin-relay';
import type { UserId } from '../../../drizzle/ids.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { builder } from '../../graphql/builder.ts';
import { MAX_PAGE } from '../../graphql/relay.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { type Transcript, type TranscriptEntry, transcriptOf } from '../queries/transcript.ts';
import { PrintedFactsInterface, printedFields } from './printedFacts.ts';

const EntryType = builder.objectRef<TranscriptEntry>('TranscriptEntry').implement({
  description: 'A completion, as printed on its certificate. It is one entry, whatever the number of its certificates.',
  interfaces: [PrintedFactsInterface],
  fields: (t) => ({
    ...printedFields(t),
    title: t.string({ description: 'The same as `courseTitle`.', resolve: (row) => row.publicFacts.course.title }),
    version: t.string({
      description: 'The same as `courseVersion`.',
      resolve: (row) => row.publicFacts.course.version,
    }),
    certificateNumber: t.exposeString('number', {
      description: 'The number of the certificate: the plain one or, where it does not stand, one of a body’s credit.',
    }),
    certificateNumbers: t.exposeStringList('numbers', {
      description: 'The numbers of every certificate of this completion, `certificateNumber` first.',
    }),
    enrollmentId: t.id({
      description: 'The completion.',
      resolve: ({ enrollmentId }) => encodeGlobalID('Enrollment', enrollmentId),
    }),
    specimen: t.exposeBoolean('specimen', {
      description: 'Made on a demonstration server; not counted in the total.',
    }),
    repeat: t.exposeBoolean('repeat', {
      description:
        'The same content, in any version and under any slug, counts once: another entry counts in the total, and this one does not. What counts is the first completion for credit, or without one the first.',
    }),
  }),
});

const TranscriptType = builder.objectRef<Transcript>('Transcript').implement({
  description: 'All completed courses, for a log of professional development.',
  fields: (t) => ({
    entries: t.expose('entries', { type: [EntryType], description: `The newest ${MAX_PAGE}, newest first.` }),
    count: t.exposeInt('count', { description: 'How many entries there are in total.' }),
    totalHours: t.field({
      type: 'Decimal',
      description: 'Total hours of study of 60 minutes, without specimens and repeats.',
      resolve: (row) => decimalText(row.totalHundredths),
    }),
  }),
});

builder.objectField(ViewerRef, 'transcript', (t) =>
  t.field({
    type: TranscriptType,
    description: 'What you have completed. Revoked and replaced certificates are left out.',
    resolve: ({ userId }: { userId: UserId }, _args, { db }) => transcriptOf(db, userId),
  }),
);
