import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checklist, type RoundFacts } from '../../web/enrollments/checklist.ts';
import {
  afterAnswer,
  blockAt,
  type CountingFacts,
  changedItems,
  countingOf,
  countryOf,
  helpFor,
  hoursAndMinutes,
  permilleOf,
  readsElsewhere,
  secondsUntil,
  studyMinutes,
} from '../../web/enrollments/rules.ts';
import { enrollments } from '../../web/words/en/enrollments.ts';

describe('time in words', () => {
  test.each([
    [0, 480, { counted: 0, required: 8, left: 8, enough: false }],
    [59, 480, { counted: 0, required: 8, left: 8, enough: false }],
    [300, 480, { counted: 5, required: 8, left: 3, enough: false }],
    [479, 480, { counted: 7, required: 8, left: 1, enough: false }],
    [480, 480, { counted: 8, required: 8, left: 0, enough: true }],
    [9_999, 480, { counted: 8, required: 8, left: 0, enough: true }],
    [430, 432, { counted: 7, required: 8, left: 1, enough: false }],
    [0, 0, { counted: 0, required: 0, left: 0, enough: true }],
  ])('%i of %i seconds', (counted, required, expected) => {
    expect(studyMinutes(counted, required)).toEqual(expected);
  });

  test('the page never says that enough is counted before the server would', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.integer({ min: 1, max: 20_000 }), (counted, required) => {
        const said = studyMinutes(counted, required);
        expect(said.left === 0).toBe(counted >= required);
        expect(said.counted + said.left).toBe(said.required);
      }),
    );
  });

  test.each([
    [0, { hours: 0, minutes: 0 }, '0 minutes left'],
    [1, { hours: 0, minutes: 1 }, '1 minute left'],
    [1860, { hours: 0, minutes: 31 }, '31 minutes left'],
    [3600, { hours: 1, minutes: 0 }, '1 hour left'],
    [5000, { hours: 1, minutes: 24 }, '1 hour and 24 minutes left'],
    [-60, { hours: 0, minutes: 0 }, '0 minutes left'],
  ])('%i seconds left', (seconds, span, sentence) => {
    expect(hoursAndMinutes(seconds)).toEqual(span);
    expect(enrollments.timeLeft(span)).toBe(sentence);
  });

  test('the clock of the device has no part in the time that is left, be it a day wrong', () => {
    const [due, server] = ['2026-11-26T10:30:00Z', '2026-11-26T10:00:00Z'];
    expect(secondsUntil(due, server, 0)).toBe(1800);
    expect(secondsUntil(due, server, 60_000)).toBe(1740);
    expect(secondsUntil(due, server, -86_400_000)).toBe(1800);
    expect(secondsUntil(due, server, 86_400_000)).toBe(0);
  });
});

describe('the state of counting', () => {
  const counting: CountingFacts = {
    ...{ closed: false, finished: false, signedOut: false, elsewhere: false, online: true, visible: true },
    ...{ unanswered: null, begun: true, enough: false },
  };
  test.each([
    ['counts', {}, 'COUNTING'],
    ['begins', { begun: false }, 'STARTING'],
    ['is enough', { enough: true }, 'ENOUGH'],
    ['is enough while it begins', { enough: true, begun: false }, 'ENOUGH'],
    ['is hidden', { visible: false, begun: false }, 'HIDDEN'],
    ['is offline by the browser’s word', { online: false }, 'OFFLINE'],
    ['is offline by what came of a beat', { unanswered: 'OFFLINE' }, 'OFFLINE'],
    ['waits for a busy server', { unanswered: 'BUSY' }, 'WAITING'],
    ['was refused', { unanswered: 'REFUSED' }, 'REFUSED'],
    ['is counted elsewhere, also offline', { elsewhere: true, online: false }, 'ELSEWHERE'],
    ['is signed out, whatever else', { signedOut: true, elsewhere: true, online: false, enough: true }, 'SIGNED_OUT'],
    ['is closed', { closed: true, signedOut: true }, 'CLOSED'],
    ['is finished, in a closed round too', { finished: true, closed: true }, 'FINISHED'],
  ] as const)('%s', (_name, facts, expected) => {
    expect(countingOf({ ...counting, ...facts })).toBe(expected);
    expect(enrollments.player.states[expected]).toMatch(/\.$/);
  });

  const answered = (endReason: string | null) => ({
    __typename: 'RecordModuleActivityPayload',
    studySession: { endReason },
  });
  test.each([
    ['BEAT', answered(null), 'BEAT'],
    ['BEAT', answered('REPLACED'), 'STAY_OUT'],
    ['BEAT', answered('IDLE'), 'START'],
    ['BEAT', answered('STOPPED'), 'START'],
    ['BEAT', { __typename: 'NotFoundError' }, 'START'],
    ['START', { __typename: 'NotFoundError' }, 'WAIT'],
    ['START', { __typename: 'EnrollmentClosedError' }, 'CLOSE'],
    ['START', { __typename: 'RateLimitedError' }, 'WAIT'],
    ['START', { __typename: 'SomeNewError' }, 'WAIT'],
    ['BEAT', null, 'WAIT'],
  ] as const)('after %s %j: %s', (sent, answer, expected) => {
    expect(afterAnswer(sent, answer)).toBe(expected);
  });

  const here = { serverTime: '2026-11-26T10:00:00Z', moduleId: 'm1', own: new Set(['mine']), reloaded: false };
  const open = (id: string, lastBeatAt: string, moduleId = 'm1') => ({ id, lastBeatAt, module: { id: moduleId } });
  test.each([
    ['nothing is open', null, here, false],
    ['this tab began it', open('mine', '2026-11-26T09:59:59Z'), here, false],
    ['another tab beats', open('other', '2026-11-26T09:59:50Z'), here, true],
    ['another tab reads another module', open('other', '2026-11-26T09:59:50Z', 'm2'), here, true],
    ['another tab went away', open('other', '2026-11-26T09:58:59Z'), here, false],
    ['this page was loaded anew', open('other', '2026-11-26T09:59:50Z'), { ...here, reloaded: true }, false],
    [
      'it was loaded anew while another tab reads on',
      open('other', '2026-11-26T09:59:50Z', 'm2'),
      { ...here, reloaded: true },
      true,
    ],
  ] as const)('%s', (_name, session, place, expected) => {
    expect(readsElsewhere(session, place)).toBe(expected);
  });
});

describe('the place in a text', () => {
  test.each([
    [{ top: 900, height: 4000 }, 800, 0],
    [{ top: 300, height: 1000 }, 800, 500],
    [{ top: -3200, height: 4000 }, 800, 1000],
    [{ top: 100, height: 300 }, 800, 1000],
    [{ top: 100, height: 0 }, 800, 0],
  ])('%j in a window of %i', (text, height, expected) => {
    expect(permilleOf(text, height)).toBe(expected);
  });

  test.each([
    [0, null],
    [20, null],
    [21, 0],
    [250, 0],
    [500, 1],
    [760, 3],
    [979, 3],
    [980, null],
    [1000, null],
  ])('%i thousandths', (permille, expected) => {
    expect(blockAt([100, 100, 100, 100], permille)).toBe(expected);
  });
});

describe('help', () => {
  const notices = ['US', 'INTL', 'NZ', 'US'].map((country, at) => ({ country, at }));
  test.each([
    ['NZ', [2, 1], [0, 3]],
    ['US', [0, 3, 1], [2]],
    ['FR', [1], [0, 2, 3]],
    [null, [1], [0, 2, 3]],
  ])('for %p', (country, near, others) => {
    const shown = helpFor(notices, country);
    expect(shown.near.map(({ at }) => at)).toEqual(near);
    expect(shown.others.map(({ at }) => at)).toEqual(others);
  });

  test.each([
    ['NZ', ['en-US'], 'NZ'],
    [null, ['en', 'mi-NZ'], 'NZ'],
    [null, ['zh-Hant-TW'], 'TW'],
    [null, ['es-419', 'en'], null],
    [null, [], null],
  ])('the country of %p, else of %j', (profile, languages, expected) => {
    expect(countryOf(profile, languages)).toBe(expected);
  });
});

test('changed disclosures are those with other words, and new ones', () => {
  const read = [
    { key: 'a', title: 'A', text: '1' },
    { key: 'b', title: 'B', text: '2' },
  ];
  const now = [read[0], { key: 'b', title: 'B', text: '3' }, { key: 'c', title: 'C', text: '4' }].flatMap(
    (one) => one ?? [],
  );
  expect(changedItems(now, read).map(({ key }) => key)).toEqual(['b', 'c']);
  expect(changedItems(read, read)).toEqual([]);
});

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
    ...{ id: 'r=', purpose: 'CREDIT', claimedAt: null, contentDoneAt: null, passedAt: null, evaluatedAt: null },
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
      ['CLAIM', 'LATER', null],
    ]);
    expect(standings({ ...own, ...{ nextModule: null, blockers: [] }, progress: read.progress })).toEqual([
      ['MODULES', 'DONE', null],
      ['CLAIM', 'OPEN', '/learn/r%3D/claim'],
    ]);
  });

  test('asks no time of somebody for whom it was waived', () => {
    const waived = { ...read, progress: { ...read.progress, secondsRequired: 0 } };
    expect(checklist(waived, now)[1]).toMatchObject({ standing: 'DONE', facts: { required: 0 } });
  });
});
