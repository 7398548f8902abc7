import { stringify } from 'yaml';
import { readYaml } from '../../../edited/yaml.ts';
import { withCallouts } from './boxes.ts';

export type Adopted = {
  id: string;
  title: string;
  /** What a learner can do after it, in the words of the file. */
  objectives: string[];
  body: string;
  /** Of the top of the file, what a module has no place for. */
  leftOut: string[];
};

/** A text of another program as a module: its title and objectives, and its words with the boxes that we know. */
export function adoptModule(file: string, text: string): Adopted {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const { front, body } = parted(plain);
  const heading = /^# +(?<words>[^\n]+)\n?/m.exec(body);
  const title = lineOf(front.title) ?? heading?.groups?.words?.trim() ?? slugOf(file).replace(/-/g, ' ');
  // The page shows the title, so that a first heading with the same words would be said twice.
  const said = heading !== null && heading.groups?.words?.trim() === title ? body.replace(heading[0], '') : body;
  const objectives = Array.isArray(front.objectives) ? front.objectives.flatMap((one) => lineOf(one) ?? []) : [];
  const leftOut = Object.keys(front).filter(
    (name) => name !== 'title' && (name !== 'objectives' || objectives.length === 0),
  );
  return { id: slugOf(file), title, objectives, body: withCallouts(said).trim(), leftOut };
}

/** The file of an adopted module. */
export function moduleText({ id, title, body }: Adopted, objectives: readonly string[]): string {
  return `---\n${stringify({ id, title, kind: 'READING', objectives }, { lineWidth: 0 })}---\n\n${body}\n`;
}

function parted(text: string): { front: Record<string, unknown>; body: string } {
  const end = text.startsWith('---\n') ? text.indexOf('\n---', 3) : -1;
  if (end === -1) return { front: {}, body: text };
  const { yaml } = readYaml('', text.slice(4, end + 1));
  const held: unknown = yaml?.value;
  const lineEnd = text.indexOf('\n', end + 4);
  const body = lineEnd === -1 ? '' : text.slice(lineEnd + 1);
  return { front: typeof held === 'object' && held !== null ? { ...held } : {}, body };
}

const lineOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.replace(/\s+/g, ' ').trim().slice(0, 160) : null;

/** The name of a file without its number and ending. */
function slugOf(file: string): string {
  const slug = file
    .replace(/\.md$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-?(?:\d{1,4}-)?/, '')
    .slice(0, 60)
    .replace(/-$/, '');
  return slug === '' ? 'module' : slug;
}
