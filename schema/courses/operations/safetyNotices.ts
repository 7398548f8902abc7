import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId } from '../../../drizzle/ids.ts';
import { safetyNotices } from '../../../drizzle/schema.ts';
import { canonicalJson } from '../../edited/canonical.ts';
import type { SafetyNotice } from '../rules/package/shape.ts';

/** The safety notices of a course in the form of its file, in order. Omits absent parts. */
export async function storedNotices(db: Database, courseId: CourseId): Promise<SafetyNotice[]> {
  const ofCourse = eq(safetyNotices.courseId, courseId);
  const rows = await db.select().from(safetyNotices).where(ofCourse).orderBy(safetyNotices.position);
  return rows.map((row) => ({
    country: row.country,
    title: row.title,
    for: row.for ?? undefined,
    hours: row.hours ?? undefined,
    inWriting: row.inWriting ?? undefined,
    text: row.text,
    phone: row.phone ?? undefined,
    url: row.url ?? undefined,
    checkedOn: row.checkedOn,
    checkedHow: row.checkedHow ?? undefined,
    source: row.source ?? undefined,
  }));
}

type Replacement = { courseId: CourseId; notices: SafetyNotice[]; keepNewer: boolean };

/**
 * Replaces a course's safety notices by these, in the caller's transaction. Writes nothing when they are the same. With
 * `keepNewer`, does not replace notices that were checked on the same day or later.
 */
export async function replaceNotices(tx: Database, { courseId, notices, keepNewer }: Replacement): Promise<void> {
  const stored = await storedNotices(tx, courseId);
  if (canonicalJson(stored) === canonicalJson(notices)) return;
  if (keepNewer && stored.length > 0 && newestCheck(stored) >= newestCheck(notices)) return;
  await tx.delete(safetyNotices).where(eq(safetyNotices.courseId, courseId));
  if (notices.length === 0) return;
  await tx.insert(safetyNotices).values(notices.map((notice, index) => ({ ...notice, courseId, position: index + 1 })));
}

const newestCheck = (notices: readonly { checkedOn: string }[]): string =>
  notices
    .map(({ checkedOn }) => checkedOn)
    .sort()
    .at(-1) ?? '';
