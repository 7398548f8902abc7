import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseId, type UserId } from '../../drizzle/ids.ts';
import type { NoteErasure } from '../../schema/privacy/operations/noteErasure.ts';

/** Ids of erased accounts and dates, a line each. It survives the database, and names nobody. */
export const erasuresFile = (dataDir: string): string => join(dataDir, 'erasures.jsonl');

/** Adds a line to the file and waits until the disk has it. A second line for one person does no harm. */
export function erasuresIn(dataDir: string): NoteErasure {
  return async (erasure) => {
    await mkdir(dataDir, { recursive: true });
    const file = await open(erasuresFile(dataDir), 'a', 0o600);
    try {
      await file.appendFile(`${JSON.stringify(erasure)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  };
}

/** The people of such a file; none when there is no file. Throws one line when a line cannot be read. */
export async function readErasures(file: string): Promise<UserId[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line, at) => userOf(line) ?? unreadable(file, at + 1));
}

function userOf(line: string): UserId | null {
  try {
    const { userId } = JSON.parse(line);
    return parseId<UserId>(userId);
  } catch {
    return null;
  }
}

function unreadable(file: string, line: number): never {
  throw new Error(
    `Line ${line} of ${file} names no account. Correct or remove it: everyone else in it must be erased again.`,
  );
}
