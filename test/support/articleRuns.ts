import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { parse, stringify } from 'yaml';

const RUN = 8;
/** Bytes of each hash: enough that no run of the course meets one by luck. */
const BYTES = 6;
const SALT = 'better-after-betrayal';
const TEXTS = ['.md', '.yaml', '.svg', '.txt', '.vtt'];
/** What course.yaml quotes of others: the titles of the articles, and the references. */
const QUOTED = ['title', 'basedOn', 'references'];

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/['’‘ʼ`]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

const hashOf = (run: string): string =>
  createHash('sha256').update(`${SALT} ${run}`).digest().subarray(0, BYTES).toString('hex');

/** Every run of eight words in a text, without case, apostrophes and punctuation. */
export function runsOf(text: string): string[] {
  const words = wordsOf(text);
  return words.slice(RUN - 1).map((_, index) => words.slice(index, index + RUN).join(' '));
}

/** The hashes of a text's runs, each once, as `test/fixtures/articleRuns.txt` has them. */
export const hashesOf = (text: string): string[] => [...new Set(runsOf(text).map(hashOf))].sort();

/** The runs of a text whose hashes are among those given. */
export const copiedFrom = (hashes: ReadonlySet<string>, text: string): string[] =>
  runsOf(text).filter((run) => hashes.has(hashOf(run)));

// The address of a link or picture stands between words that readers see side by side; so do tags of a drawing.
const seen = (text: string, ending: string): string =>
  ending === '.svg'
    ? text.replaceAll(/<style>[\s\S]*?<\/style>|<[^>]*>/g, ' ')
    : text.replaceAll(/\]\([^)\s]*(?:\s"([^"]*)")?\)/g, ' $1 ').replaceAll(/[*_~|>]/g, ' ');

function withoutQuotes(text: string): string {
  const course = parse(text) as Record<string, unknown>;
  for (const name of QUOTED) delete course[name];
  return stringify(course, { lineWidth: 0 });
}

/** The prose of a course by file: all that its folder says in words, without titles and references of others. */
export function proseOf(folder: string): { file: string; prose: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && TEXTS.includes(extname(entry.name)))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const file = relative(folder, path);
      const text = readFileSync(path, 'utf8');
      return { file, prose: seen(file === 'course.yaml' ? withoutQuotes(text) : text, extname(entry.name)) };
    });
}
