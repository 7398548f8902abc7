import { sql } from 'drizzle-orm';
import type { PublicFacts } from '../../../certificates/facts/publicFacts.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { MAX_PAGE } from '../../../drizzle/window.ts';
import { type Stored, withFacts } from './storedFacts.ts';

/** `repeat`: another certificate of the same content counts in the total, and this one does not. */
export type TranscriptEntry = { number: string; specimen: boolean; repeat: boolean; publicFacts: PublicFacts };
export type Transcript = { entries: TranscriptEntry[]; totalHundredths: number; count: number };
type StoredTranscript = Omit<Transcript, 'entries'> & { entries: Stored<TranscriptEntry>[] };

// Specimens are listed and marked, and never counted. Revoked and replaced certificates are neither listed nor counted. Each
// course counts once, in any version and under any slug: the first completion for credit, else the first. The database sums over
// every certificate, because only one page of them is read.
const transcripts = statement<{ userId: UserId }, Transcript, StoredTranscript>(
  'transcript_of',
  (p) => sql`with kept as (
      select k.number, k.specimen, k.public_facts as "publicFacts", row_number() over (
          partition by coalesce(c.lineage_id, c.id), k.specimen
          order by k.purpose = 'CREDIT' desc, e.completed_at, e.round, k.number) > 1 as repeat
      from certificates k join enrollments e on e.id = k.enrollment_id join courses c on c.id = e.course_id
      where k.user_id = ${p('userId')} and k.revoked_at is null and k.superseded_at is null
    )
    select coalesce((select json_agg(row_to_json(k)) from (
        select * from kept order by "publicFacts"->>'completedOn' desc, number limit ${sql.raw(String(MAX_PAGE))}) k), '[]') as entries,
      coalesce((select sum(("publicFacts"->>'studyHundredths')::int) from kept where not specimen and not repeat), 0)::int as "totalHundredths",
      (select count(*) from kept)::int as count`,
  ({ entries, ...totals }) => ({ ...totals, entries: entries.map(withFacts<TranscriptEntry>) }),
);

/** A person's newest hundred valid certificates, and the hours of all of them, each course once. */
export async function transcriptOf(db: Database, userId: UserId): Promise<Transcript> {
  return (await transcripts(db, { userId }))[0] ?? { entries: [], totalHundredths: 0, count: 0 };
}
