import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  composeDisclosures,
  hoursFaults,
  moduleWords,
  shareSeconds,
  studyCalculation,
} from '../../schema/courses/rules.ts';
import { countWords, WORD_COUNT } from '../../schema/edited/countWords.ts';
import { markdownFaults } from '../../schema/edited/markdown.ts';
import { samplePackage } from '../support/samplePackage.ts';

describe('the published reading formulas', () => {
  test.each([
    // words, questions, difficulty: NBCC, NASW, Mergener in hundredths; the hours
    [3_774, 16, 2.5, 50, 0, 100, 0],
    [5_999, 20, 2, 75, 50, 100, 50],
    [6_000, 20, 2, 100, 50, 100, 50],
    [9_999, 20, 2, 150, 50, 125, 50],
    [10_000, 20, 2, 150, 100, 125, 100],
    [11_408, 20, 2, 175, 100, 125, 100],
    [18_238, 20, 2, 300, 150, 150, 150],
    [40_000, 10, 1, 650, 400, 150, 150],
    [0, 0, 1, 0, 0, 0, 0],
  ])('%i words, %i questions, difficulty %f', (words, questions, difficulty, nbcc, nasw, mergener, hours) => {
    const calculation = studyCalculation({ words, questions, difficulty });
    expect(calculation.formulas.map(({ hundredths }) => hundredths)).toEqual([nbcc, nasw, mergener]);
    expect(calculation.studyHundredths).toBe(hours);
  });

  test('Mergener, with its minus sign, as published: 3,774 words, 16 questions, 2.5 are 61.9 minutes', () => {
    const mergener = studyCalculation({ words: 3_774, questions: 16, difficulty: 2.5 }).formulas[2];
    expect(mergener?.minutesExact).toBe(61.935894);
    expect(mergener?.hundredths).toBe(100);
  });

  test('exact quarters are not lost to floating point', () => {
    for (let quarter = 1; quarter <= 40; quarter++) {
      const [nbcc] = studyCalculation({ words: quarter * 1_500, questions: 0, difficulty: 1 }).formulas;
      expect(nbcc?.hundredths).toBe(quarter * 25);
    }
  });

  test('the lowest is named', () => {
    expect(studyCalculation({ words: 11_408, questions: 20, difficulty: 2 }).lowest).toBe('NASW');
    expect(studyCalculation({ words: 40_000, questions: 10, difficulty: 1 }).lowest).toBe('MERGENER');
  });
});

describe('seconds of modules', () => {
  test('by words, largest remainder', () => {
    expect(shareSeconds(100, [1, 1, 1])).toEqual([1200, 1200, 1200]);
    expect(shareSeconds(25, [1, 1, 1, 1, 1, 1, 1])).toEqual([129, 129, 129, 129, 128, 128, 128]);
    expect(shareSeconds(100, [0, 10])).toEqual([0, 3600]);
    expect(shareSeconds(0, [5, 5])).toEqual([0, 0]);
    expect(shareSeconds(100, [0, 0])).toEqual([0, 0]);
    expect(shareSeconds(100, [])).toEqual([]);
  });

  test('always sum to the hours printed', () => {
    const words = fc.array(fc.nat(5_000), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.nat(80), words, (quarters, counts) => {
        fc.pre(counts.some((count) => count > 0));
        const seconds = shareSeconds(quarters * 25, counts);
        expect(seconds.reduce((sum, value) => sum + value, 0)).toBe(quarters * 900);
        expect(seconds.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
      }),
    );
  });
});

describe('words', () => {
  test.each([
    ['One two three.', 3],
    ['## A heading\n\nand *some* well**known** words', 6],
    ['- a list\n- of **four** words', 5],
    ['| a | b c |\n| - | - |\n| d | e |', 5],
    ['A [link here](https://example.org/with/many/words) counts its text', 6],
    ['Prose.\n\n## References\n\nNot these four words\n\n## Next\n\nThese do', 4],
    ['Prose.\n\n### Key takeaways\n\nNot these\n\n#### nor these\n\n## Next\n\nYes', 3],
    ['a -- b', 2],
    ['A self-paced course doesn’t count x-y-z thrice', 7],
    ['两个人互相安慰，慢慢学会安全。', 7],
    ['信頼は少しずつ戻ってくる。', 7],
    ['ความไว้วางใจกลับมาทีละน้อย', 8],
    ['사랑은 천천히 온다', 3],
    ['AI技術とself-paced学習', 5],
    ['文字，abc，def', 3],
    ['。、！', 0],
    ['## 信頼\n\n- 安全\n- 休息\n\n## References\n\n信頼', 3],
    ['', 0],
  ])('%j are %i', (text, count) => expect(countWords(text)).toBe(count));

  test('the words of a text grow with its length, whatever its script', () => {
    for (const sentence of ['Trust returns slowly. ', '两个人慢慢学会安全。', 'ความไว้วางใจกลับมา ', '信頼は戻る。\n'])
      expect(countWords(sentence.repeat(50))).toBe(50 * countWords(sentence));
  });

  test('the way of counting is stored with the hours', () => {
    expect(studyCalculation({ words: 6_000, questions: 20, difficulty: 2 }).countedBy).toBe(WORD_COUNT);
  });

  test('a reflection is a prompt, and prompts do not count', () => {
    const module = { id: 'm', title: 'M', kind: 'REFLECTION' as const, objectives: [], body: 'One two three' };
    expect(moduleWords(module)).toBe(0);
    expect(moduleWords({ ...module, kind: 'READING' })).toBe(3);
  });
});

test('Markdown refuses HTML, pictures and unsafe links, and names the line', () => {
  const text =
    'Fine.\n\nA <b>bold</b> word.\n\n- item\n- [x](javascript:alert)\n\n![p](https://example.org/p.png)\n\n<script>\n1\n</script>\n';
  const faults = markdownFaults(text);
  expect(faults.map(({ line }) => line)).toEqual([3, 3, 6, 8, 10]);
  expect(markdownFaults('1 < 2 and <https://example.org> and `<b>`')).toEqual([]);
});

test.each([
  ['quotes in quotes', '> '.repeat(100_000), /nest less deeply/],
  [
    'lists in lists',
    Array.from({ length: 2_000 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
    /nest less deeply|Split/,
  ],
  ['a word without end', '_a'.repeat(50_000), /add spaces to it/],
  ['a text without end', 'word '.repeat(50_000), /Split this text/],
])('Markdown that would take minutes to read is refused at once: %s', (_name, text, message) => {
  expect(markdownFaults(text)[0]?.message).toMatch(message);
});

describe('hours that come to nothing', () => {
  const packageOf = (words: string, repeat: number) =>
    samplePackage((files) => {
      files.set(
        'modules/01-first.md',
        (files.get('modules/01-first.md') ?? '').replace(/## Reading[\s\S]*/, words.repeat(repeat)),
      );
      files.set(
        'modules/02-film.md',
        (files.get('modules/02-film.md') ?? '').replace(/(---\n\n)[\s\S]*$/, '$1One word.'),
      );
    });

  test.each<[string, string, number, boolean]>([
    ['a word short of half an hour', 'word ', 4_997, true],
    ['half an hour', 'word ', 4_998, false],
    ['in Chinese, a text without spaces', '两个人互相安慰，慢慢学会安全。\n', 720, false],
    ['in Chinese, too short', '两个人互相安慰，慢慢学会安全。\n', 700, true],
  ])('%s', (_name, words, repeat, refused) => {
    expect(hoursFaults(packageOf(words, repeat)).length > 0).toBe(refused);
  });

  test('whatever formula brings them to nothing: one easy question of many words', () => {
    const short = packageOf('word ', 6_000);
    const course = { ...short.course, difficulty: 1 };
    const quizzes = short.quizzes.map((quiz) => ({ ...quiz, draw: 1 }));
    expect(hoursFaults({ ...short, course, quizzes })).toMatchObject([
      { file: 'course.yaml', message: expect.stringContaining('MERGENER is the lowest') },
    ]);
  });
});

describe('disclosures', () => {
  const facts = {
    version: {
      notice: 'Education, not therapy.',
      minimumAge: 18,
      studyHundredths: 150,
      format: 'SELF_PACED_READING',
      limitationsAndRisks: ['Short.'],
      commercialSupport: 'None.',
      review: { status: 'PENDING' as const, note: 'Nobody yet.' },
    },
    contributors: [
      { role: 'AUTHOR', name: 'Ada Example', credentials: 'MA', disclosure: 'None.', disclosedOn: '2026-11-01' },
    ],
    organization: { legalName: 'Sample', fictional: true },
    policies: [{ kind: 'PRIVACY' as const, version: '2', effectiveOn: '2026-11-02', text: 'Private.' }],
    offers: [],
  };

  test('say what must be said, in order', () => {
    const { items } = composeDisclosures(facts);
    expect(items.map(({ key }) => key)).toEqual([
      'notice',
      'age',
      'approval',
      'review',
      'limitations',
      'commercial-support',
      'contributors',
      'provider',
      'policy-privacy',
    ]);
    const words = JSON.stringify(items);
    for (const said of [
      'Education, not therapy',
      '18 or older',
      'No accrediting body has approved this course',
      '1.50 hours of study',
      'Review pending: Nobody yet.',
      'Ada Example (author; MA): None. Disclosed on 2026-11-01.',
      'version 2, in force since 2026-11-02',
    ])
      expect(words).toContain(said);
  });

  test('one hour is one hour', () => {
    const { items } = composeDisclosures({ ...facts, version: { ...facts.version, studyHundredths: 100 } });
    expect(JSON.stringify(items)).toContain('The certificate states 1.00 hour of study of 60 minutes.');
  });

  test('the hash moves with any word, and only then', () => {
    const { hash } = composeDisclosures(facts);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(composeDisclosures(structuredClone(facts)).hash).toBe(hash);
    expect(composeDisclosures({ ...facts, policies: [] }).hash).not.toBe(hash);
    expect(composeDisclosures({ ...facts, version: { ...facts.version, notice: 'Other.' } }).hash).not.toBe(hash);
  });
});
