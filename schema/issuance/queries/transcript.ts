import { sql } from 'drizzle-orm';
import type { PublicFacts } from '../../../certificates/facts/publicFacts.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, UserId } from '../../../drizzle/ids.ts';
import { type Parameter, statement } from '../../../drizzle/statement.ts';
import { MAX_PAGE } from '../../../drizzle/window.ts';
import { plainKeyInSql } from '../rules/claimKeys.ts';
import { type Stored, withFacts } from './storedFacts.ts';

/** A completion by its plain certificate or, where that does not stand, another. `repeat`: another completion counts instead. */
export type TranscriptEntry = {
  enrollmentId: EnrollmentId;
  number: string;
  /** Of every certificate that stands for the completion, this one first. */
  numbers: string[];
  specimen: boolean;
  repeat: boolean;
  publicFacts: PublicFacts;
};
export type Transcript = { entries: TranscriptEntry[]; totalHundredths: number; count: number };
type StoredTranscript = Omit<Transcript, 'entries'> & { entries: Stored<TranscriptEntry>[] };

// Specimens are listed and marked, and never counted. Revoked and replaced certificates are neither listed nor counted. A
// completion with several certificates is one, and attendance alone is none. Each course counts once, in any version and under any slug: the first completion
// for credit, else the first. The database sums over every completion, because only one page of them is read.
const kept = (p: Parameter<{ userId: UserId }>) => sql`standing as (
      select k.enrollment_id, k.number, k.specimen, k.purpose, k.public_facts, e.completed_at, e.round,
        coalesce(c.lineage_id, c.id) as lineage, row_number() over by_kind as place,
        array_agg(k.number) over (by_kind rows between unbounded preceding and unbounded following) as numbers
      from certificates k join enrollments e on e.id = k.enrollment_id join courses c on c.id = e.course_id
      where k.user_id = ${p('userId')} and k.revoked_at is null and k.superseded_at is null
        and k.public_facts->>'certifies' is null
      window by_kind as (partition by e.id order by k.claim_key = ${sql.raw(plainKeyInSql('e.id'))} desc, k.number)
    ), kept as (
      select enrollment_id as "enrollmentId", number, numbers, specimen, public_facts as "publicFacts", row_number() over (
          partition by lineage, specimen order by purpose = 'CREDIT' desc, completed_at, round, number) > 1 as repeat
      from standing where place = 1
    )`;

const transcripts = statement<{ userId: UserId }, Transcript, StoredTranscript>(
  'transcript_of',
  (p) => sql`with ${kept(p)}
    select coalesce((select json_agg(row_to_json(k)) from (
        select * from kept order by "publicFacts"->>'completedOn' desc, number limit ${sql.raw(String(MAX_PAGE))}) k), '[]') as entries,
      coalesce((select sum(("publicFacts"->>'studyHundredths')::int) from kept where not specimen and not repeat), 0)::int as "totalHundredths",
      (select count(*) from kept)::int as count`,
  ({ entries, ...totals }) => ({ ...totals, entries: entries.map(withFacts<TranscriptEntry>) }),
);

/** A person's newest hundred completions with a certificate that stands, and the hours of all of them, each course once. */
export async function transcriptOf(db: Database, userId: UserId): Promise<Transcript> {
  return (await transcripts(db, { userId }))[0] ?? { entries: [], totalHundredths: 0, count: 0 };
}

/** Which completions. Null: whatever it is. */
export type TranscriptFilter = {
  userId: UserId;
  /** A part of the course's title, of the organization's name or of a number, in any case. */
  text: string | null;
  statuses: TranscriptEntryStatus[] | null;
  /** The days of completion, both included. */
  from: string | null;
  to: string | null;
};

/** Whether an entry is in the total; a specimen and a repeat are not. */
export const TRANSCRIPT_ENTRY_STATUSES = ['COUNTED', 'REPEAT', 'SPECIMEN'] as const;
export type TranscriptEntryStatus = (typeof TRANSCRIPT_ENTRY_STATUSES)[number];

export function entryStatusOf({ specimen, repeat }: TranscriptEntry): TranscriptEntryStatus {
  return specimen ? 'SPECIMEN' : repeat ? 'REPEAT' : 'COUNTED';
}

const day = sql`"publicFacts"->>'completedOn'`;
const named = sql`lower(concat_ws(' ', "publicFacts"->'course'->>'title', "publicFacts"->'organization'->>'legalName',
  array_to_string(numbers, ' ')))`;
const status = sql`case when specimen then 'SPECIMEN' when repeat then 'REPEAT' else 'COUNTED' end`;
const matching = (p: Parameter<TranscriptFilter>) => sql`
  (${p('text')}::text is null or strpos(${named}, lower(${p('text')}::text)) > 0)
  and (${p('statuses')}::text[] is null or ${status} = any(${p('statuses')}::text[]))
  and (${p('from')}::text is null or ${day} >= ${p('from')}::text)
  and (${p('to')}::text is null or ${day} <= ${p('to')}::text)`;

/** A place among the completions: the newest day first and, on one day, in the order of the numbers. */
type Between = {
  afterDay: string | null;
  afterNumber: string | null;
  beforeDay: string | null;
  beforeNumber: string | null;
  inverted: boolean;
  limit: number;
};

/** A person's completions within a page. */
export const completionsOf = statement<TranscriptFilter & Between, TranscriptEntry, Stored<TranscriptEntry>>(
  'transcript_completions',
  (p) => sql`with ${kept(p)}
    select * from kept where ${matching(p)}
      and (${p('afterDay')}::text is null or ${day} < ${p('afterDay')}::text
        or (${day} = ${p('afterDay')}::text and number > ${p('afterNumber')}::text))
      and (${p('beforeDay')}::text is null or ${day} > ${p('beforeDay')}::text
        or (${day} = ${p('beforeDay')}::text and number < ${p('beforeNumber')}::text))
    order by (case when ${p('inverted')}::boolean then ${day} end) asc nulls last,
      (case when ${p('inverted')}::boolean then number end) desc nulls last, ${day} desc, number
    limit ${p('limit')}::int`,
  withFacts,
);

/** How many completions there are. */
export const completionCount = statement<TranscriptFilter, { count: number }>(
  'transcript_completion_count',
  (p) => sql`with ${kept(p)} select count(*)::int as count from kept where ${matching(p)}`,
);
