import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { measures } from '../../schema/courses/rules/measures.ts';
import { durationText, planningTime } from '../../schema/courses/rules/planning.ts';
import { markCourse } from '../support/markedCourse.ts';
import { livePackage, samplePackage } from '../support/samplePackage.ts';

test.each([
  // words, questions, prompts, answers: minutes
  [14_813, 61, 10, 22, 170],
  [9_000, 20, 0, 10, 70],
  [0, 0, 0, 0, 10],
  [200, 1, 1, 1, 10],
])('%i words, %i questions, %i prompts, %i answers are %i minutes', (words, questions, prompts, answers, minutes) => {
  expect(planningTime({ words, questions, prompts, answers }).minutes).toBe(minutes);
});

test('more of anything never takes less time', () => {
  const amount = fc.nat(20_000);
  const facts = fc.record({ words: amount, questions: fc.nat(200), prompts: fc.nat(50), answers: fc.nat(60) });
  const part = fc.constantFrom('words' as const, 'questions' as const, 'prompts' as const, 'answers' as const);
  fc.assert(
    fc.property(facts, part, fc.nat(500), (before, name, more) => {
      const after = planningTime({ ...before, [name]: before[name] + more });
      expect(after.minutes).toBeGreaterThanOrEqual(planningTime(before).minutes);
    }),
  );
});

test.each([
  [10, '10 minutes'],
  [60, '1 hour'],
  [140, '2 hours 20 minutes'],
])('%i minutes are %s', (minutes, text) => expect(durationText(minutes)).toBe(text));

test('a check says the time to plan, the claims by grade and the age of references', () => {
  expect(measures(samplePackage(markCourse), 2026)).toEqual([
    expect.stringMatching(
      /^Time to plan: about \d+ minutes \(reading \d+ minutes at 200 words a minute, questions 7, /,
    ),
    'Claims with evidence: 1 (0 STRONG, 1 MIXED, 0 CONTESTED, 0 PRACTICE).',
    'References: 1, of them 0 older than 10 years.',
  ]);
  expect(measures(samplePackage(), 2031)[2]).toBe('References: 1, of them 1 older than 10 years.');
  expect(measures(livePackage(), 2026)).toHaveLength(2);
});
