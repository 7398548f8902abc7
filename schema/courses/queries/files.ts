import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseVersionId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { FileKind } from '../../../drizzle/tables/files.ts';
import { sheetWords } from '../rules/kitWords.ts';
import { type SheetReader, sheetPath, WHOLE_KIT } from '../rules/package/kit.ts';

/** A file of a version, without its bytes. `captionsSha256`: captions that lie beside a recording. */
export type FileRow = {
  path: string;
  sha256: string;
  kind: FileKind;
  sizeBytes: number;
  width: number | null;
  height: number | null;
  pages: number | null;
  transcript: string | null;
  attribution: string | null;
  license: string | null;
  captionsSha256: string | null;
};

/** A file as JSON. `f` and `c` are the names of its row and of that of its captions in the statement. */
function described(f: 'f' | 'l', c: 'c' | null): SQL {
  const row = sql.identifier(f);
  const captionsSha256 = c === null ? sql`null` : sql`${sql.identifier(c)}.sha256`;
  return sql`json_build_object('path', ${row}.path, 'sha256', ${row}.sha256, 'kind', ${row}.kind, 'sizeBytes', ${row}.size_bytes,
    'width', ${row}.width, 'height', ${row}.height, 'pages', ${row}.pages, 'transcript', ${row}.transcript,
    'attribution', ${row}.attribution, 'license', ${row}.license, 'captionsSha256', ${captionsSha256})`;
}
const captions = sql`left join course_files c on c.version_id = f.version_id and c.kind = 'VTT' and f.kind <> 'VTT'
  and c.path = regexp_replace(f.path, '[.][a-z0-9]+$', '.vtt')`;

/** The files that the text of a module names, as JSON; `module` is the name of its row in the statement. */
export function filesIn(module: 'm'): SQL {
  const m = sql.identifier(module);
  return sql`coalesce((select json_agg(${described('f', 'c')} order by f.path) from course_files f ${captions}
    where f.version_id = ${m}.version_id and strpos(${m}.body, f.path) > 0), '[]'::json)`;
}

export type DownloadRow = {
  versionId: CourseVersionId;
  title: string;
  forWhom: string;
  anybody: boolean;
  file: FileRow;
  /** The same for Letter paper; null for what is no printable sheet. */
  letter: FileRow | null;
};

/** A row of the list in course.yaml, or a drawn sheet, which has its words in the language of its course. */
type ListedRow = Omit<DownloadRow, 'title' | 'forWhom'> & {
  title: string | null;
  forWhom: string | null;
  reader: SheetReader | null;
  language: string;
};

const listed = sql`select place, e ->> 'file' as path, null as letter, e ->> 'title' as title, e ->> 'forWhom' as for_whom, null as reader,
    coalesce((e ->> 'anybody')::boolean, false) as anybody
  from jsonb_array_elements(v.package -> 'course' -> 'downloads') with ordinality as d(e, place)`;
const sheets = sql`select 1000 + place, 'kit/' || (e ->> 'id') || '.pdf', 'kit/letter/' || (e ->> 'id') || '.pdf', e ->> 'title', null, e ->> 'for', false
  from jsonb_array_elements(v.package -> 'kit') with ordinality as s(e, place)`;
const wholeKit = sql`select 1000, ${sql.raw(`'${sheetPath(WHOLE_KIT)}', '${sheetPath(WHOLE_KIT, 'LETTER')}'`)}, null, null, 'BOTH', false
  where v.package ? 'kit'`;

const downloads = statement<{ ids: readonly CourseVersionId[] }, ListedRow>(
  'downloads_of_versions',
  (
    p,
  ) => sql`select v.id as "versionId", v.language, d.title, d.for_whom as "forWhom", d.reader, d.anybody, ${described('f', 'c')} as file,
      case when l.path is null then null else ${described('l', null)} end as letter
    from course_versions v
    cross join lateral (${listed} union all ${sheets} union all ${wholeKit}) as d(place, path, letter, title, for_whom, reader, anybody)
    join course_files f on f.version_id = v.id and f.path = d.path ${captions}
    left join course_files l on l.version_id = v.id and l.path = d.letter
    where v.id = any(${p('ids')}::uuid[]) order by v.id, d.place`,
);

/** What each version offers to take along, in the order of its course.yaml; then its whole kit and the sheets of it. */
export async function downloadsOf(db: Database, ids: readonly CourseVersionId[]): Promise<DownloadRow[]> {
  const rows = await downloads(db, { ids });
  return rows.map(({ title, forWhom, reader, language, ...row }) => {
    const words = sheetWords(language);
    return { ...row, title: title ?? words.kit, forWhom: forWhom ?? (reader === null ? '' : words.forWhom[reader]) };
  });
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
