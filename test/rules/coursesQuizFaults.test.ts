import { expect, test } from '@jest/globals';
import { add, type Edit, faultsOf, POST, swap } from '../support/packageFaults.ts';

test.each<[string, Edit, string]>([
  [
    'two right options',
    swap(POST, 'text: Second,', 'text: Second, correct: true,'),
    `${POST}:15: questions.options: mark exactly one option with correct: true; 2 are marked. For several, write type: MULTIPLE.`,
  ],
  [
    'no right option',
    swap(POST, 'text: First, correct: true', 'text: First'),
    `${POST}:15: questions.options: mark exactly one option with correct: true; 0 are marked`,
  ],
  [
    'a missing rationale',
    swap(POST, ', rationale: It comes second.', ''),
    `${POST}:17: questions.options.rationale: is missing; write why this is right or wrong.`,
  ],
  [
    'a true/false of other words',
    swap(POST, '"False"', '"No"'),
    `${POST}:31: questions.options: write exactly two options, with the texts "True" and "False".`,
  ],
  [
    'two options alike',
    swap(POST, 'text: Third', 'text: first'),
    `${POST}:15: questions.options: two options read the same`,
  ],
  ['two right sides alike', swap(POST, 'right: Mew', 'right: bark'), `${POST}:38: questions.pairs: two right sides`],
  ['an unknown type', swap(POST, 'type: SINGLE', 'type: CHOICE'), `${POST}:12: questions.type: write one of SINGLE`],
  ['an objective in a question', swap(POST, 'objective: o1', 'objective: o7'), `${POST}:13: There is no objective o7`],
  ['a draw larger than the pool', swap(POST, 'draw: 5', 'draw: 13'), `${POST}:3: draw is 13 but the pool has 12`],
  [
    'an id of another pool',
    swap(POST, 'id: post-1', 'id: pre-1'),
    'quizzes/pre-test.yaml:9: The id pre-1 is already used by the question at quizzes/post-test.yaml:11',
  ],
  [
    'a question of another pool',
    swap(POST, 'Which is first?', 'WHAT comes before, all else!'),
    'quizzes/pre-test.yaml:12: The same question is at quizzes/post-test.yaml:11',
  ],
  [
    'answers before passing',
    swap(POST, 'AFTER_PASS', 'AFTER_SUBMIT'),
    `${POST}:8: feedback: write AFTER_PASS or NEVER`,
  ],
  ...(
    [
      ['an unknown required objective', '{ objective: o7, pass: 1, of: 1 }', 'There is no objective o7'],
      [
        'more required than the pool has',
        '{ objective: o1, pass: 3, of: 13 }',
        'Every attempt is to draw 13 questions about o1',
      ],
      [
        'more to pass than is drawn',
        '{ objective: o1, pass: 3, of: 2 }',
        'required.pass: more is to be right than is drawn',
      ],
      ['nothing to pass', '{ objective: o1, pass: 0, of: 2 }', 'required.pass: write a whole number from 1 to 200'],
      [
        'an objective required twice',
        '{ objective: o1, pass: 1, of: 1 }, { objective: o1, pass: 1, of: 1 }',
        'The objective o1 is required twice',
      ],
      ['a required word of its own', '{ objective: o1, pass: 1, off: 1 }', 'required.of: write a whole number'],
    ] as const
  ).map(([name, written, message]): [string, Edit, string] => [
    name,
    swap(POST, 'passPercent:', `required: [${written}]\npassPercent:`),
    `${POST}:4: ${message}`,
  ]),
  [
    'true/false beyond its own limit',
    swap(POST, 'passPercent:', 'trueFalsePercent: 101\npassPercent:'),
    `${POST}:4: trueFalsePercent: `,
  ],
  [
    'a module that is not there',
    swap(POST, 'objective: o1', 'objective: o1\n    module: frist'),
    `${POST}:14: There is no module frist; did you mean "first"?`,
  ],
  [
    'a source that is not there',
    swap(POST, 'objective: o1', 'objective: o1\n    source: nobody-1900'),
    `${POST}:14: There is no reference nobody-1900`,
  ],
  [
    'a required objective before the course',
    swap('quizzes/pre-test.yaml', 'passPercent: 0', 'passPercent: 0\nrequired: [{ objective: o1, pass: 1, of: 1 }]'),
    'quizzes/pre-test.yaml:5: required: remove it',
  ],
  [
    'a pre-test that can be failed',
    swap('quizzes/pre-test.yaml', 'passPercent: 0', 'passPercent: 50'),
    'quizzes/pre-test.yaml:4: passPercent: write 0',
  ],
  ['a kind that does not fit the name', swap(POST, 'kind: POST_TEST', 'kind: PRE_TEST'), `${POST}:`],
  [
    'a check of no module',
    swap('quizzes/check-first.yaml', 'module: first', 'module: frist'),
    'quizzes/check-first.yaml:2: There is no module frist; did you mean "first"?',
  ],
  [
    'a check of another module than its name says',
    swap('quizzes/check-first.yaml', 'module: first', 'module: film'),
    'quizzes/check-first.yaml:2: Name the file quizzes/check-film.yaml, or correct the module.',
  ],
  [
    'a question of a module that is not there',
    swap(POST, 'objective: o1', 'objective: o1\n    module: fisrt'),
    `${POST}:14: There is no module fisrt; did you mean "first"?`,
  ],
  [
    'a question of a module that no name comes near',
    swap(POST, 'objective: o1', 'objective: o1\n    module: elsewhere'),
    `${POST}:14: There is no module elsewhere; known are first, film.`,
  ],
  [
    'a first item that shares a place',
    swap(POST, 'rationale: The day begins.', 'rationale: The day begins., tied: true'),
    `${POST}:47: questions.sequence: the first item has none above it; remove tied.`,
  ],
  [
    'an order in which all share a place',
    (files) => {
      for (const words of ['The middle.', 'The end.']) swap(POST, words, `${words}, tied: true`)(files);
    },
    `${POST}:47: questions.sequence: every order would be right; leave out tied once.`,
  ],
  [
    'a place that is shared by half',
    swap(POST, 'rationale: The middle.', 'rationale: The middle., tied: 1'),
    `${POST}:49: questions.sequence.tied: write true, or remove the line.`,
  ],
  ['no post-test', (files) => files.delete(POST), `${POST}:1: The file is missing; a course ends with a post-test.`],
  [
    'no safety notices',
    (files) => files.delete('safety-notices.yaml'),
    'safety-notices.yaml:1: The file is missing; add it.',
  ],
  [
    'a file of an unknown name',
    add('quizes/post-test.yaml', 'x'),
    'quizes/post-test.yaml:1: A course has no file with this name; did you mean "quizzes/post-test.yaml"?',
  ],
])('a quiz with %s', (_name, edit, expected) => {
  const faults = faultsOf(edit);
  expect(faults.some((fault) => fault.startsWith(expected)) ? expected : faults).toBe(expected);
});
