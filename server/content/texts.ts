import { isUtf8 } from 'node:buffer';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { MOST_FILE_BYTES } from '../../drizzle/tables/files.ts';
import { isOfFiles } from '../../schema/courses/rules/package/files/kinds.ts';
import { MAX_FILE_BYTES, MAX_FILES } from '../../schema/courses/rules/package/parse.ts';
import type { Fault } from '../../schema/edited/faults.ts';

export type Texts = { files: Map<string, string>; bytes: Map<string, Buffer>; faults: Fault[] };

/** More is never read into memory, whatever a folder has. */
const MOST_BYTES = 100_000_000;

/**
 * Every file of a folder: as bytes what is of the folder files/ of a course, all else as text. Reports symbolic links, files that
 * are too large and text that is not UTF-8 as faults.
 */
export async function readTexts(folder: string): Promise<Texts> {
  const texts: Texts = { files: new Map(), bytes: new Map(), faults: [] };
  let read = 0;
  const fault = (file: string, message: string) => texts.faults.push({ file, line: 1, message });
  const top = await lstat(folder).catch(() => null);
  if (!top?.isDirectory()) {
    fault('.', `There is no folder ${folder}; name the folder that contains course.yaml.`);
    return texts;
  }
  for (const path of await pathsIn(folder)) {
    const file = relative(folder, path).split(sep).join('/');
    const found = await lstat(path);
    if (texts.files.size + texts.bytes.size > MAX_FILES) break;
    const most = isOfFiles(file) ? MOST_FILE_BYTES : MAX_FILE_BYTES;
    read += found.size;
    if (found.isSymbolicLink()) fault(file, 'This is a symbolic link; put the file itself here.');
    else if (!found.isFile()) fault(file, 'This is not a file; remove it.');
    else if (found.size > most)
      fault(
        file,
        `The file is too large (${(found.size / 1e6).toFixed(1)} MB); keep each file under ${most / 1e6} MB.`,
      );
    else if (read > MOST_BYTES) fault(file, `The folder has more than ${MOST_BYTES / 1e6} MB; make its files smaller.`);
    else if (isOfFiles(file)) texts.bytes.set(file, await readFile(path));
    else await readText(path, file, texts);
  }
  return texts;
}

async function readText(path: string, file: string, { files, faults }: Texts): Promise<void> {
  const bytes = await readFile(path);
  if (isUtf8(bytes)) files.set(file, bytes.toString('utf8'));
  else faults.push({ file, line: 1, message: 'The text is not UTF-8; save it again with that encoding.' });
}

/** Files below a folder. Does not follow links, and skips what editors and systems hide (.git, .DS_Store). */
async function pathsIn(folder: string, depth = 0): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
  const nested = entries.slice(0, MAX_FILES * 2).map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() && depth < 3 ? pathsIn(path, depth + 1) : [path];
  });
  return (await Promise.all(nested)).flat().sort();
}

/** Faults of a folder's files, with the folder before their names. */
export function under(folder: string, faults: readonly Fault[]): Fault[] {
  return faults.map((fault) => ({ ...fault, file: `${folder}/${fault.file}` }));
}
