import type { z } from 'zod';
import { readText } from '../../../edited/dialectFaults.ts';
import { didYouMean, type Fault, sortFaults } from '../../../edited/faults.ts';
import { proseFaults } from '../../../edited/markdown.ts';
import { readSheet } from '../../../edited/sheet/readSheet.ts';
import { normalized } from '../../../edited/text.ts';
import { checkShape, type EditedYaml, readYaml } from '../../../edited/yaml.ts';
import { holdsHidden } from '../../../plainText.ts';
import type { CoursePackage } from './canonical.ts';
import { isRecording, transcriptOf } from './files/kinds.ts';
import { type PackagedFile, readFile as readAttached } from './files/readFile.ts';
import { FOLLOW_UP, followUpShape, packagedRounds, readRecalls } from './followUp.ts';
import { sheetId, sheetShape } from './kit.ts';
import { checkLinks, checkToday } from './links.ts';
import { practiceShape } from './practice.ts';
import { quizShape } from './quizShape.ts';
import type { ReadFollowUp, ReadModule, ReadPackage, ReadQuiz, ReadSheetFile } from './readPackage.ts';
import { readQuestion } from './readQuestion.ts';
import {
  courseShape,
  errataShape,
  evaluationShape,
  type ForYourself,
  forYourselfShape,
  frontMatterShape,
  safetyNoticesShape,
} from './shape.ts';

/** The size limit of a package file; a whole module is some 10 kB. */
export const MAX_FILE_BYTES = 1_000_000;
export const MAX_FILES = 300;
const KNOWN_FILE =
  /^(course\.yaml|evaluation\.yaml|safety-notices\.yaml|errata\.yaml|follow-up\.yaml|for-yourself\.md|README\.md|modules\/\d\d-[a-z0-9-]+\.md|quizzes\/(pre-test|post-test|check-[a-z0-9-]+)\.yaml|practice\/[a-z0-9-]+\.yaml|kit\/[a-z0-9-]+\.md|transcripts\/[a-z0-9-]+\.(md|txt))$/;
const FOR_YOURSELF = 'for-yourself.md';
const EXPECTED = [
  FOR_YOURSELF,
  'course.yaml',
  'evaluation.yaml',
  'safety-notices.yaml',
  'errata.yaml',
  'follow-up.yaml',
  'quizzes/pre-test.yaml',
  'quizzes/post-test.yaml',
];

export type ParsedPackage =
  | { ok: true; package: CoursePackage; warnings: Fault[] }
  | { ok: false; faults: Fault[]; warnings: Fault[] };

type Given = { today?: string; bytes?: ReadonlyMap<string, Buffer> };

/**
 * Reads a course folder, given as text by path, and as bytes what is of the folder files/. Returns either the whole package, or every fault with file, line and what to
 * write instead. With today (YYYY-MM-DD), future dates are faults too. Warnings never stop an import.
 */
export function parsePackage(
  files: ReadonlyMap<string, string>,
  { today, bytes = new Map() }: Given = {},
): ParsedPackage {
  const faults: Fault[] = [...fileFaults(files, bytes.size)];
  const read = <Shape extends z.ZodType>(file: string, shape: Shape) => readFile(files, file, shape, faults);
  const course = read('course.yaml', courseShape);
  const evaluation = read('evaluation.yaml', evaluationShape);
  const safety = read('safety-notices.yaml', safetyNoticesShape);
  const errata = files.has('errata.yaml') ? read('errata.yaml', errataShape) : { value: { errata: [] }, yaml: null };
  if (!files.has('quizzes/post-test.yaml'))
    faults.push({
      file: 'quizzes/post-test.yaml',
      line: 1,
      message: 'The file is missing; a course ends with a post-test.',
    });
  const paths = [...files.keys()].sort();
  const found: ReadPackage = {
    files,
    attached: readAll(bytes, faults),
    course,
    evaluation,
    safety,
    errata,
    modules: paths.filter((path) => /^modules\/.*\.md$/.test(path)).map((file) => readModule(files, file, faults)),
    quizzes: paths.filter((path) => /^quizzes\/.*\.yaml$/.test(path)).map((file) => readQuiz(files, file, faults)),
    forYourself: readForYourself(files, faults),
    followUp: readFollowUp(files, faults),
    practices: paths
      .filter((path) => path.startsWith('practice/'))
      .map((file) => ({ ...read(file, practiceShape), file, module: file.replace(/^practice\/|\.yaml$/g, '') })),
    sheets: paths.filter((path) => /^kit\/.*\.md$/.test(path)).map((file) => readSheetFile(files, file, faults)),
  };
  const linked = checkLinks(found);
  faults.push(...linked.faults, ...(today === undefined ? [] : checkToday(found, today)));
  const complete = faults.length === 0 ? assemble(found, bytes) : null;
  if (complete === null) return { ok: false, faults: sortFaults(faults), warnings: linked.warnings };
  return { ok: true, package: complete, warnings: sortFaults(linked.warnings) };
}

function readAll(bytes: ReadonlyMap<string, Buffer>, faults: Fault[]): Map<string, PackagedFile | null> {
  const read = new Map<string, PackagedFile | null>();
  for (const path of [...bytes.keys()].sort()) {
    const { file, faults: found } = readAttached(path, bytes.get(path) ?? Buffer.alloc(0));
    read.set(path, file);
    faults.push(...found);
  }
  return read;
}

const fileFaults = function* (files: ReadonlyMap<string, string>, others: number): Iterable<Fault> {
  const count = files.size + others;
  if (count > MAX_FILES)
    yield { file: '.', line: 1, message: `A package may have at most ${MAX_FILES} files; this one has ${count}.` };
  for (const [file, text] of files) {
    if (!KNOWN_FILE.test(file))
      yield {
        file,
        line: 1,
        message: `A course has no file with this name${didYouMean(file, EXPECTED) || '; rename or remove it.'}`,
      };
    if (text.length > MAX_FILE_BYTES) {
      const size = (text.length / 1e6).toFixed(1);
      yield { file, line: 1, message: `The file is too large (${size} MB); keep each file under 1 MB.` };
    } else if (holdsHidden(withoutMark(text), 'edited')) yield* hiddenFaults(file, text);
  }
};

const hiddenFaults = function* (file: string, text: string): Iterable<Fault> {
  for (const [index, line] of withoutMark(text).split('\n').entries()) {
    if (!holdsHidden(line, 'edited')) continue;
    const what = line.includes('\0') ? 'a NUL byte' : 'a control or invisible character';
    yield { file, line: index + 1, message: `Remove ${what} from this line.` };
  }
};

/** Windows editors write a byte order mark at the start and end lines with CR LF. */
const withoutMark = (text: string): string => text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');

function readable(files: ReadonlyMap<string, string>, file: string): string | null {
  const text = files.get(file);
  return text === undefined || text.length > MAX_FILE_BYTES || text.includes('\0') ? null : withoutMark(text);
}

function readFile<Shape extends z.ZodType>(
  files: ReadonlyMap<string, string>,
  file: string,
  shape: Shape,
  faults: Fault[],
): { value: z.output<Shape> | null; yaml: EditedYaml | null } {
  if (!files.has(file)) faults.push({ file, line: 1, message: 'The file is missing; add it.' });
  const text = readable(files, file);
  if (text === null) return { value: null, yaml: null };
  const { yaml, faults: unread } = readYaml(file, text);
  faults.push(...unread);
  if (yaml === null) return { value: null, yaml };
  const checked = checkShape(shape, yaml);
  faults.push(...checked.faults);
  return { value: checked.value, yaml };
}

function readModule(files: ReadonlyMap<string, string>, file: string, faults: Fault[]): ReadModule {
  const { body, bodyLine, value, yaml } = readFronted(
    files,
    file,
    frontMatterShape,
    'id, title, kind and objectives',
    faults,
  );
  const read = readText(body);
  const lineOf = (line: number) => bodyLine + line - 1;
  faults.push(...read.faults.map(({ line, message }) => ({ file, line: lineOf(line), message })));
  const uses = read.uses.map((use) => ({ ...use, line: lineOf(use.line) }));
  const stored = normalized(read.stored);
  if (yaml !== null && stored === '') faults.push({ file, line: bodyLine, message: NO_TEXT });
  const references = read.references.map((one) => ({ ...one, line: lineOf(one.line) }));
  return { file, value: value && { ...value, body: stored }, yaml, uses, references };
}

function readForYourself(files: ReadonlyMap<string, string>, faults: Fault[]): ForYourself | null {
  const file = FOR_YOURSELF;
  if (!files.has(file)) return null;
  const { body, bodyLine, value, yaml } = readFronted(files, file, forYourselfShape, 'title', faults);
  faults.push(...proseFaults(file, body, bodyLine, { placed: true }));
  if (yaml !== null && normalized(body) === '') faults.push({ file, line: bodyLine, message: NO_TEXT });
  return value && { ...value, body: normalized(body) };
}

function readSheetFile(files: ReadonlyMap<string, string>, file: string, faults: Fault[]): ReadSheetFile {
  const { body, bodyLine, value, yaml } = readFronted(files, file, sheetShape, 'title, position and for', faults);
  const read = yaml === null ? { blocks: [], faults: [] } : readSheet(body);
  faults.push(...read.faults.map(({ line, message }) => ({ file, line: bodyLine + line - 1, message })));
  const id = sheetId(file);
  return { file, id, yaml, value: value && { id, ...value, body: normalized(body) }, blocks: read.blocks };
}

function readFollowUp(files: ReadonlyMap<string, string>, faults: Fault[]): ReadFollowUp | null {
  if (!files.has(FOLLOW_UP)) return null;
  const { value, yaml } = readFile(files, FOLLOW_UP, followUpShape, faults);
  return { value, yaml, rounds: value === null || yaml === null ? [] : readRecalls(value, yaml, faults) };
}

const NO_TEXT = 'There is no text; write it below the second "---".';

/** A Markdown file whose facts stand between two lines "---" at its top. */
function readFronted<Shape extends z.ZodType>(
  files: ReadonlyMap<string, string>,
  file: string,
  shape: Shape,
  facts: string,
  faults: Fault[],
): { value: z.output<Shape> | null; yaml: EditedYaml | null; body: string; bodyLine: number } {
  const text = readable(files, file);
  const parts = /^---\n(?<front>[\s\S]*?\n)---[ \t]*(?:\n(?<body>[\s\S]*))?$/.exec(text ?? '')?.groups;
  if (!parts) {
    if (text !== null)
      faults.push({ file, line: 1, message: `Begin with a line "---", then ${facts}, then a line "---".` });
    return { value: null, yaml: null, body: '', bodyLine: 1 };
  }
  const front = parts.front ?? '';
  const { yaml, faults: unread } = readYaml(file, front, 2);
  faults.push(...unread);
  const place = { body: parts.body ?? '', bodyLine: front.split('\n').length + 2 };
  if (yaml === null) return { value: null, yaml, ...place };
  const checked = checkShape(shape, yaml);
  faults.push(...checked.faults);
  return { value: checked.value, yaml, ...place };
}

function readQuiz(files: ReadonlyMap<string, string>, file: string, faults: Fault[]): ReadQuiz {
  const { value, yaml } = readFile(files, file, quizShape, faults);
  const held: unknown = yaml?.value;
  const rows =
    typeof held === 'object' && held !== null && 'questions' in held && Array.isArray(held.questions)
      ? held.questions
      : [];
  const questions = rows.map((row: unknown, index) =>
    yaml ? readQuestion(yaml, { at: ['questions', index], row }, faults) : null,
  );
  return { file, key: file.replace(/^quizzes\/|\.yaml$/g, ''), value, yaml, questions };
}

const present = <Value>(values: (Value | null)[]): Value[] => values.filter((value): value is Value => value !== null);

/** A recording takes its transcript along. */
function spoken(file: PackagedFile, files: ReadonlyMap<string, string>): PackagedFile {
  const words = isRecording(file.kind) ? files.get(transcriptOf(file.path)) : undefined;
  return words === undefined ? file : { ...file, transcript: normalized(withoutMark(words)) };
}

/** The package, if there are no faults. Quizzes are in the order in which a learner takes them. */
function assemble(read: ReadPackage, bytes: ReadonlyMap<string, Buffer>): CoursePackage | null {
  const { files, attached, course, evaluation, safety, errata, modules, quizzes, practices } = read;
  const { forYourself, followUp } = read;
  const kit = present(read.sheets.map(({ value }) => value)).sort((a, b) => a.position - b.position);
  if (!course.value || !evaluation.value || !safety.value || !errata.value) return null;
  const packaged = present(modules.map((module) => module.value)).map((module) => {
    const transcript = module.video && files.get(module.video.transcript);
    const practice = practices.find((one) => one.module === module.id)?.value;
    return {
      ...module,
      ...(transcript !== undefined && { transcript: normalized(withoutMark(transcript)) }),
      ...(practice && { practice }),
    };
  });
  const order = ['pre-test', ...packaged.map((module) => `check-${module.id}`), 'post-test'];
  return {
    course: course.value,
    modules: packaged,
    quizzes: quizzes
      .flatMap((quiz) => (quiz.value ? [{ ...quiz.value, key: quiz.key, questions: present(quiz.questions) }] : []))
      .sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key)),
    evaluation: evaluation.value,
    ...(forYourself && { forYourself }),
    ...(kit.length > 0 && { kit }),
    ...(followUp && { followUp: { rounds: packagedRounds(followUp) } }),
    safetyNotices: safety.value.notices,
    errata: errata.value.errata,
    ...(attached.size === 0
      ? {}
      : { files: present([...attached.values()]).map((file) => spoken(file, files)), bytes }),
  };
}
