import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { FileKind } from '../../../drizzle/tables/files.ts';

/** A file of a version, without its bytes. `captionsSha256`: captions that lie beside a recording. */
export type FileRow = {
  path: string;
  sha256: string;
  kind: FileKind;
  sizeBytes: number;
  width: number | null;
  height: number | null;
  transcript: string | null;
  attribution: string | null;
  license: string | null;
  captionsSha256: string | null;
};

const described = sql`json_build_object('path', f.path, 'sha256', f.sha256, 'kind', f.kind, 'sizeBytes', f.size_bytes,
  'width', f.width, 'height', f.height, 'transcript', f.transcript, 'attribution', f.attribution, 'license', f.license,
  'captionsSha256', c.sha256)`;
const captions = sql`left join course_files c on c.version_id = f.version_id and c.kind = 'VTT' and f.kind <> 'VTT'
  and c.path = regexp_replace(f.path, '[.][a-z0-9]+$', '.vtt')`;

/** The files that the text of a module names, as JSON; `module` is the name of its row in the statement. */
export function filesIn(module: 'm'): SQL {
  const m = sql.identifier(module);
  return sql`coalesce((select json_agg(${described} order by f.path) from course_files f ${captions}
    where f.version_id = ${m}.version_id and strpos(${m}.body, f.path) > 0), '[]'::json)`;
}

export type DownloadRow = {
  versionId: CourseVersionId;
  title: string;
  forWhom: string;
  anybody: boolean;
  file: FileRow;
};

const downloads = statement<{ ids: readonly CourseVersionId[] }, DownloadRow>(
  'downloads_of_versions',
  (p) => sql`select v.id as "versionId", d.entry ->> 'title' as title, d.entry ->> 'forWhom' as "forWhom",
      coalesce((d.entry ->> 'anybody')::boolean, false) as anybody, ${described} as file
    from course_versions v
    cross join lateral jsonb_array_elements(v.package -> 'course' -> 'downloads') with ordinality as d(entry, place)
    join course_files f on f.version_id = v.id and f.path = d.entry ->> 'file' ${captions}
    where v.id = any(${p('ids')}::uuid[]) order by v.id, d.place`,
);

/** What each version offers to take along, in the order of its course.yaml. */
export function downloadsOf(db: Database, ids: readonly CourseVersionId[]): Promise<DownloadRow[]> {
  return downloads(db, { ids });
}

/** A stored file: its size, and its bytes from one place on, up to a length. */
export type FilePart = { kind: FileKind; size: number; bytes: Buffer };

const part = statement<{ sha256: string; from: number; length: number }, FilePart>(
  'stored_file_part',
  (
    p,
  ) => sql`select kind, octet_length(bytes) as size, substring(bytes from ${p('from')}::int + 1 for ${p('length')}::int) as bytes
    from stored_files where sha256 = ${p('sha256')}`,
);

/** A part of a stored file, read alone; null when there is no such file. */
export async function partOfFile(
  db: Database,
  of: { sha256: string; from: number; length: number },
): Promise<FilePart | null> {
  return (await part(db, of))[0] ?? null;
}
