import { describe, expect, test } from '@jest/globals';
import { LANGUAGES } from '../../schema/languages.ts';
import { checklist, type RoundFacts } from '../../web/enrollments/checklist.ts';

describe('the checklist', () => {
  const now = { serverTime: '2026-11-26T10:00:00Z' };
  const test0 = {
    code: 'POST_TEST_NOT_PASSED',
    message: 'Not passed.',
    quizId: 'q=',
    attemptsLeft: 3,
    passPercent: 80,
  };
  const begun: RoundFacts = {
    ...{
      id: 'r=',
      purpose: 'CREDIT',
      basis: 'LEARNER',
      claimedAt: null,
      contentDoneAt: null,
      passedAt: null,
      evaluatedAt: null,
    },
    certificateNumber: null,
    progress: { modulesCompleted: 4, modulesTotal: 10, secondsCounted: 1860, secondsRequired: 3600 },
    nextModule: { number: 5 },
    blockers: [
      { code: 'MODULE_INCOMPLETE', message: 'x' },
      { code: 'TIME_SHORT', message: 'x' },
      { ...test0, bestScorePercent: null, retryAt: null },
      { code: 'EVALUATION_MISSING', message: 'x' },
      { code: 'ATTESTATION_MISSING', message: 'x' },
    ],
  };
  const standings = (round: RoundFacts) =>
    checklist(round, now).map(({ key, standing, href }) => [key, standing, href]);

  test('of a round that is under way', () => {
    expect(standings(begun)).toEqual([
      ['MODULES', 'PART', '/learn/r%3D/modules/5'],
      ['TIME', 'PART', '/learn/r%3D/modules/5'],
      ['POST_TEST', 'LATER', null],
      ['EVALUATION', 'LATER', null],
      ['STATEMENT', 'LATER', null],
      ['CLAIM', 'LATER', null],
    ]);
    expect(checklist(begun, now)[1]?.facts).toEqual({ counted: 31, required: 60 });
  });

  test('of an instructor: what is stated, the signature, the claim', () => {
    const missing = (...codes: string[]) => codes.map((code) => ({ code, message: code }));
    const taught = { ...begun, basis: 'INSTRUCTOR', nextModule: null };
    expect(standings({ ...taught, blockers: missing('TEACHING_UNSTATED', 'ATTESTATION_MISSING') })).toEqual([
      ['STATEMENT', 'LATER', null],
      ['CLAIM', 'LATER', null],
    ]);
    expect(standings({ ...taught, blockers: missing('ATTESTATION_MISSING') })).toEqual([
      ['STATEMENT', 'OPEN', '/learn/r%3D/statement'],
      ['CLAIM', 'LATER', null],
    ]);
    expect(standings({ ...taught, blockers: [] })).toEqual([
      ['STATEMENT', 'DONE', null],
      ['CLAIM', 'OPEN', '/learn/r%3D/claim'],
    ]);
  });

  const read: RoundFacts = {
    ...begun,
    progress: { modulesCompleted: 10, modulesTotal: 10, secondsCounted: 3600, secondsRequired: 3600 },
    ...{ nextModule: null, contentDoneAt: '2026-11-26T09:00:00Z', blockers: begun.blockers.slice(2) },
  };
  const without = (round: RoundFacts, ...codes: string[]): RoundFacts => ({
    ...round,
    blockers: round.blockers.filter(({ code }) => !codes.includes(code)),
  });
  test('opens one row after the other', () => {
    expect(standings(read)[2]).toEqual(['POST_TEST', 'OPEN', '/learn/r%3D/quizzes/q%3D']);
    const passed = without(read, 'POST_TEST_NOT_PASSED');
    expect(standings(passed).slice(2, 5)).toEqual([
      ['POST_TEST', 'DONE', null],
      ['EVALUATION', 'OPEN', '/learn/r%3D/evaluation'],
      ['STATEMENT', 'LATER', null],
    ]);
    const evaluated = { ...without(passed, 'EVALUATION_MISSING'), evaluatedAt: '2026-11-26T09:30:00Z' };
    expect(standings(evaluated)[4]).toEqual(['STATEMENT', 'OPEN', '/learn/r%3D/statement']);
    const signed = without(evaluated, 'ATTESTATION_MISSING');
    expect(standings(signed)[5]).toEqual(['CLAIM', 'OPEN', '/learn/r%3D/claim']);
    const claimed = { ...signed, claimedAt: '2026-11-26T09:40:00Z', certificateNumber: '7K3QD' };
    expect(standings(claimed).map(([, standing]) => standing)).toEqual(Array(6).fill('DONE'));
    expect(standings(claimed)[5]).toEqual(['CLAIM', 'DONE', '/wallet/7K3QD']);
  });

  test.each([
    ['while one must wait', { retryAt: '2026-11-26T11:00:00Z', bestScorePercent: 60 }, 'LATER', '2026-11-26T11:00:00Z'],
    ['after the wait', { retryAt: '2026-11-26T09:00:00Z', bestScorePercent: 60 }, 'PART', null],
  ])('of the post-test %s', (_name, facts, standing, retryAt) => {
    const row = checklist({ ...read, blockers: [{ ...test0, ...facts }] }, now)[2];
    expect(row).toMatchObject({ standing, facts: { retryAt, attemptsLeft: 3, passPercent: 80, bestScorePercent: 60 } });
  });

  test('says who can help when all attempts are used', () => {
    const used = { code: 'ATTEMPTS_USED', message: 'Ask the organization.', quizId: 'q=' };
    const row = checklist({ ...read, blockers: [{ ...test0, attemptsLeft: 0 }, used] }, now)[2];
    expect(row).toMatchObject({ standing: 'LATER', href: null, messages: ['Ask the organization.'] });
  });

  test('leads to the profile for a name, and shows a blocker that it does not know by its sentence', () => {
    const blockers = [
      { code: 'NAME_UNCONFIRMED', message: 'No name.', legalName: null },
      { code: 'SOMETHING_NEW', message: 'Do this first.' },
    ];
    const row = checklist({ ...read, blockers }, now)[5];
    expect(row).toMatchObject({
      standing: 'LATER',
      href: '/me',
      facts: { nameMissing: 1 },
      messages: ['Do this first.'],
    });
  });

  test('has two rows for oneself', () => {
    const own = without(
      { ...begun, purpose: 'PERSONAL' },
      'POST_TEST_NOT_PASSED',
      'EVALUATION_MISSING',
      'ATTESTATION_MISSING',
    );
    expect(standings(own)).toEqual([
      ['MODULES', 'PART', '/learn/r%3D/modules/5'],
      ['OWN_CLAIM', 'LATER', null],
    ]);
    const done = { ...own, ...{ nextModule: null, blockers: [] }, progress: read.progress };
    expect(standings(done)).toEqual([
      ['MODULES', 'DONE', null],
      ['OWN_CLAIM', 'FREE', '/learn/r%3D/claim'],
    ]);
    const claimed = { ...done, claimedAt: '2026-11-26T09:40:00Z', certificateNumber: '7K3QD' };
    expect(standings(claimed)[1]).toEqual(['OWN_CLAIM', 'DONE', '/wallet/7K3QD']);
  });

  test('asks nobody who reads for oneself for a name: the page of the claim does', () => {
    const nameless = { code: 'NAME_UNCONFIRMED', message: 'No name.', legalName: null };
    const own = { ...begun, purpose: 'PERSONAL', blockers: [...begun.blockers.slice(0, 1), nameless] };
    expect(checklist(own, now)[1]).toMatchObject({
      standing: 'LATER',
      href: null,
      facts: { nameMissing: 0 },
      messages: [],
    });
    const done = { ...own, progress: read.progress, blockers: [nameless] };
    expect(checklist(done, now)[1]).toMatchObject({ standing: 'FREE', href: '/learn/r%3D/claim', messages: [] });
  });

  test.each(LANGUAGES)('in $code has a heading for whoever has no certificate in mind', async ({ code }) => {
    const { round } = await import(`../../web/words/${code}/round.ts`);
    expect(round.own.heading).not.toBe(round.credit.heading);
    expect(`${round.own.heading} ${round.own.explains}`).not.toMatch(/certifica|tiwhikete/i);
  });

  test('asks no time of somebody for whom it was waived', () => {
    const waived = { ...read, progress: { ...read.progress, secondsRequired: 0 } };
    expect(checklist(waived, now)[1]).toMatchObject({ standing: 'DONE', facts: { required: 0 } });
  });
});
