import { desc } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { safetyNotices } from '../../../drizzle/schema.ts';
import type { SafetyNoticeRow } from '../../courses/queries.ts';

/** Every service that helps in a crisis, each once, as it was checked last: by country, then by title. */
export async function crisisServices(db: Database): Promise<SafetyNoticeRow[]> {
  return db
    .selectDistinctOn([safetyNotices.country, safetyNotices.title])
    .from(safetyNotices)
    .orderBy(safetyNotices.country, safetyNotices.title, desc(safetyNotices.checkedOn))
    .limit(200);
}
