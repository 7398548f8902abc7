import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = 'server cli schema certificates drizzle faults test bench web webtest'.split(' ');

export type Import = {
  /** A path from the root for our own files, else the package's name as written. */
  target: string;
  /** `import type` is gone before Node runs the file. */
  typeOnly: boolean;
};
export type Source = { path: string; text: string; imports: Import[] };

const STATEMENT = /^\s*(?:import|export)\s+(type\s)?[^'"`;=]*?\bfrom\s*['"]([^'"]+)['"]/gm;
const BARE = /^\s*import\s*['"]([^'"]+)['"]/gm;
const CALL = /\b(?:import|require)\(\s*['"]([^'"]+)['"]/g;

/** Every import of a file, found without a parser: biome puts each statement on a separate line. */
export const importsIn = (path: string, text: string): Import[] => {
  const found = [
    ...[...text.matchAll(STATEMENT)].map(([, type, name]) => ({ name: name ?? '', typeOnly: type !== undefined })),
    ...[...text.matchAll(BARE), ...text.matchAll(CALL)].map(([, name]) => ({ name: name ?? '', typeOnly: false })),
  ];
  return found.map(({ name, typeOnly }) => ({
    target: name.startsWith('.') ? normalize(join(dirname(path), name)) : name,
    typeOnly,
  }));
};

const read = (path: string): Source => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path, text, imports: importsIn(path, text) };
};

/** Every TypeScript file of our own, by its path from the root. */
export const sources: Source[] = FOLDERS.flatMap((folder) =>
  globSync(`${folder}/**/*.{ts,tsx,js}`, { cwd: ROOT, exclude: (name) => name.includes('node_modules') }).sort(),
).map(read);

export const folderOf = (path: string): string => path.split('/')[0] ?? '';

/** One import: `path` imports `target`. */
export type Edge = Import & { path: string };

export const edgesOf = (files: readonly Source[]): Edge[] =>
  files.flatMap(({ path, imports }) => imports.map((one) => ({ path, ...one })));

/** How the laws name an edge, in what they report and in what they let pass. */
export const edgeText = ({ path, target }: Edge): string => `${path} -> ${target}`;

export const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');

/** Folders of schema/ that are no noun: how GraphQL is set up, and how texts are read that people edit. */
const NO_NOUN = /^schema\/(graphql|edited)\//;

/** The noun of a file; null when it has none. */
export const nounOf = (path: string): string | null =>
  NO_NOUN.test(path) ? null : (/^schema\/(\w+)\//.exec(path)?.[1] ?? null);

const KINDS = [
  ['graphql', /^schema\/\w+\/graphql(\/\w+)?\.ts$/],
  ['queries', /^schema\/\w+\/queries(\/\w+)?\.ts$/],
  ['operations', /^schema\/\w+\/operations(\/\w+)*\.ts$/],
  ['rules', /^schema\/\w+\/rules(\/\w+)*\.ts$/],
  ['errors', /^schema\/\w+\/errors\.ts$/],
] as const;
export type Kind = (typeof KINDS)[number][0];

/** Which of the five kinds a noun's file is; null when it has no noun or no known kind. */
export const kindOf = (path: string): Kind | null =>
  nounOf(path) === null ? null : (KINDS.find(([, form]) => form.test(path))?.[0] ?? null);
