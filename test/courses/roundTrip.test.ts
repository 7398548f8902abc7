import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { drawableText } from '../../certificates/fonts/drawable.ts';
import { type CoursePackage, contentHash } from '../../schema/courses/rules/package/canonical.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import type { PackagedQuiz, Question } from '../../schema/courses/rules/package/quizShape.ts';
import { writePackage } from '../../schema/courses/rules/package/write.ts';
import { readText } from '../../schema/edited/dialectFaults.ts';
import { normalized } from '../../schema/edited/text.ts';
import { readCourseFolder } from '../../server/content/content.ts';
import { samplePackage, samplePackageFiles } from '../support/samplePackage.ts';

/** Texts that YAML and Markdown could trip over: quotes, colons, hashes, dashes, numbers, dates, accents, other scripts. */
const fragments = fc.constantFrom(
  'trust',
  '- dash',
  '# hash',
  'a: b',
  '"quoted"',
  "it's",
  '1737',
  '2026-11-22',
  'true',
  'null',
  '~',
  '* star',
  '& amp',
  '%',
  '@at',
  '`tick`',
  'cafe\u0301',
  'Ω',
  'доверие',
  '信頼',
  '{curly}',
  '[square]',
  '| bar',
  '> more',
  '? ask',
  '---',
  '...',
  '!bang',
  'x\\y',
  '👩‍⚕️',
  '0x1F',
  '1e3',
  ': ',
  'tail:',
  'NO',
);
const lineText = fc
  .array(fragments, { minLength: 1, maxLength: 6 })
  .map((words) => normalized(words.join(' ')))
  .filter((text) => text !== '');
/** Each list gets an index, so that no two entries read the same. */
const distinct = (texts: string[]) => texts.map((text, index) => `${text} ${index}`);
const lines = (min: number, max: number) => fc.array(lineText, { minLength: min, maxLength: max }).map(distinct);
const proseText = fc
  .array(lineText, { minLength: 1, maxLength: 4 })
  .chain((texts) =>
    fc.constantFrom('\n', '\n\n', '\n  \n', '\n\n\n').map((gap) => normalized(`Prose ${texts.join(gap)}`)),
  )
  // A line such as ": more" defines a term elsewhere, and is refused.
  .filter((text) => readText(text).faults.length === 0);

const questionOf = (id: string): fc.Arbitrary<Question> => {
  const head = fc.tuple(lineText, fc.boolean()).map(([text, tied]) => ({
    id,
    objective: 'o1',
    prompt: `${text} (${id})`,
    ...(tied ? { module: 'part-0' } : {}),
  }));
  const choices = fc
    .tuple(lines(2, 5), lineText, fc.nat(4))
    .map(([texts, rationale, right]) =>
      texts.map((text, index) => ({ text, rationale, correct: index === right % texts.length })),
    );
  const pairs = fc
    .tuple(lines(2, 4), lines(4, 4))
    .map(([lefts, rights]) =>
      lefts.map((left, index) => ({ left, right: rights[index] ?? '', rationale: 'Because.' })),
    );
  return fc.oneof(
    fc.tuple(head, choices).map(([common, options]) => ({ ...common, type: 'SINGLE' as const, options })),
    fc.tuple(head, choices).map(([common, options]) => ({ ...common, type: 'MULTIPLE' as const, options })),
    fc.tuple(head, pairs, fc.option(lineText, { nil: undefined })).map(([common, matched, further]) => ({
      ...common,
      type: 'MATCHING' as const,
      pairs: matched,
      ...(further === undefined ? {} : { distractors: [{ text: `${further} further`, rationale: 'Fits none.' }] }),
    })),
    fc.tuple(head, lines(2, 5)).map(([common, texts]) => ({
      ...common,
      type: 'ORDERING' as const,
      sequence: texts.map((text) => ({ text, rationale: 'In its place.' })),
    })),
  );
};

const sample = samplePackage();
const packages: fc.Arbitrary<CoursePackage> = fc
  .record({
    title: lineText.filter((text) => drawableText(text).ok),
    moduleTitle: lineText,
    summary: proseText,
    bodies: fc.array(proseText, { minLength: 1, maxLength: 4 }),
    audience: lines(1, 4),
    questions: fc.tuple(...Array.from({ length: 4 }, (_, index) => questionOf(`post-${index}`))),
    reflection: fc.option(proseText, { nil: undefined }),
    phone: fc.option(lineText, { nil: undefined }),
    demands: fc.constantFrom<Pick<PackagedQuiz, 'required' | 'trueFalsePercent'>>(
      {},
      { trueFalsePercent: 10 },
      { required: [{ objective: 'o1', pass: 1, of: 2 }], trueFalsePercent: 100 },
    ),
    difficulty: fc.integer({ min: 10, max: 50 }).map((tenths) => tenths / 10),
  })
  .map(({ title, moduleTitle, summary, bodies, audience, questions, demands, reflection, phone, difficulty }) => {
    return {
      ...sample,
      course: { ...sample.course, title, summary, audience, difficulty },
      modules: bodies.map((body, index) => ({
        id: `part-${index}`,
        title: `${moduleTitle} ${index}`,
        kind: 'READING' as const,
        objectives: ['o1'],
        ...(reflection === undefined ? {} : { reflection }),
        body,
      })),
      quizzes: sample.quizzes
        .filter(({ key }) => key === 'post-test')
        .map((quiz) => ({ ...quiz, draw: 2, ...demands, questions })),
      safetyNotices: sample.safetyNotices.map((notice) => (phone === undefined ? notice : { ...notice, phone })),
    };
  });

describe('export, then import', () => {
  test('gives the same package and the same hash, whatever is written in it', () => {
    fc.assert(
      fc.property(packages, (pack) => {
        const read = parsePackage(writePackage(pack));
        if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
        expect(read.package).toEqual(pack);
        expect(contentHash(read.package)).toBe(contentHash(pack));
      }),
      { numRuns: 100 },
    );
  });

  test('of the sample with every kind of question, a video and a transcript', () => {
    const pack = samplePackage();
    const read = parsePackage(writePackage(pack));
    expect(read).toMatchObject({ ok: true, package: pack });
  });

  const real = new URL('../../content/better-after-betrayal', import.meta.url).pathname;
  test('of the course in content/', async () => {
    expect(existsSync(real)).toBe(true);
    const read = await readCourseFolder(real);
    if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
    const again = parsePackage(writePackage(read.package), { bytes: read.package.bytes });
    expect(again.ok && contentHash(again.package)).toBe(contentHash(read.package));
  });
});

describe('the content hash', () => {
  const hashOf = (edit: (files: Map<string, string>) => void) => contentHash(samplePackage(edit));
  const replace = (file: string, from: string, to: string) => (files: Map<string, string>) =>
    files.set(file, (files.get(file) ?? '').replace(from, to));
  const standing = contentHash(samplePackage());

  test.each([
    ['a word of a module', replace('modules/01-first.md', 'Two people', 'Three people')],
    ['which option is right', replace('quizzes/post-test.yaml', 'text: First, correct: true', 'text: First')],
    ['a rationale', replace('quizzes/pre-test.yaml', 'It comes second', 'It is second')],
    ['a disclosure', replace('course.yaml', 'Nothing to disclose', 'A grant')],
    ['a transcript', replace('transcripts/film.md', 'hello', 'goodbye')],
    ['the evaluation', replace('evaluation.yaml', 'Anything else', 'What else')],
  ])('moves with %s', (_name, edit) => {
    const files = samplePackageFiles();
    edit(files);
    if (_name === 'which option is right')
      files.set(
        'quizzes/post-test.yaml',
        (files.get('quizzes/post-test.yaml') ?? '').replace('text: Second,', 'text: Second, correct: true,'),
      );
    const parsed = parsePackage(files);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
    expect(contentHash(parsed.package)).not.toBe(standing);
  });

  test.each([
    ['safety notices', replace('safety-notices.yaml', 'Free at any hour.', 'Free by day.')],
    ['errata', replace('errata.yaml', 'errata: []', 'errata:\n  - { id: e1, on: 2026-11-02, text: Corrected. }')],
    [
      'comments and order of keys',
      replace('course.yaml', 'language: en\nversion: "1.0"', '# a comment\nversion: "1.0"\nlanguage: en'),
    ],
    [
      'the way a text is folded',
      replace('course.yaml', 'notice: Education, not therapy.', 'notice: >-\n  Education,\n  not therapy.'),
    ],
    ['blank lines at the end', replace('modules/02-film.md', '\n---\n', '\n---\n\n\n')],
  ])('does not move with %s', (_name, edit) => expect(hashOf(edit)).toBe(standing));
});
