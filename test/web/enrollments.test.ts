import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BEAT_SECONDS } from '../../schema/enrollments/rules/study.ts';
import { LANGUAGES } from '../../schema/languages.ts';
import {
  afterAnswer,
  blockAt,
  type CountingFacts,
  countingOf,
  permilleOf,
  readsElsewhere,
} from '../../web/enrollments/countingRules.ts';
import {
  changedItems,
  countryOf,
  helpFor,
  hoursAndMinutes,
  sampleOf,
  secondsUntil,
  studyMinutes,
} from '../../web/enrollments/rules.ts';
import { enrollments } from '../../web/words/en/enrollments.ts';
import { player } from '../../web/words/en/player.ts';

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
    expect(player.states[expected]).toMatch(/\.$/);
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

  const here = { serverTime: '2026-11-26T10:00:00Z', own: new Set(['mine']) };
  const open = (id: string, lastBeatAt: string, sameBrowser = true) => ({ id, lastBeatAt, sameBrowser });
  test.each([
    ['nothing is open', null, here, 'NO'],
    ['this tab began it', open('mine', '2026-11-26T09:59:59Z'), here, 'NO'],
    ['a tab of this browser began it, which may be gone', open('other', '2026-11-26T09:59:50Z'), here, 'ASK_TABS'],
    ['another device beats', open('other', '2026-11-26T09:59:50Z', false), here, 'YES'],
    ['another device went away', open('other', '2026-11-26T09:58:59Z', false), here, 'NO'],
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

test.each([
  [true, true, false, 'SPECIMEN'],
  [false, false, true, 'SPECIMEN'],
  [false, true, false, 'ORGANIZATION'],
  [false, false, false, null],
])('what proves nothing says why: specimen %p, fictional %p, studied so %p', (specimen, fictional, studied, why) => {
  expect(sampleOf({ specimen, organization: { fictional } }, studied)).toBe(why);
});

test.each(LANGUAGES)(
  'in $code a reader is told how long the minutes stand still between two beats',
  async ({ code }) => {
    const { player } = await import(`../../web/words/${code}/player.ts`);
    expect(player.states.COUNTING).toContain(` ${BEAT_SECONDS} `);
  },
);
