import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { ReportedCertificateId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';
import type { ReportedFacts } from '../rules/transcriptFacts.ts';

const columns = sql`r.id, r.title, r.provider, r.earned_on::text as "earnedOn", r.amount_hundredths as "amountHundredths", r.unit,
  r.category, r.note`;

/** What a person reported, the newest entry first, within a page's window. */
export const reportedCertificatesOf = statement<Window & { userId: UserId }, ReportedFacts>(
  'reported_certificates_of',
  (p) => sql`select ${columns} from reported_certificates r where r.user_id = ${p('userId')} and ${windowOn('r.id')}`,
);

const own = statement<{ userId: UserId; id: ReportedCertificateId }, ReportedFacts>(
  'own_reported_certificate',
  (p) => sql`select ${columns} from reported_certificates r where r.id = ${p('id')} and r.user_id = ${p('userId')}`,
);

/** One entry of this person; null when it is not theirs. */
export async function ownReportedCertificate(
  db: Database,
  of: { userId: UserId; id: ReportedCertificateId },
): Promise<ReportedFacts | null> {
  return (await own(db, of))[0] ?? null;
}

const same = statement<{ userId: UserId } & Omit<ReportedFacts, 'id'>, ReportedFacts>(
  'same_reported_certificate',
  (p) => sql`select ${columns} from reported_certificates r where r.user_id = ${p('userId')} and r.title = ${p('title')}
    and r.provider = ${p('provider')} and r.earned_on = ${p('earnedOn')}::date and r.amount_hundredths = ${p('amountHundredths')}::int
    and r.unit = ${p('unit')} and r.category is not distinct from ${p('category')}::text
    and r.note is not distinct from ${p('note')}::text limit 1`,
);

/** The entry that says exactly this already; null when there is none. */
export async function sameReported(
  db: Database,
  of: { userId: UserId } & Omit<ReportedFacts, 'id'>,
): Promise<ReportedFacts | null> {
  return (await same(db, of))[0] ?? null;
}

const counts = statement<{ userId: UserId }, { count: number }>(
  'count_of_reported_certificates',
  (p) => sql`select count(*)::int as count from reported_certificates r where r.user_id = ${p('userId')}`,
);

export async function countOfReported(db: Database, userId: UserId): Promise<number> {
  return (await counts(db, { userId }))[0]?.count ?? 0;
}
