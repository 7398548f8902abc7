import { statfsSync } from 'node:fs';

/** Why the embedded PostgreSQL cannot run, in one line that says what to do. */
export class PostgresFault extends Error {
  override name = 'PostgresFault';
}

/** Turns an error of a program or of the file system into a `PostgresFault`; `folder` is the folder it was working on. */
export function explain(doing: string, folder: string, said: unknown): PostgresFault {
  if (said instanceof PostgresFault) return said;
  const text = said instanceof Error ? said.message : String(said);
  const code = said instanceof Error && 'code' in said ? said.code : undefined;
  const remedy = remedyFor(text, code, folder);
  return new PostgresFault(`${doing}: ${remedy ?? lastComplaint(text)}`, { cause: said });
}

function remedyFor(text: string, code: unknown, folder: string): string | undefined {
  if (code === 'ENOSPC' || /No space left on device|Disk quota exceeded/.test(text) || isFull(folder)) {
    return `the disk with ${folder} is full. Free some space and start again.`;
  }
  if (code === 'EROFS' || /Read-only file system/.test(text))
    return `${folder} cannot be written (${text}). Set DATA_DIR.`;
  if (code === 'EACCES' || code === 'EPERM') return `no permission to use ${folder} (${text}). Set DATA_DIR.`;
  return undefined;
}

/** On a full disk PostgreSQL may not even be able to log why it ended. */
function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < 1024 * 1024;
  } catch {
    return false;
  }
}

function lastComplaint(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const complaint = lines.findLast((line) => /FATAL|PANIC|error:|ERROR/.test(line)) ?? lines.at(-1);
  return complaint?.trim() ?? 'it ended without a message.';
}
