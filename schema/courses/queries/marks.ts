import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId, ModuleId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { Reference } from '../../../drizzle/tables/courses.ts';
import type { Claim, Term } from '../../../drizzle/tables/marks.ts';
import { DIALECT_NUMBER } from '../../edited/dialect.ts';
import { type LinkedModule, type SupportedClaim, supported, type TextMarks, textMarks } from '../rules/textMarks.ts';

export type ClaimRow = SupportedClaim;

type Claiming = { versionId: CourseVersionId; moduleId: ModuleId; claims: Claim[]; references: Reference[] };
const claiming = statement<{ ids: readonly CourseVersionId[] }, Claiming>(
  'claims_of_versions',
  (p) => sql`select v.id as "versionId", m.id as "moduleId", m.claims, v.reference_list as "references"
    from course_versions v join modules m on m.version_id = v.id and m.claims <> '[]'
    where v.id = any(${p('ids')}::uuid[]) order by v.id, m.position`,
);

/** What the modules of versions claim, in the order of the modules. */
export async function claimsOfVersions(db: Database, ids: readonly CourseVersionId[]): Promise<ClaimRow[]> {
  return (await claiming(db, { ids })).flatMap(supported);
}

type Marked = Claiming & { body: string; dialect: number; glossary: Term[]; modules: LinkedModule[] };
const marked = statement<{ ids: readonly ModuleId[] }, Marked>(
  'marks_of_modules',
  (p) => sql`select m.version_id as "versionId", m.id as "moduleId", m.body, m.claims, v.dialect, v.glossary,
      v.reference_list as "references",
      (select jsonb_agg(jsonb_build_object('key', o.key, 'position', o.position, 'title', o.title) order by o.position)
        from modules o where o.version_id = v.id) as modules
    from modules m join course_versions v on v.id = m.version_id where m.id = any(${p('ids')}::uuid[])`,
);

/** What the texts of modules name, in the order of the ids; null for a text from before the dialect. */
export async function marksOfModules(db: Database, ids: readonly ModuleId[]): Promise<(TextMarks | null)[]> {
  const rows = new Map((await marked(db, { ids })).map((row) => [row.moduleId, row]));
  return ids.map((id) => {
    const row = rows.get(id);
    return row?.dialect === DIALECT_NUMBER ? textMarks(row) : null;
  });
}
