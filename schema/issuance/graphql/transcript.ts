import { sql } from 'drizzle-orm';
import type { UserId } from '../../../drizzle/ids.ts';
import { handWritten } from '../../../drizzle/prepared.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { builder } from '../../graphql/builder.ts';
import { MAX_PAGE } from '../../graphql/relay.ts';
import { decimalText } from '../../graphql/scalars.ts';

type Entry = {
  number: string;
  purpose: 'CREDIT' | 'PERSONAL';
  specimen: boolean;
  title: string;
  version: string;
  organization: string;
  completedOn: string;
  studyHundredths: number;
};
type Transcript = { entries: Entry[]; totalHundredths: number; count: number };

// Specimens are listed and marked, and never counted; revoked and replaced certificates are neither.
const transcriptOf = handWritten<Transcript>(
  'transcript_of',
  sql`with kept as (
      select number, purpose, specimen, public_facts->'course'->>'title' as title, public_facts->'course'->>'version' as version,
        public_facts->'organization'->>'legalName' as organization, public_facts->>'completedOn' as "completedOn",
        (public_facts->>'studyHundredths')::int as "studyHundredths"
      from certificates where user_id = ${sql.placeholder('userId')} and revoked_at is null and superseded_at is null
    )
    select coalesce((select json_agg(row_to_json(k)) from (select * from kept order by "completedOn" desc, number limit ${sql.raw(String(MAX_PAGE))}) k), '[]') as entries,
      coalesce((select sum("studyHundredths") from kept where not specimen), 0)::int as "totalHundredths",
      (select count(*) from kept)::int as count`,
);

const EntryType = builder.objectRef<Entry>('TranscriptEntry').implement({
  description: 'A course completed, as its certificate says.',
  fields: (t) => ({
    certificateNumber: t.exposeString('number', { description: 'The number of the certificate.' }),
    title: t.exposeString('title', { description: 'The course.' }),
    version: t.exposeString('version', { description: 'Its version.' }),
    organization: t.exposeString('organization', { description: 'Who issued the certificate.' }),
    completedOn: t.field({ type: 'Date', description: 'The day of completion.', resolve: (row) => row.completedOn }),
    hoursOfStudy: t.field({
      type: 'Decimal',
      description: 'Hours of study of 60 minutes.',
      resolve: (row) => decimalText(row.studyHundredths),
    }),
    specimen: t.exposeBoolean('specimen', { description: 'Made on a demonstration server; not counted in the total.' }),
  }),
});

const TranscriptType = builder.objectRef<Transcript>('Transcript').implement({
  description: 'Everything completed, for a log of professional development.',
  fields: (t) => ({
    entries: t.expose('entries', { type: [EntryType], description: `The newest ${MAX_PAGE}, newest first.` }),
    count: t.exposeInt('count', { description: 'How many there are in all.' }),
    totalHours: t.field({
      type: 'Decimal',
      description: 'Hours of study of 60 minutes in all, without specimens.',
      resolve: (row) => decimalText(row.totalHundredths),
    }),
  }),
});

builder.objectField(ViewerRef, 'transcript', (t) =>
  t.field({
    type: TranscriptType,
    description: 'What you have completed. Revoked and replaced certificates are left out.',
    resolve: async (viewer: { userId: UserId }, _args, { db }) =>
      (await transcriptOf(db, { userId: viewer.userId }))[0] ?? { entries: [], totalHundredths: 0, count: 0 },
  }),
);
