import type { FileKind } from '../../../../../drizzle/tables/files.ts';

export type FileUse = 'PICTURE' | 'SOUND' | 'FILM' | 'PAPER' | 'CAPTIONS';
type Kind = { endings: readonly string[]; use: FileUse; type: string; mostBytes: number };

/** What a course may have in its folder files/, with the type under which it is sent. */
export const KINDS: Record<FileKind, Kind> = {
  SVG: { endings: ['svg'], use: 'PICTURE', type: 'image/svg+xml', mostBytes: 500_000 },
  PNG: { endings: ['png'], use: 'PICTURE', type: 'image/png', mostBytes: 1_000_000 },
  WEBP: { endings: ['webp'], use: 'PICTURE', type: 'image/webp', mostBytes: 1_000_000 },
  JPEG: { endings: ['jpg', 'jpeg'], use: 'PICTURE', type: 'image/jpeg', mostBytes: 1_000_000 },
  PDF: { endings: ['pdf'], use: 'PAPER', type: 'application/pdf', mostBytes: 10_000_000 },
  MP3: { endings: ['mp3'], use: 'SOUND', type: 'audio/mpeg', mostBytes: 20_000_000 },
  M4A: { endings: ['m4a'], use: 'SOUND', type: 'audio/mp4', mostBytes: 20_000_000 },
  MP4: { endings: ['mp4'], use: 'FILM', type: 'video/mp4', mostBytes: 20_000_000 },
  WEBM: { endings: ['webm'], use: 'FILM', type: 'video/webm', mostBytes: 20_000_000 },
  VTT: { endings: ['vtt'], use: 'CAPTIONS', type: 'text/vtt; charset=utf-8', mostBytes: 500_000 },
};

const ALL = Object.entries(KINDS) as [FileKind, Kind][];
export const ENDINGS: readonly string[] = ALL.flatMap(([, { endings }]) => endings);

/** The folder of a course for everything that is not text. */
export const FILES = 'files/';
const NAME = new RegExp(`^${FILES}[a-z0-9]+(-[a-z0-9]+)*\\.(${ENDINGS.join('|')})$`);
export const isFileName = (path: string): boolean => path.length <= 100 && NAME.test(path);

const ending = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** The kind that a name promises; null for any other name. */
export function kindOf(path: string): FileKind | null {
  const last = ending(path).toLowerCase();
  return ALL.find(([, { endings }]) => endings.includes(last))?.[0] ?? null;
}

export const useOf = (kind: FileKind): FileUse => KINDS[kind].use;

export const isRecording = (kind: FileKind): boolean => useOf(kind) === 'SOUND' || useOf(kind) === 'FILM';

/** A folder has files/ for such a file, and it is read as bytes wherever it lies. */
export const isOfFiles = (path: string): boolean => path.startsWith(FILES) || kindOf(path) !== null;

/** The name of a file on the server: nobody knows it who was not told. */
export function hashName({ sha256, kind }: { sha256: string; kind: FileKind }): string {
  return `${sha256}.${KINDS[kind].endings[0]}`;
}

/** Captions and transcript of a recording have its name. */
export const captionsOf = (path: string): string => path.replace(/\.[a-z0-9]+$/, '.vtt');
export function transcriptOf(path: string): string {
  return path.replace(FILES, 'transcripts/').replace(/\.[a-z0-9]+$/, '.md');
}

export function sizeText(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1_000))} kB`;
}
