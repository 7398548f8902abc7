import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId, ModuleId, QuizId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Requirement } from '../../../drizzle/tables/quizzes.ts';

/** A module as published. */
export type PublishedModule = {
  moduleId: ModuleId;
  title: string;
  position: number;
  minSeconds: number;
  /** The quiz that checks it, if it has one. */
  checkQuizId: QuizId | null;
};

/** What enrollments need of a version. None of it ever changes: published versions are insert only. */
export type PublishedVersion = {
  id: CourseVersionId;
  title: string;
  language: string;
  label: string;
  studyHundredths: number;
  notice: string;
  /** In their order. */
  modules: readonly PublishedModule[];
  /** In the order of their ids. */
  modulesById: readonly PublishedModule[];
  postTest: {
    quizId: QuizId;
    maxAttempts: number | null;
    cooldownSeconds: number | null;
    passPercent: number;
    required: readonly Requirement[];
  } | null;
};

const versions = statement<
  { ids: readonly CourseVersionId[] },
  PublishedVersion,
  Omit<PublishedVersion, 'modulesById'>
>(
  'published_versions',
  (p) => sql`select v.id, v.title, v.language, v.label, v.study_hundredths as "studyHundredths", v.notice,
      (select coalesce(json_agg(json_build_object('moduleId', m.id, 'title', m.title, 'position', m.position,
          'minSeconds', m.min_seconds, 'checkQuizId', k.id) order by m.position), '[]')
        from modules m left join quizzes k on k.version_id = m.version_id and k.module_id = m.id
        where m.version_id = v.id) as modules,
      (select json_build_object('quizId', q.id, 'maxAttempts', q.max_attempts, 'cooldownSeconds', q.cooldown_seconds,
          'passPercent', q.pass_percent, 'required', q.required)
        from quizzes q where q.version_id = v.id and q.kind = 'POST_TEST') as "postTest"
    from course_versions v where v.id = any(${p('ids')}::uuid[])`,
  (row) => ({ ...row, modulesById: row.modules.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1)) }),
);

/** A version takes about 3 kB. */
const MOST = 500;
const remembered = new Map<CourseVersionId, PublishedVersion>();

/** These versions, from memory where they were read before. A full memory is emptied. */
export async function publishedVersions(
  db: Database,
  ids: readonly CourseVersionId[],
): Promise<Map<CourseVersionId, PublishedVersion>> {
  const found = new Map<CourseVersionId, PublishedVersion>();
  const lacking = new Set<CourseVersionId>();
  for (const id of ids) {
    const known = remembered.get(id);
    if (known === undefined) lacking.add(id);
    else found.set(id, known);
  }
  if (lacking.size === 0) return found;
  for (const version of await versions(db, { ids: [...lacking] })) {
    if (remembered.size >= MOST) remembered.clear();
    found.set(version.id, version);
    remembered.set(version.id, version);
  }
  return found;
}
