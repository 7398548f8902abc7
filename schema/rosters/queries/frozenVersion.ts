import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type {
  COURSE_FORMATS,
  COURSE_LEVELS,
  Objective,
  Reference,
  ReviewRecord,
} from '../../../drizzle/tables/courses.ts';
import type { StudyCalculation } from '../../../drizzle/tables/studyCalculation.ts';

/** A version of a course as it was published, which never changes. */
export type FrozenVersion = {
  id: CourseVersionId;
  slug: string;
  label: string;
  title: string;
  contentHash: string;
  language: string;
  format: (typeof COURSE_FORMATS)[number];
  level: (typeof COURSE_LEVELS)[number];
  objectives: Objective[];
  audience: string[];
  commercialSupport: string;
  references: Reference[];
  review: ReviewRecord;
  calculation: StudyCalculation;
  wordCount: number;
  studyHundredths: number;
  publishedAt: Date;
};

const version = statement<{ id: CourseVersionId }, FrozenVersion>(
  'frozen_version',
  (
    p,
  ) => sql`select v.id, c.slug, v.label, v.title, v.content_hash as "contentHash", v.language, v.format, v.level, v.objectives,
      v.audience, v.commercial_support as "commercialSupport", v.reference_list as "references", v.review, v.calculation,
      v.word_count as "wordCount", v.study_hundredths as "studyHundredths", v.published_at as "publishedAt"
    from course_versions v join courses c on c.id = v.course_id where v.id = ${p('id')}`,
);

/** A published version. Versions are never deleted. */
export async function frozenVersion(db: Database, id: CourseVersionId): Promise<FrozenVersion> {
  const [found] = await version(db, { id });
  if (found === undefined) throw new Error('no row for the version of an enrollment');
  return found;
}
