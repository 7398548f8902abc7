import { sql } from 'drizzle-orm';
import type { PublicFacts } from '../../../certificates/facts/publicFacts.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { EnrollmentId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
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
// completion with several certificates is one. Each course counts once, in any version and under any slug: the first completion
// for credit, else the first. The database sums over every completion, because only one page of them is read.
const transcripts = statement<{ userId: UserId }, Transcript, StoredTranscript>(
  'transcript_of',
  (p) => sql`with standing as (
      select k.enrollment_id, k.number, k.specimen, k.purpose, k.public_facts, e.completed_at, e.round,
        coalesce(c.lineage_id, c.id) as lineage, row_number() over by_kind as place,
        array_agg(k.number) over (by_kind rows between unbounded preceding and unbounded following) as numbers
      from certificates k join enrollments e on e.id = k.enrollment_id join courses c on c.id = e.course_id
      where k.user_id = ${p('userId')} and k.revoked_at is null and k.superseded_at is null
      window by_kind as (partition by e.id order by k.claim_key = ${sql.raw(plainKeyInSql('e.id'))} desc, k.number)
    ), kept as (
      select enrollment_id as "enrollmentId", number, numbers, specimen, public_facts as "publicFacts", row_number() over (
          partition by lineage, specimen order by purpose = 'CREDIT' desc, completed_at, round, number) > 1 as repeat
      from standing where place = 1
    )
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
