import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ModuleId } from '../../drizzle/ids.ts';
import {
  blockers,
  completionBlockers,
  type ModuleStanding,
  moduleBlockers,
  namesAgree,
  nextModule,
  progressOf,
  type Standing,
} from '../../schema/enrollments/rules.ts';

const done = '2026-11-22T10:00:00Z';
const module = (facts: Partial<ModuleStanding> = {}): ModuleStanding => ({
  moduleId: 'm1' as ModuleId,
  title: 'A module',
  position: 1,
  minSeconds: 600,
  countedMillis: 600_000,
  furthestPermille: 1000,
  lastActiveAt: null,
  hasCheck: true,
  checkPassedAt: done,
  completedAt: null,
  ...facts,
});
const standing = (facts: Partial<Standing> = {}): Standing => ({
  purpose: 'CREDIT',
  modules: [module({ completedAt: done })],
  studyTimeWaived: false,
  postTest: { attemptsUsed: 1, attemptsAllowed: 3 },
  passedAt: done,
  evaluatedAt: done,
  attestedAt: done,
  legalName: 'Li Wu',
  ...facts,
});
const codes = (list: { code: string }[]) => list.map(({ code }) => code);

describe('what stands between a learner and a module’s completion', () => {
  test.each<[string, Partial<ModuleStanding>, boolean, string[]]>([
    ['nothing', {}, false, []],
    ['a second too few', { countedMillis: 599_999 }, false, ['TIME_SHORT']],
    ['time waived', { countedMillis: 0 }, true, []],
    ['not to the end', { furthestPermille: 999 }, false, ['NOT_READ_TO_END']],
    ['check open', { checkPassedAt: null }, false, ['CHECK_NOT_PASSED']],
    ['no check at all', { checkPassedAt: null, hasCheck: false }, false, []],
    [
      'everything',
      { countedMillis: 0, furthestPermille: 0, checkPassedAt: null },
      false,
      ['TIME_SHORT', 'NOT_READ_TO_END', 'CHECK_NOT_PASSED'],
    ],
    ['completed before, whatever stands now', { countedMillis: 0, completedAt: done }, false, []],
  ])('%s', (_name, facts, waived, expected) => {
    expect(codes(moduleBlockers(module(facts), waived))).toEqual(expected);
  });

  test('says how much time is missing', () => {
    expect(moduleBlockers(module({ countedMillis: 30_500 }), false)[0]).toMatchObject({
      code: 'TIME_SHORT',
      secondsCounted: 30,
      secondsRequired: 600,
      message: '“A module” needs about 10 more minutes of study.',
    });
  });
});

describe('the gate', () => {
  test.each<[string, Partial<Standing>, string[]]>([
    ['all is done', {}, []],
    ['a module is open', { modules: [module()] }, ['MODULE_INCOMPLETE']],
    ['a module is open and short', { modules: [module({ countedMillis: 0 })] }, ['MODULE_INCOMPLETE', 'TIME_SHORT']],
    ['post-test not passed', { passedAt: null }, ['POST_TEST_NOT_PASSED']],
    [
      'attempts used',
      { passedAt: null, postTest: { attemptsUsed: 3, attemptsAllowed: 3 } },
      ['POST_TEST_NOT_PASSED', 'ATTEMPTS_USED'],
    ],
    [
      'attempts without end',
      { passedAt: null, postTest: { attemptsUsed: 9, attemptsAllowed: null } },
      ['POST_TEST_NOT_PASSED'],
    ],
    ['a version without post-test', { passedAt: null, postTest: null }, []],
    ['evaluation missing', { evaluatedAt: null }, ['EVALUATION_MISSING']],
    ['not signed', { attestedAt: null }, ['ATTESTATION_MISSING']],
    ['no name', { legalName: null }, ['NAME_UNCONFIRMED']],
    [
      'for oneself, the content is enough',
      { purpose: 'PERSONAL', passedAt: null, evaluatedAt: null, attestedAt: null },
      [],
    ],
    ['for oneself, the content is needed', { purpose: 'PERSONAL', modules: [module()] }, ['MODULE_INCOMPLETE']],
  ])('%s', (_name, facts, expected) => {
    expect(codes(blockers(standing(facts)))).toEqual(expected);
  });

  const anyStanding = fc.record({
    purpose: fc.constantFrom('CREDIT' as const, 'PERSONAL' as const),
    modules: fc.array(
      fc
        .record({ completedAt: fc.constantFrom(null, done), countedMillis: fc.nat(900_000) })
        .map((facts) => module(facts)),
      { maxLength: 5 },
    ),
    studyTimeWaived: fc.boolean(),
    postTest: fc.constantFrom(null, { attemptsUsed: 1, attemptsAllowed: 3 }, { attemptsUsed: 3, attemptsAllowed: 3 }),
    passedAt: fc.constantFrom(null, done),
    evaluatedAt: fc.constantFrom(null, done),
    attestedAt: fc.constantFrom(null, done),
    legalName: fc.constantFrom(null, 'Li Wu'),
  });

  test('law: what blocks completion blocks the certificate', () => {
    fc.assert(
      fc.property(anyStanding, (facts) => {
        expect(codes(blockers(facts))).toEqual(expect.arrayContaining(codes(completionBlockers(facts))));
      }),
    );
  });

  test('law: reaching a milestone never adds a blocker', () => {
    fc.assert(
      fc.property(anyStanding, fc.constantFrom('passedAt', 'evaluatedAt', 'attestedAt'), (facts, milestone) => {
        const before = codes(blockers(facts));
        expect(before).toEqual(expect.arrayContaining(codes(blockers({ ...facts, [milestone]: done }))));
      }),
    );
  });

  test('law: 100 percent means that every module is complete', () => {
    fc.assert(
      fc.property(anyStanding, (facts) => {
        const { percent } = progressOf(facts);
        expect(percent === 100).toBe(facts.modules.every(({ completedAt }) => completedAt !== null));
      }),
    );
  });
});

describe('where to go on', () => {
  const at = (position: number, lastActiveAt: string | null, completedAt: string | null = null) =>
    module({ moduleId: `m${position}` as ModuleId, position, lastActiveAt, completedAt });
  test.each([
    ['the first when nothing was touched', [at(2, null), at(1, null)], 'm1'],
    ['the one last worked on', [at(1, '2026-11-20T00:00:00Z'), at(2, '2026-11-21T00:00:00Z')], 'm2'],
    ['not one that is complete', [at(1, null), at(2, '2026-11-21T00:00:00Z', done)], 'm1'],
    ['nowhere when all is complete', [at(1, done, done)], undefined],
  ])('%s', (_name, modules, expected) => {
    expect(nextModule(modules)?.moduleId).toBe(expected);
  });
});

test.each([
  ['Li Wu', 'Li Wu', true],
  [' li  wu ', 'Li Wu', true],
  ['Zoe\u0308', 'Zoë', true],
  ['Zoe', 'Zoë', false],
  ['Li', 'Li Wu', false],
  ['anything', null, false],
])('the typed name %j and the name %j agree: %s', (typed, legalName, expected) => {
  expect(namesAgree(typed, legalName)).toBe(expected);
});
