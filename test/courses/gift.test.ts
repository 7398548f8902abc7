import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quizKeyOf, writeQuiz } from '../../schema/courses/rules/gift/quizFile.ts';
import { type GiftQuestion, readGift } from '../../schema/courses/rules/gift/readGift.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { samplePackageFiles } from '../support/samplePackage.ts';

const read = (text: string) => readGift('bank.gift', text);
const only = (text: string): GiftQuestion => {
  const { questions, refused } = read(text);
  expect({ count: questions.length, refused }).toEqual({ count: 1, refused: [] });
  return questions[0] as GiftQuestion;
};
/** Options as Moodle's signs: = for right, ~ for wrong, # before what is said. */
const shown = ({ asked }: GiftQuestion): string =>
  asked.type === 'MATCHING'
    ? `MATCHING ${asked.pairs.map(({ left, right }) => `${left}>${right}`).join(' ')} +${asked.distractors.join(' ')}`
    : `${asked.type} ${asked.options.map((one) => `${one.correct ? '=' : '~'}${one.text}${one.rationale === null ? '' : `#${one.rationale}`}`).join(' ')}`;

test.each<[what: string, gift: string, prompt: string, answers: string]>([
  ['one right answer', 'Who?{~Grant ~Jefferson =no one}', 'Who?', 'SINGLE ~Grant ~Jefferson =no one'],
  [
    'a missing word',
    'Grant is {~buried =entombed} in a tomb.',
    'Grant is _____ in a tomb.',
    'SINGLE ~buried =entombed',
  ],
  ['a missing last word', 'Two and two are {=four ~five}.', 'Two and two are _____.', 'SINGLE =four ~five'],
  ['several right answers', 'Who? {~%50%A ~%50%B ~%-100%C ~D}', 'Who?', 'MULTIPLE =A =B ~C ~D'],
  ['a part of the points', 'Who? {~%33.333%A =B}', 'Who?', 'SINGLE ~A =B'],
  ['feedback', 'Who? {=A#Yes, A. ~B # No.\n}', 'Who?', 'SINGLE =A#Yes, A. ~B#No.'],
  ['true', 'The sun rises.{T}', 'The sun rises.', 'TRUE_FALSE =True ~False'],
  [
    'false, first the words for the wrong one',
    'It sets.{FALSE#Wrong.#Right.}',
    'It sets.',
    'TRUE_FALSE ~True#Wrong. =False#Right.',
  ],
  ['true with words for the right one alone', 'It sets.{TRUE##Right.}', 'It sets.', 'TRUE_FALSE =True#Right. ~False'],
  ['a full stop after the braces', 'It sets {T}.', 'It sets.', 'TRUE_FALSE =True ~False'],
  ['pairs', 'Match.{=Canada->Ottawa =Italy -> Rome = -> Bonn}', 'Match.', 'MATCHING Canada>Ottawa Italy>Rome +Bonn'],
  ['escapes', 'Is \\{a\\}\\: 1\\=1\\~2\\#? {=\\= 2 ~\\\\n}', 'Is {a}: 1=1~2#?', 'SINGLE == 2 ~\\n'],
  ['a written line break', 'One\\nTwo? {=a\\nb ~c}', 'One\\\nTwo?', 'SINGLE =a b ~c'],
  ['a title, lines, comments within', '::T::\nOne\n// no\n  two? {\n=a\n//=b\n~c}', 'One\n\ntwo?', 'SINGLE =a ~c'],
  [
    'plain words that look like Markdown',
    '[plain]1. *Which* of `a_b` or _c_? {=x ~y}',
    '1\\. \\*Which\\* of \\`a_b\\` or \\_c\\_?',
    'SINGLE =x ~y',
  ],
  ['Markdown', '[markdown]**Which**? {=a#*yes* ~b}', '**Which**?', 'SINGLE =a#*yes* ~b'],
  ['a format that is none', '[sic] Which? {=a ~b}', '[sic] Which?', 'SINGLE =a ~b'],
  [
    'HTML',
    '[html]<p dir\\="ltr">Not <b>one </b>of&nbsp;A &amp; B?<br></p>{=<p>a</p> ~<span>b</span>#<i>no</i>}',
    'Not **one** of A & B?',
    'SINGLE =a ~b#*no*',
  ],
  ['HTML of a missing word', '[html]<p>It is</p> {=a ~b}.', 'It is _____.', 'SINGLE =a ~b'],
  ['words that look like HTML', '[plain]Is a<b and <b>? {=1<2 ~b}', 'Is a\\<b and \\<b>?', 'SINGLE =1<2 ~b'],
  ['Windows line ends and a mark before them', '\ufeffWho?\r\n{=a\r\n~b}\r\n\r\n', 'Who?', 'SINGLE =a ~b'],
])('reads %s', (_, gift, prompt, answers) => {
  const question = only(gift);
  expect({ prompt: question.prompt, answers: shown(question) }).toEqual({ prompt, answers });
});

test('a category stands for what follows it, and what is said of the whole stays', () => {
  const { questions } = read(
    '$CATEGORY: top/Safety\n\n// bank\n::First::A?{=a ~b####So it is.}\n\n$CATEGORY: Other\nB?{=a ~b}',
  );
  expect(questions.map(({ line, title, category, general }) => ({ line, title, category, general }))).toEqual([
    { line: 4, title: 'First', category: 'top/Safety', general: 'So it is.' },
    { line: 7, title: null, category: 'Other', general: null },
  ]);
});

test.each<[gift: string, line: number, message: RegExp]>([
  ['A?{=one =two}', 1, /Words cannot be typed/],
  ['A?{#3:1}', 1, /A number cannot be typed/],
  ['A?{}', 1, /An essay cannot be graded; give its module a reflection/],
  ['Only words.', 1, /ask nothing; put them into the text of a module/],
  ['\n\nA?\n{=a\n\n', 4, /No } follows this \{\. An empty line ends a question/],
  ['A } b', 1, /No \{ stands before/],
  ['A?{=a ~b}\nB?{=c ~d}', 2, /Part two questions by an empty line/],
  ['A?{\n=a\n~b\n=c}', 4, /A second answer is right/],
  ['A?{~a ~b}', 1, /No answer is right/],
  ['A?{a ~b =c}', 1, /Words stand before the first answer/],
  ['A?{=a ~}', 1, /This answer has no words/],
  ['A?{=a -> b\n=c}', 2, /This pair has no ->/],
  ['A?{=a -> b =c ->}', 1, /Nothing stands to the right/],
  ['The sun {T} rises.', 1, /Only a question with one right answer has a blank/],
  ['{=a ~b}', 1, /no words before the braces/],
  ['A?{=a\n~<img src\\="x" onerror\\="y">}', 2, /HTML such as <img src="x" onerror="y"> is not taken along/],
  ['[html]<table><tr></table>A?{T}', 1, /HTML such as <table>/],
  [`A?{=a${'~b'.repeat(30)}}`, 1, /at most 24 answers/],
  [`A?{=a ~${'b'.repeat(70_000)}}`, 1, /very long/],
  ['A?{=a ~b\u0000}', 1, /control character/],
  ['fine\n\uFDD3?{=a ~b}', 2, /control character/],
])('refuses %j with its line', (gift, line, message) => {
  expect(read(gift)).toEqual({
    questions: [],
    refused: [{ file: 'bank.gift', line, message: expect.stringMatching(message) }],
    told: [],
  });
});

test('a part of the points is told', () => {
  expect(read('\nWho? {~%50%A =B}').told).toEqual([
    { file: 'bank.gift', line: 2, message: expect.stringContaining('taken as wrong') },
  ]);
});

test('a refused question takes no other along', () => {
  const { questions, refused } = read('A?{=a ~b}\n\nB?{=a ~b\n\nC?{=a ~b}');
  expect([questions.map(({ prompt }) => prompt), refused.map(({ line }) => line)]).toEqual([['A?', 'C?'], [3]]);
});

test('whatever stands in an answer comes back as Moodle exports it, and anything at all is read or refused', () => {
  const exported = (words: string) => words.replace(/[\\:#={}~]/g, '\\$&');
  const words = fc.stringMatching(/^[a-z\\:#={}~%<>&*_-]{1,20}$/).map((one) => `x${one}`);
  fc.assert(
    fc.property(words, words, (right, wrong) => {
      const question = only(`Which? {=[plain]${exported(right)} ~[plain]${exported(wrong)}}`);
      expect(shown(question)).toBe(`SINGLE =${right} ~${wrong}`);
    }),
  );
  const pieces = fc.constantFrom(
    '{',
    '}',
    '=',
    '~',
    '#',
    '####',
    '->',
    '%50%',
    '::',
    '\n',
    '\n\n',
    '\\',
    '\\n',
    '<b>',
    '</b>',
    '<br>',
    '[html]',
    '//',
    'a',
    'T',
    ' ',
    '&amp;',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
      const { questions, refused } = read(all.join(''));
      const written = writeQuiz(questions, { key: 'post-test', given: {}, existing: null });
      expect(written).toMatchObject({ ok: true, added: expect.any(Number) });
      expect(refused.every(({ line }) => line >= 1 && line <= all.length + 1)).toBe(true);
    }),
  );
});

test.each([
  ['{', '', ''],
  ['~a', 'q {', '}'],
  ['=a->b', 'q {', '}'],
  ['\\n', 'q {=a ~b#', 'x}'],
  ['<b>', 'q {=a ~b#', '}'],
  ['q {=a ~b}\n\n', '', ''],
  ['q {\n\n', '', ''],
  ['//\n', '', ''],
  [' ', 'q {T', 'x}'],
])('5 MB of %j take seconds, not minutes', (piece, before, after) => {
  const started = performance.now();
  const { refused } = read(before + piece.repeat(5_000_000 / piece.length) + after);
  expect(refused.length).toBeLessThanOrEqual(100);
  expect(performance.now() - started).toBeLessThan(20_000);
});

const BANK = '::Right::Which?{=a#Yes. ~b}\n\nMatch.{=a->b =c->d####Both.}';
const course = (quiz: string) => new Map(samplePackageFiles()).set('quizzes/post-test.yaml', quiz);

test('what GIFT does not say is a place that the check names by its line, and filled it reads', () => {
  const written = writeQuiz(read(BANK).questions, { key: 'post-test', given: { objective: 'o1' }, existing: null });
  if (!written.ok) throw new Error(written.message);
  expect(written).toMatchObject({ added: 2, there: 0, toWrite: 7 });
  const places = written.text.split('\n').flatMap((words, at) => (words.endsWith('# write this') ? [at + 1] : []));
  const { faults = [] } = parsePackage(course(written.text)) as {
    faults?: { file: string; line: number; message: string }[];
  };
  expect(faults.map(({ line }) => line)).toEqual(places);
  expect(faults[0]).toEqual({
    file: 'quizzes/post-test.yaml',
    line: places[0],
    message: expect.stringContaining('questions.module: is empty; write'),
  });
  const filled = written.text.replace(/.*(module|source): # write this\n/g, '').replaceAll('# write this', 'Because.');
  expect(filled).toContain('# line 3 of the GIFT file. Said of the whole: Both.\n');
  expect(parsePackage(course(filled)).ok).toBe(true);
});

test('questions are added to the end of a quiz once, under ids of their own', () => {
  const first = writeQuiz(read(BANK).questions, { key: 'check-x', given: {}, existing: null });
  if (!first.ok) throw new Error(first.message);
  expect(first.text).toMatch(/^kind: MODULE_CHECK\nmodule: x\n/);
  const more = `${BANK}\n\n::Right::Which one?{=a ~b}\n\nWhich  ONE{=c ~d}\n\nLast?{T}`;
  const second = writeQuiz(read(more).questions, { key: 'check-x', given: {}, existing: first.text });
  if (!second.ok) throw new Error(second.message);
  expect(second).toMatchObject({ added: 2, there: 3 });
  expect(second.text.startsWith(first.text)).toBe(true);
  expect([...second.text.matchAll(/- id: (.*)/g)].map((one) => one[1])).toEqual([
    'right',
    'check-x-01',
    'right-1',
    'check-x-02',
  ]);
  const again = writeQuiz(read(more).questions, { key: 'check-x', given: {}, existing: second.text });
  expect(again).toMatchObject({ ok: true, added: 0, text: second.text });
});

test.each(['questions: [{ id: a }]', 'questions:\n  - id: a\ntitle: x', 'title: x', '- a', 'questions: "'])(
  'adds nothing to %j',
  (existing) => {
    expect(writeQuiz(read(BANK).questions, { key: 'post-test', given: {}, existing }).ok).toBe(false);
  },
);

test.each([
  ['post-test.yaml', 'post-test'],
  ['pre-test.yaml', 'pre-test'],
  ['check-a-b.yaml', 'check-a-b'],
  ['check-.yaml', null],
  ['x.yaml', null],
  ['check-../a.yaml', null],
])('the key of %s is %s', (name, key) => expect(quizKeyOf(name)).toBe(key));
