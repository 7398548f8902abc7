import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { EnrollmentId, ModuleId, QuizAttemptId, QuizId } from '../../drizzle/ids.ts';
import type { CountedAttempt } from '../../schema/enrollments/rules/attempts.ts';
import { moduleBlockers } from '../../schema/enrollments/rules/gate/content.ts';
import { typedNameBlockers } from '../../schema/enrollments/rules/gate/name.ts';
import {
  BLOCKER_WORDS,
  blockers,
  blockersOfAttestation,
  blockersOfEvaluation,
  completionBlockers,
} from '../../schema/enrollments/rules/gate.ts';
import { nextModule, progressOf } from '../../schema/enrollments/rules/progress.ts';
import type { ModuleStanding, PostTestStanding, Signature, Standing } from '../../schema/enrollments/rules/standing.ts';
import { teachingOf, trainingOf } from '../support/trainingStanding.ts';

const done = new Date('2026-11-22T10:00:00Z');
const module = (facts: Partial<ModuleStanding> = {}): ModuleStanding => ({
  moduleId: 'm1' as ModuleId,
  title: 'A module',
  position: 1,
  minSeconds: 600,
  countedMillis: 600_000,
  furthestPermille: 1000,
  lastActiveAt: null,
  checkQuizId: 'check' as QuizId,
  checkPassedAt: done,
  completedAt: null,
  ...facts,
});
const failedAttempts = (count: number): CountedAttempt[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `attempt ${index}` as QuizAttemptId,
    enrollmentId: 'e1' as EnrollmentId,
    ordinal: index + 1,
    dueAt: null,
    submittedAt: new Date(done.getTime() + index * 60_000),
    passedAt: null,
    correctCount: 5 + index,
    questionCount: 10,
    missed: [],
  }));
const postTest = (used: number, facts: Partial<PostTestStanding> = {}): PostTestStanding => ({
  quizId: 'post-test' as QuizId,
  maxAttempts: 3,
  cooldownSeconds: 3600,
  passPercent: 80,
  required: [],
  attempts: failedAttempts(used),
  grants: [],
  ...facts,
});
const signedAt = (at: Date, typedName = 'Li Wu'): Signature => ({ signedAt: at, typedName });
const early = new Date(done.getTime() - 1);
const training = (facts = {}) => trainingOf({ endsAt: done, ...facts });
const standing = (facts: Partial<Standing> = {}): Standing => ({
  id: 'e1' as EnrollmentId,
  purpose: 'CREDIT',
  modules: [module({ completedAt: done })],
  basis: 'LEARNER',
  training: null,
  teaching: null,
  studyTimeWaived: false,
  postTest: postTest(1),
  passedAt: done,
  evaluatedAt: done,
  completedAt: done,
  signature: signedAt(done),
  legalName: 'Li Wu',
  ...facts,
});
const codes = (list: { code: string }[]) => list.map(({ code }) => code);

describe('what blocks the completion of a module', () => {
  test.each<[string, Partial<ModuleStanding>, boolean, string[]]>([
    ['nothing', {}, false, []],
    ['a second too few', { countedMillis: 599_999 }, false, ['TIME_SHORT']],
    ['time waived', { countedMillis: 0 }, true, []],
    ['not to the end', { furthestPermille: 999 }, false, ['NOT_READ_TO_END']],
    ['check open', { checkPassedAt: null }, false, ['CHECK_NOT_PASSED']],
    ['no check at all', { checkPassedAt: null, checkQuizId: null }, false, []],
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
    ['attempts used', { passedAt: null, postTest: postTest(3) }, ['POST_TEST_NOT_PASSED', 'ATTEMPTS_USED']],
    [
      'attempts without end',
      { passedAt: null, postTest: postTest(9, { maxAttempts: null }) },
      ['POST_TEST_NOT_PASSED'],
    ],
    ['a version without post-test', { passedAt: null, postTest: null }, []],
    ['evaluation missing', { evaluatedAt: null }, ['EVALUATION_MISSING']],
    ['not signed', { signature: null }, ['ATTESTATION_MISSING']],
    ['signed a moment before all was done', { signature: signedAt(early) }, ['ATTESTATION_MISSING']],
    [
      'signed, and not all is done',
      { completedAt: null, evaluatedAt: null },
      ['EVALUATION_MISSING', 'ATTESTATION_MISSING'],
    ],
    ['signed as somebody else', { signature: signedAt(done, 'Li Wong') }, ['ATTESTATION_NAME_CHANGED']],
    ['signed as typed on another keyboard', { signature: signedAt(done, 'LI-WU'), legalName: 'Lì Wū' }, []],
    ['signed early as somebody else', { signature: signedAt(early, 'Li Wong') }, ['ATTESTATION_MISSING']],
    ['no name', { legalName: null }, ['NAME_UNCONFIRMED']],
    ['a training was attended, and has no modules', { modules: [], training: training() }, []],
    ['a training is not over', { training: training({ endsAt: new Date(done.getTime() + 1) }) }, ['ATTENDANCE_OPEN']],
    ['a training has no days', { training: training({ endsAt: null }) }, ['ATTENDANCE_OPEN']],
    ['nobody saw them at the training', { training: training({ parts: [] }) }, ['ATTENDANCE_SHORT']],
    ['the place is not paid', { training: training({ payment: 'DUE' }) }, ['PAYMENT_DUE']],
    ['a bank disputes the place', { training: training({ payment: 'DISPUTED' }) }, ['PAYMENT_DUE']],
    ['the money went back', { training: training({ payment: 'REFUNDED' }) }, ['PAYMENT_DUE']],
    ['the place was given', { training: training({ payment: 'FREE' }) }, []],
    ['the place was canceled', { training: training({ confirmed: false }) }, ['PLACE_ENDED']],
    [
      'for oneself, the content is enough',
      { purpose: 'PERSONAL', passedAt: null, evaluatedAt: null, signature: null },
      [],
    ],
    ['for oneself, the content is needed', { purpose: 'PERSONAL', modules: [module()] }, ['MODULE_INCOMPLETE']],
  ])('%s', (_name, facts, expected) => {
    expect(codes(blockers(standing(facts), done))).toEqual(expected);
  });

  test('a blocker carries what one needs to act', () => {
    const waiting = standing({ passedAt: null, postTest: postTest(2) });
    expect(blockers(waiting, done)).toEqual([
      {
        code: 'POST_TEST_NOT_PASSED',
        message: 'The post-test has not been passed.',
        quizId: 'post-test',
        attemptsUsed: 2,
        attemptsAllowed: 3,
        attemptsLeft: 1,
        retryAt: new Date('2026-11-22T11:01:00Z'),
        passPercent: 80,
        bestScorePercent: 60,
        deadline: null,
      },
    ]);
    expect(blockers(standing({ passedAt: null, postTest: postTest(3) }), done)).toMatchObject([
      { attemptsLeft: 0, retryAt: null, bestScorePercent: 70 },
      { code: 'ATTEMPTS_USED', attemptsUsed: 3, attemptsAllowed: 3 },
    ]);
    expect(moduleBlockers(module({ checkPassedAt: null }), false)).toMatchObject([{ moduleId: 'm1', quizId: 'check' }]);
  });

  test('law: a blocker has the facts that the API names, and no others but the shared ones', () => {
    const shared = ['code', 'message', 'deadline', 'moduleId', 'secondsCounted', 'secondsRequired'];
    const known = [...shared, 'attemptsUsed', 'attemptsAllowed'];
    fc.assert(
      fc.property(anyStanding, (facts) => {
        for (const blocker of [
          ...blockers(facts, done),
          ...facts.modules.flatMap((one) => moduleBlockers(one, false)),
        ]) {
          const own = Object.keys(blocker).filter((fact) => !known.includes(fact));
          expect(own.sort()).toEqual(Object.keys(BLOCKER_WORDS[blocker.code].facts).sort());
        }
      }),
    );
  });

  const anyStanding = fc.record({
    id: fc.constant('e1' as EnrollmentId),
    purpose: fc.constantFrom('CREDIT' as const, 'PERSONAL' as const),
    modules: fc.array(
      fc
        .record({ completedAt: fc.constantFrom(null, done), countedMillis: fc.nat(900_000) })
        .map((facts) => module(facts)),
      { maxLength: 5 },
    ),
    training: fc.constantFrom(
      null,
      training(),
      training({ payment: 'DUE', confirmed: false }),
      training({ parts: [] }),
    ),
    basis: fc.constant('LEARNER' as const),
    teaching: fc.constantFrom(
      null,
      null,
      teachingOf(),
      teachingOf({ parts: [] }),
      teachingOf({ named: false }),
      teachingOf({ canceled: true }),
    ),
    studyTimeWaived: fc.boolean(),
    postTest: fc.constantFrom(null, postTest(1), postTest(3)),
    passedAt: fc.constantFrom(null, done),
    evaluatedAt: fc.constantFrom(null, done),
    completedAt: fc.constantFrom(null, done),
    signature: fc.constantFrom(null, signedAt(early), signedAt(done), signedAt(done, 'Li Wong')),
    legalName: fc.constantFrom(null, 'Li Wu'),
  });

  test('law: what blocks completion blocks the certificate', () => {
    fc.assert(
      fc.property(anyStanding, (facts) => {
        expect(codes(blockers(facts, done))).toEqual(expect.arrayContaining(codes(completionBlockers(facts, done))));
      }),
    );
  });

  test('law: reaching a milestone never adds a blocker', () => {
    fc.assert(
      fc.property(anyStanding, fc.constantFrom('passedAt', 'evaluatedAt', 'signature'), (facts, milestone) => {
        const reached = { [milestone]: milestone === 'signature' ? signedAt(done) : done };
        const before = codes(blockers(facts, done));
        expect(before).toEqual(expect.arrayContaining(codes(blockers({ ...facts, ...reached }, done))));
      }),
    );
  });

  test.each<[string, Partial<Standing>, string[], string[]]>([
    ['all is done', {}, [], []],
    ['only the evaluation is missing', { evaluatedAt: null }, [], ['EVALUATION_MISSING']],
    ['the post-test is not passed', { passedAt: null }, ['POST_TEST_NOT_PASSED'], ['POST_TEST_NOT_PASSED']],
    [
      'for oneself, without a test',
      { purpose: 'PERSONAL', passedAt: null, evaluatedAt: null },
      [],
      ['EVALUATION_MISSING'],
    ],
    ['a module is open', { modules: [module()] }, ['MODULE_INCOMPLETE'], ['MODULE_INCOMPLETE']],
    [
      'for oneself, a module is open',
      { purpose: 'PERSONAL', modules: [module()] },
      ['MODULE_INCOMPLETE'],
      ['MODULE_INCOMPLETE'],
    ],
  ])('what an evaluation and a signature wait for: %s', (_name, facts, evaluation, attestation) => {
    expect(codes(blockersOfEvaluation(standing(facts), done))).toEqual(evaluation);
    expect(codes(blockersOfAttestation(standing(facts), done))).toEqual(attestation);
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
  const at = (position: number, lastActiveOn: string | null, completedAt: Date | null = null) =>
    module({
      moduleId: `m${position}` as ModuleId,
      position,
      lastActiveAt: lastActiveOn === null ? null : new Date(lastActiveOn),
      completedAt,
    });
  test.each([
    ['the first when nothing was touched', [at(2, null), at(1, null)], 'm1'],
    ['the one last worked on', [at(1, '2026-11-20'), at(2, '2026-11-21')], 'm2'],
    ['not one that is complete', [at(1, null), at(2, '2026-11-21', done)], 'm1'],
    ['nowhere when all is complete', [at(1, '2026-11-22', done)], undefined],
  ])('%s', (_name, modules, expected) => {
    expect(nextModule(modules)?.moduleId).toBe(expected);
  });
});

test.each([
  ['Li Wu', 'Li Wu', true],
  [' li  wu ', 'Li Wu', true],
  ['Zoe\u0308', 'Zoë', true],
  ['Zoe', 'Zoë', true],
  ['Li', 'Li Wu', false],
  ['anything', null, false],
])('the typed name %j and the name %j agree: %s', (typed, legalName, expected) => {
  expect(typedNameBlockers(typed, legalName).length === 0).toBe(expected);
});
