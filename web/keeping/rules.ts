import type { CourseFile } from '../design/parts/files.ts';
import { isDoor } from './names.ts';

/** How long a module stays on a device. */
export const DAYS = 14;
const LONGEST_MS = DAYS * 24 * 60 * 60 * 1000;
/** What a build of today writes; what another wrote is not read. */
const FORM = 2;

type Erratum = { key: string; publishedOn: string; text: string };
type Notice = {
  country: string;
  title: string;
  for: string | null;
  hours: string | null;
  inWriting: string | null;
  text: string;
  phone: string | null;
  url: string | null;
  checkedOn: string;
  checkedHow: 'CALLED' | 'PAGE' | 'COPY' | 'DIRECTORY' | null;
};
type Aim = { key: string; text: string };
type Key = { key: string };
/** What the links of a text name; null for a text in Markdown alone. */
type Marks = {
  claims: (Key & { grade: 'STRONG' | 'MIXED' | 'CONTESTED' | 'PRACTICE'; whatWouldChangeIt: string; sources: Key[] })[];
  terms: (Key & { term: string; meaning: string })[];
  references: (Key & { citation: string; doi: string | null; url: string | null })[];
  modules: (Key & { position: number; title: string })[];
} | null;
/** What is kept of a picture is its bytes, in its address. Nothing else of files/ is kept. */
type File = CourseFile;

/** The text of a module, as a device keeps it. Nothing in it was written by the reader or says who they are. */
export type Kept = {
  form: number;
  /** Its address in the app. */
  path: string;
  until: number;
  /** Tells one reader from another, and not who it is. */
  whose: string;
  number: number;
  total: number;
  title: string;
  aims: Aim[];
  body: string;
  /** What was kept before texts had links of this kind lacks it. */
  marks?: Marks;
  transcript: string | null;
  errata: Erratum[];
  notices: Notice[];
  /** Absent in what was kept before texts had files. */
  files?: File[];
};

type Shown = {
  module: {
    number: number;
    title: string;
    objectives: readonly Aim[];
    text: { body: string; marks: Marks; transcript: string | null; files: readonly File[] };
    errata: readonly Erratum[];
  };
  total: number;
  notices: readonly Notice[];
};
/** What a page has that may be kept. */
export type Keepable = Shown & { path: string };

/** A device keeps the pictures of a module up to this size together, smaller ones first. */
const MOST_PICTURE_BYTES = 3_000_000;

/** The pictures that are kept with a module. */
export function picturesToKeep({ module: { text } }: Pick<Keepable, 'module'>): File[] {
  let room = MOST_PICTURE_BYTES;
  return text.files
    .filter(({ width }) => width !== null)
    .toSorted((a, b) => a.sizeBytes - b.sizeBytes)
    .filter(({ sizeBytes }) => {
      room -= sizeBytes;
      return room >= 0;
    });
}

type Terms = { until: number; whose: string; pictures: ReadonlyMap<string, string> };

/** Takes from a module what is kept, and nothing else of it. `pictures` has the bytes of pictures, as addresses, by their paths. */
export function keptOf({ path, module, total, notices }: Keepable, { until, whose, pictures }: Terms): Kept {
  const { number, title, text } = module;
  return {
    ...{ form: FORM, path, until, whose, number, total, title, body: text.body },
    ...{ marks: text.marks, transcript: text.transcript },
    aims: module.objectives.map(({ key, text }) => ({ key, text })),
    errata: module.errata.map(({ key, publishedOn, text }) => ({ key, publishedOn, text })),
    notices: notices.map(({ country, title, text, phone, url, checkedOn, ...said }) => ({
      ...{ country, title, text, phone, url, checkedOn },
      ...{ for: said.for, hours: said.hours, inWriting: said.inWriting, checkedHow: said.checkedHow },
    })),
    files: text.files.flatMap((file) => {
      const url = pictures.get(file.path);
      return url === undefined ? [] : [fileOf(file, url)];
    }),
  };
}

function fileOf({ path, kind, sizeBytes, width, height, attribution, license }: File, url: string): File {
  return { path, url, kind, sizeBytes, width, height, transcript: null, captionsUrl: null, attribution, license };
}

export const untilFrom = (now: number): number => now + LONGEST_MS;

/** Its days are over, or the clock was set back so far that they seem to begin later. */
const isOver = (until: number, now: number): boolean => now >= until || until - now > LONGEST_MS;

/** What may still be read of what was kept; null where it is over, damaged, or of another form. */
export function readable(value: unknown, now: number): Kept | null {
  if (typeof value !== 'object' || value === null) return null;
  const { form, until, path, whose } = value as Partial<Kept>;
  if (form !== FORM || typeof until !== 'number' || typeof path !== 'string' || typeof whose !== 'string') return null;
  return isOver(until, now) ? null : (value as Kept);
}

/** Addresses for which the worker has a shell: modules, the pages where a reader looks for what is kept, and doors. */
export const hasKeptShell = (path: string): boolean => /^\/(learn|me)(\/|$)/.test(path) || isDoor(path);

/** The assets that a shell names. */
export function assetsIn(shell: string): string[] {
  return [...shell.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
}

/** Whether two addresses are one, however they are encoded. */
export const samePlace = (one: string, other: string): boolean => plain(one) === plain(other);

function plain(path: string): string {
  try {
    return decodeURIComponent(path).replace(/\/$/, '');
  } catch {
    return path;
  }
}
