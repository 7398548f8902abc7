import { encodeGlobalID } from '@pothos/plugin-relay';
import type { UserId } from '../../../drizzle/ids.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { signedIn } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { keysetPage } from '../../graphql/pages.ts';
import { MAX_PAGE } from '../../graphql/relay.ts';
import { decimalText } from '../../graphql/scalars.ts';
import {
  completionCount,
  completionsOf,
  entryStatusOf,
  TRANSCRIPT_ENTRY_STATUSES,
  type Transcript,
  type TranscriptEntry,
  type TranscriptEntryStatus,
  type TranscriptFilter,
  transcriptOf,
} from '../queries/transcript.ts';
import { filterText, LONGEST_FILTER } from './certificateFilter.ts';
import { PrintedFactsInterface, printedFields } from './printedFacts.ts';

const StatusEnum = builder.enumType('TranscriptEntryStatus', {
  description: 'Whether a completion counts in the total.',
  values: described(TRANSCRIPT_ENTRY_STATUSES, {
    COUNTED: 'It counts.',
    REPEAT: 'Another completion of the same content counts instead.',
    SPECIMEN: 'Made on a demonstration server.',
  }),
});

const FilterInput = builder.inputType('TranscriptFilter', {
  description: 'Which completions. What is left out or null does not narrow the list.',
  fields: (t) => ({
    text: t.string({
      required: false,
      description: `A part of the course's title, of the issuer's name or of a number, in any case; at most ${LONGEST_FILTER} characters.`,
    }),
    status: t.field({ type: [StatusEnum], required: false, description: 'Only of these statuses.' }),
    from: t.field({ type: 'Date', required: false, description: 'Completed on this day or later.' }),
    to: t.field({ type: 'Date', required: false, description: 'Completed on this day or earlier.' }),
  }),
});

type Asked = {
  text?: string | null;
  status?: TranscriptEntryStatus[] | null;
  from?: string | null;
  to?: string | null;
};

/** Throws InvalidInput. */
function readFilter(asked: Asked | null | undefined): Omit<TranscriptFilter, 'userId'> {
  const { status = null, from = null, to = null } = asked ?? {};
  return { text: filterText(asked?.text), statuses: status, from, to };
}

const PLACE = /^\d{4}-\d{2}-\d{2} [0-9A-Z-]{1,40}$/;
const PLACES = {
  of: ({ publicFacts, number }: TranscriptEntry) => `${publicFacts.completedOn} ${number}`,
  read: (place: string) => (PLACE.test(place) ? place : null),
};
const placeOf = (place: string | null): [string | null, string | null] => {
  const [day = null, number = null] = place?.split(' ') ?? [];
  return [day, number];
};

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
    status: t.field({
      type: StatusEnum,
      description: 'Whether it counts in the total, and why not.',
      resolve: entryStatusOf,
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
    entries: t.expose('entries', {
      type: [EntryType],
      description: `The newest ${MAX_PAGE}, newest first. \`completions\` has all of them.`,
    }),
    completions: t.connection(
      {
        type: EntryType,
        description: 'All of them, newest first.',
        args: { filter: t.arg({ type: FilterInput, required: false, description: 'Only some of them.' }) },
        resolve: async (_transcript, { filter, ...args }, context) => {
          const wanted = { ...readFilter(filter), userId: signedIn(context).userId };
          const page = await keysetPage<TranscriptEntry>(args, PLACES, ({ after, before, ...rest }) => {
            const [afterDay, afterNumber] = placeOf(after);
            const [beforeDay, beforeNumber] = placeOf(before);
            return completionsOf(context.db, {
              ...{ ...wanted, ...rest, afterDay, afterNumber, beforeDay, beforeNumber },
            });
          });
          return { ...page, count: async () => (await completionCount(context.db, wanted))[0]?.count ?? 0 };
        },
      },
      {
        fields: (t) => ({
          totalCount: t.int({
            description: 'How many there are in all, whatever the page.',
            resolve: ({ count }) => count(),
          }),
        }),
      },
    ),
    count: t.exposeInt('count', { description: 'How many entries there are in total.' }),
    totalHours: t.field({
      type: 'Decimal',
      description:
        'Total hours of 60 minutes, of study or of live instruction attended, without specimens and repeats.',
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
