import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentHash } from '../../schema/courses/rules/package/canonical.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { writePackage } from '../../schema/courses/rules/package/write.ts';
import { studyPlan } from '../../schema/courses/rules.ts';
import { FOLLOW_UP_TEXT, withFollowUp } from '../support/followUpCourse.ts';
import { faultsOf, swap } from '../support/packageFaults.ts';
import { samplePackage, samplePackageFiles } from '../support/samplePackage.ts';

const FILE = 'follow-up.yaml';

test('a follow-up is part of the content, and of no hours and no quiz', () => {
  const followed = samplePackage(withFollowUp());
  const plain = samplePackage((files) => {
    withFollowUp()(files);
    files.delete(FILE);
  });
  expect(followed.followUp?.rounds.map(({ weeks, questions }) => [weeks, questions.length])).toEqual([
    [2, 3],
    [8, 3],
  ]);
  expect(contentHash(followed)).not.toBe(contentHash(plain));
  expect(studyPlan(followed)).toEqual(studyPlan(plain));
  expect(followed.quizzes).toEqual(plain.quizzes);
});

test('law: written and read again it is the same, whatever the weeks', () => {
  const weeks = fc.uniqueArray(fc.integer({ min: 1, max: 26 }), { minLength: 2, maxLength: 2 });
  fc.assert(
    fc.property(weeks, (some) => {
      const [first, second] = some.toSorted((a, b) => a - b);
      const text = FOLLOW_UP_TEXT.replace(/weeks: (\d)/g, (_, was) => `weeks: ${was === '2' ? first : second}`);
      const before = samplePackage(withFollowUp(text));
      const again = parsePackage(writePackage(before));
      if (!again.ok) throw new Error(JSON.stringify(again.faults));
      expect(again.package.followUp).toEqual(before.followUp);
      expect(contentHash(again.package)).toBe(contentHash(before));
    }),
    { numRuns: 20 },
  );
});

const changed = (from: string, to: string) => (files: Map<string, string>) => {
  withFollowUp()(files);
  swap(FILE, from, to)(files);
};

describe('refused with file and line', () => {
  test.each([
    [
      'weeks out of their range',
      changed('weeks: 8', 'weeks: 27'),
      /follow-up\.yaml:16: rounds.weeks: write a whole number/,
    ],
    ['rounds that go back', changed('weeks: 8', 'weeks: 2'), /follow-up\.yaml:16: Rounds come one after the other/],
    [
      'a question that is nowhere',
      changed('recall: post-3', 'recall: post-33'),
      /follow-up\.yaml:5: No quiz has a question post-33/,
    ],
    [
      'a question whose answer is never shown',
      changed('recall: post-1\n', 'recall: pre-1\n'),
      /follow-up\.yaml:4: The quiz of pre-1 never shows its answers/,
    ],
    [
      'one question in two rounds',
      changed('recall: post-2', 'recall: post-1'),
      /follow-up\.yaml:4: The question post-1 is recalled twice/,
    ],
    [
      'two questions about one objective in a round',
      changed('recall: post-3', 'recall: post-6'),
      /follow-up\.yaml:5: Another question of this round is about o1/,
    ],
    ['two questions', changed('      - recall: post-3\n', ''), /follow-up\.yaml:\d+: .*questions/],
    [
      'a question of its own without a source',
      changed('        source: example-2020\n        prompt: What', '        prompt: What'),
      /follow-up\.yaml:6: source is missing/,
    ],
    [
      'a source that is none',
      changed('source: example-2020\n        prompt: What', 'source: example-2021\n        prompt: What'),
      /follow-up\.yaml:10: There is no reference example-2021/,
    ],
    ['a module that is none', changed('module: film', 'module: flim'), /follow-up\.yaml:9: There is no module flim/],
    [
      'an objective that is none',
      changed('objective: o3', 'objective: o9'),
      /follow-up\.yaml:8: There is no objective/,
    ],
    ['an id of a quiz', changed('id: later-1', 'id: post-4'), /follow-up\.yaml:6: The id post-4 is already used/],
    [
      'a question of a quiz, word by word',
      changed('prompt: What comes last?', 'prompt: Which is first?'),
      /follow-up\.yaml:11: The same question is at quizzes\/post-test\.yaml/,
    ],
    [
      'no explanation',
      changed('{ text: The start, rationale: All follows it. }', '{ text: The start }'),
      /follow-up\.yaml:14: .*rationale/,
    ],
    ['no open question', changed('    open: What has stayed?\n', ''), /follow-up\.yaml:\d+: .*open/],
    ['another word', changed('    open: What did', '    weekly: yes\n    open: What did'), /weekly/],
  ])('%s', (_what, edit, fault) => {
    const faults = faultsOf(edit);
    expect(faults.join('\n')).toMatch(fault);
  });
});

test('law: any text in its place is read, or refused with its file', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      const files = samplePackageFiles();
      files.set(FILE, text);
      const read = parsePackage(files);
      if (!read.ok) expect(read.faults.every(({ file }) => file === FILE)).toBe(true);
    }),
    { numRuns: 50 },
  );
});
