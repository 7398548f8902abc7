import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CreditAwardId, EnrollmentId, LicenseId, TranscriptLinkId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';

export type TranscriptLinkRow = {
  id: TranscriptLinkId;
  licenseId: LicenseId;
  cycleStartsOn: string | null;
  awardIds: CreditAwardId[];
  enrollmentIds: EnrollmentId[];
  expiresOn: string;
  createdAt: Date;
  revokedAt: Date | null;
  /** Whether its license was removed. */
  removed: boolean;
};

const columns = sql`t.id, t.license_id as "licenseId", t.cycle_starts_on::text as "cycleStartsOn", t.award_ids as "awardIds", t.enrollment_ids as "enrollmentIds",
  t.expires_on::text as "expiresOn", t.created_at as "createdAt", t.revoked_at as "revokedAt", l.removed_at is not null as removed`;

/** The links to a person's transcripts, newest first, within a page's window. */
export const transcriptLinksOf = statement<Window & { userId: UserId }, TranscriptLinkRow>(
  'transcript_links_of',
  (p) => sql`select ${columns} from transcript_links t join licenses l on l.id = t.license_id
    where l.user_id = ${p('userId')} and ${windowOn('t.id')}`,
);

const own = statement<{ userId: UserId; id: TranscriptLinkId }, TranscriptLinkRow>(
  'own_transcript_link',
  (p) => sql`select ${columns} from transcript_links t join licenses l on l.id = t.license_id
    where t.id = ${p('id')} and l.user_id = ${p('userId')}`,
);

/** One of this person's links; null when it is not theirs. */
export async function ownTranscriptLink(
  db: Database,
  of: { userId: UserId; id: TranscriptLinkId },
): Promise<TranscriptLinkRow | null> {
  return (await own(db, of))[0] ?? null;
}

const live = statement<{ licenseId: LicenseId; today: string }, { count: number }>(
  'live_transcript_links',
  (p) => sql`select count(*)::int as count from transcript_links t
    where t.license_id = ${p('licenseId')} and t.revoked_at is null and t.expires_on >= ${p('today')}::date`,
);

/** How many links to a license's transcript work today. */
export async function liveLinks(db: Database, of: { licenseId: LicenseId; today: string }): Promise<number> {
  return (await live(db, of))[0]?.count ?? 0;
}
