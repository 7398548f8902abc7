import { describe, expect, test } from '@jest/globals';
import type { CourseId, CreditOfferId, EnrollmentId, LicenseId } from '../../drizzle/ids.ts';
import type { AccreditorValues } from '../../schema/accreditation/rules/values.ts';
import { type Case, judge, type OfferedEnrollment } from '../../schema/enrollments/rules/offers/judge.ts';
import type { EarlierAward, Offer, Sitting } from '../../schema/enrollments/rules/offers/offer.ts';
import { sampleRules } from '../support/offers.ts';

const enrollmentId = 'here' as EnrollmentId;
const offerId = 'offer' as CreditOfferId;
const lineage = 'course' as CourseId;
const at = (text: string) => new Date(text);

const sitting = (ordinal: number, correctCount: number, more: Partial<Sitting> = {}): Sitting => ({
  enrollmentId,
  ordinal,
  submittedAt: new Date(Date.UTC(2026, 10, 20, ordinal)),
  passedAt: new Date(Date.UTC(2026, 10, 20, ordinal)),
  correctCount,
  raises: [],
  questionCount: 20,
  ...more,
});

const offer = (changes: Partial<Offer> = {}, values: Partial<AccreditorValues> = {}): Offer => ({
  id: offerId,
  accreditor: 'sample-body',
  body: 'The Sample Body',
  rules: sampleRules(values),
  profession: null,
  jurisdiction: null,
  timeZone: 'America/Los_Angeles',
  lines: [{ amountHundredths: 450, format: 'SELF_PACED_READING', category: null, session: null }],
  totalHundredths: 450,
  opensOn: '2026-11-01',
  lastEnrollmentOn: null,
  lastCompletionOn: null,
  withdrawnAt: null,
  keepYears: 7,
  approval: {
    startsOn: '2026-01-01',
    endsOn: '2027-12-31',
    endedOn: null,
    confirmed: true,
    states: [{ state: 'IN_FORCE', from: '2026-01-01' }],
  },
  ...changes,
});

// 20 November in Los Angeles: 07:00 UTC on the 21st is 23:00 on the 20th there.
const done: OfferedEnrollment = {
  id: enrollmentId,
  purpose: 'CREDIT',
  modules: [],
  basis: 'LEARNER',
  training: null,
  teaching: null,
  studyTimeWaived: false,
  postTest: null,
  passedAt: at('2026-11-21T05:00:00Z'),
  evaluatedAt: at('2026-11-21T07:00:00Z'),
  completedAt: at('2026-11-21T07:00:00Z'),
  signature: { signedAt: at('2026-11-21T07:30:00Z'), typedName: 'Robin Example' },
  legalName: 'Robin Example',
  enrolledAt: at('2026-11-10T00:00:00Z'),
  contentDoneAt: at('2026-11-20T20:00:00Z'),
  claimedAt: null,
  lineage,
  revoked: false,
  test: { quizId: 'quiz' as never, passPercent: 80, cooldownSeconds: null },
  sittings: [sitting(1, 16, { submittedAt: at('2026-11-21T05:00:00Z') })],
  grants: [],
};

const verdict = (changes: Partial<Case> = {}) =>
  judge({
    offer: offer(),
    enrollment: done,
    licenses: [],
    earlier: [],
    exceptions: [],
    now: at('2026-11-26T12:00:00Z'),
    ...changes,
  });
const codes = (changes: Partial<Case>) => verdict(changes).blockers.map(({ code }) => code);

const award = (changes: Partial<EarlierAward> = {}): EarlierAward => ({
  enrollmentId: 'there' as EnrollmentId,
  offerId: 'other' as CreditOfferId,
  accreditor: 'sample-body',
  countsOn: '2026-11-20',
  totalHundredths: 400,
  basis: 'LEARNER',
  intensiveId: null,
  lineage: 'another course' as CourseId,
  title: 'Another course',
  online: true,
  ...changes,
});

const license = (changes: Partial<Case['licenses'][number]> = {}): Case['licenses'][number] => ({
  id: 'license' as LicenseId,
  kind: 'FULL',
  profession: 'lmft',
  jurisdiction: 'US-CA',
  expiresOn: null,
  cycle: null,
  ...changes,
});

const ONLY_SOCIAL_WORK = { claimants: { kind: 'PROFESSIONS' as const, professions: ['lcsw'] } };

describe('the gate of an offer', () => {
  test('lets somebody through who has done everything, on the day in the organization’s zone', () => {
    expect(verdict()).toMatchObject({ blockers: [], notices: [], dates: { countsOn: '2026-11-20' } });
  });

  test.each([
    [
      'the approval ended the day before',
      { offer: offer({ approval: { ...offer().approval, endsOn: '2026-11-19' } }) },
      ['APPROVAL_NOT_IN_FORCE'],
    ],
    ['the approval ends on the day', { offer: offer({ approval: { ...offer().approval, endsOn: '2026-11-20' } }) }, []],
    [
      'the approval begins the day after',
      { offer: offer({ approval: { ...offer().approval, startsOn: '2026-11-21' } }) },
      ['APPROVAL_NOT_IN_FORCE'],
    ],
    ['withdrawn before the end', { offer: offer({ withdrawnAt: at('2026-11-21T06:59:00Z') }) }, ['OFFER_WITHDRAWN']],
    ['withdrawn after the end', { offer: offer({ withdrawnAt: at('2026-11-21T07:01:00Z') }) }, []],
    ['opened after the enrollment', { offer: offer({ opensOn: '2026-11-10' }) }, ['OFFER_NOT_OPEN']],
    [
      'the same, where the body lets offers reach back',
      { offer: offer({ opensOn: '2026-11-10' }, { backdating: true }) },
      [],
    ],
    ['enrolled on the last day', { offer: offer({ lastEnrollmentOn: '2026-11-09' }) }, []],
    ['enrolled after the last day', { offer: offer({ lastEnrollmentOn: '2026-11-08' }) }, ['OFFER_NOT_OPEN']],
    ['finished on the last day', { offer: offer({ lastCompletionOn: '2026-11-20' }) }, []],
    ['finished after the last day', { offer: offer({ lastCompletionOn: '2026-11-19' }) }, ['CLAIM_DEADLINE_PASSED']],
    ['evaluated within the hours', { offer: offer({}, { evaluationWithinHours: 2 }) }, []],
    ['evaluated later', { offer: offer({}, { evaluationWithinHours: 1 }) }, ['EVALUATION_DEADLINE_PASSED']],
    ['a higher mark, not reached', { offer: offer({}, { passPercent: 85 }) }, ['POST_TEST_NOT_PASSED']],
    [
      'a higher mark, no attempts left',
      { offer: offer({}, { passPercent: 85, maxAttempts: 1 }) },
      ['POST_TEST_NOT_PASSED', 'ATTEMPTS_USED'],
    ],
    ['a lower mark than the version’s changes nothing', { offer: offer({}, { passPercent: 60 }) }, []],
    [
      'a higher mark, reached after the signature',
      { offer: offer({}, { passPercent: 85 }), enrollment: { ...done, sittings: [sitting(1, 16), sitting(36, 17)] } },
      ['ATTESTATION_MISSING'],
    ],
    [
      'a higher mark, reached before the signature by a sitting that was regraded after it',
      {
        offer: offer({}, { passPercent: 85 }),
        enrollment: {
          ...done,
          sittings: [sitting(1, 16, { raises: [{ correctCount: 17, at: at('2026-11-22T00:00:00Z') }] })],
        },
      },
      [],
    ],
    ['the day is full', { offer: offer({}, { onlineHundredthsPerDay: 800 }), earlier: [award()] }, ['DAILY_LIMIT']],
    ['the day is just full', { offer: offer({}, { onlineHundredthsPerDay: 850 }), earlier: [award()] }, []],
    ['the same content before', { earlier: [award({ lineage, countsOn: '2024-01-05' })] }, ['REPEAT_CREDIT']],
    ['the same content of another body', { earlier: [award({ lineage, accreditor: 'another' })] }, []],
    ['repeats are allowed', { offer: offer({}, { repeats: 'ALLOWED' }), earlier: [award({ lineage })] }, []],
    [
      'repeats are allowed, but this completion earned credit of the body already',
      { offer: offer({}, { repeats: 'ALLOWED' }), earlier: [award({ lineage, enrollmentId })] },
      ['REPEAT_CREDIT'],
    ],
    [
      'once a cycle, and a new cycle has begun',
      {
        offer: offer({}, { repeats: 'ONCE_A_CYCLE' }),
        earlier: [award({ lineage, countsOn: '2024-01-05' })],
        licenses: [license({ cycle: { startsOn: '2026-01-01', endsOn: '2027-12-31' } })],
      },
      [],
    ],
    [
      'once a cycle, and nobody knows the cycle',
      { offer: offer({}, { repeats: 'ONCE_A_CYCLE' }), earlier: [award({ lineage, countsOn: '2024-01-05' })] },
      ['REPEAT_CREDIT'],
    ],
    [
      'once a cycle, and the cycle that is named has neither day',
      {
        offer: offer({}, { repeats: 'ONCE_A_CYCLE' }),
        earlier: [award({ lineage, countsOn: '2026-11-19' })],
        licenses: [license({ cycle: { startsOn: '2030-01-01', endsOn: '2031-12-31' } })],
      },
      ['REPEAT_CREDIT'],
    ],
    ['its certificate must show a license', { offer: offer({}, { demandedFacts: ['LICENSE'] }) }, ['LICENSE_MISSING']],
    [
      'its certificate shows a license, of any profession',
      { offer: offer({}, { demandedFacts: ['LICENSE'] }), licenses: [license()] },
      [],
    ],
    ['a license is demanded and none is named', { offer: offer({}, ONLY_SOCIAL_WORK) }, ['LICENSE_MISSING']],
    [
      'a license of another profession',
      { offer: offer({}, ONLY_SOCIAL_WORK), licenses: [license()] },
      ['LICENSE_PROFESSION_MISMATCH'],
    ],
    [
      'a license of another profession beside a fitting one',
      { offer: offer({}, ONLY_SOCIAL_WORK), licenses: [license(), license({ profession: 'lcsw' })] },
      ['LICENSE_PROFESSION_MISMATCH'],
    ],
    ['a fitting license', { offer: offer({}, ONLY_SOCIAL_WORK), licenses: [license({ profession: 'lcsw' })] }, []],
    [
      'a fitting license that had expired',
      { offer: offer({}, ONLY_SOCIAL_WORK), licenses: [license({ profession: 'lcsw', expiresOn: '2026-11-19' })] },
      ['LICENSE_EXPIRED'],
    ],
    [
      'a fitting license on its last day',
      { offer: offer({}, ONLY_SOCIAL_WORK), licenses: [license({ profession: 'lcsw', expiresOn: '2026-11-20' })] },
      [],
    ],
    [
      'the version’s own requirement',
      { enrollment: { ...done, evaluatedAt: null, completedAt: null } },
      ['EVALUATION_MISSING', 'ATTESTATION_MISSING'],
    ],
  ] as [string, Partial<Case>, string[]][])('%s', (_name, changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  // Clocks in Los Angeles go back on 1 November 2026: the day has 25 hours.
  test.each([
    ['half an hour before the last of 24 hours', '2026-11-02T04:30:00Z', []],
    ['at the last moment', '2026-11-02T05:00:00Z', []],
    ['a second later', '2026-11-02T05:00:01Z', ['EVALUATION_DEADLINE_PASSED']],
  ])('hours for the evaluation are hours, also when clocks change: %s', (_name, evaluated, expected) => {
    const done24 = offer({ opensOn: '2026-01-01' }, { evaluationWithinHours: 24 });
    const studied = at('2026-11-01T05:00:00Z');
    const enrollment: OfferedEnrollment = {
      ...{ ...done, enrolledAt: at('2026-10-10T00:00:00Z'), contentDoneAt: studied, passedAt: studied },
      ...{ evaluatedAt: at(evaluated), completedAt: at(evaluated) },
    };
    expect(codes({ offer: done24, enrollment })).toEqual(expected);
  });

  test('an evaluation that was given in time stays in time when a higher mark is reached later', () => {
    const higher = offer({}, { passPercent: 90, evaluationWithinHours: 2 });
    const again = sitting(2, 18, { submittedAt: at('2026-11-24T20:00:00Z') });
    const signature = { signedAt: again.submittedAt, typedName: 'Robin Example' };
    const found = verdict({ offer: higher, enrollment: { ...done, signature, sittings: [...done.sittings, again] } });
    expect(found.blockers).toEqual([]);
    expect(found.dates).toMatchObject({ completedAt: again.submittedAt, countsOn: '2026-11-24' });
  });

  test('says the day that counts', () => {
    const ended = offer({ approval: { ...offer().approval, endsOn: '2026-11-19' } });
    expect(verdict({ offer: ended }).blockers).toMatchObject([
      { day: '2026-11-20', message: expect.stringContaining('2026-11-20') },
    ]);
    const before = [award({ lineage, countsOn: '2024-01-05' }), award({ lineage, countsOn: '2025-01-05' })];
    expect(verdict({ earlier: before }).blockers).toMatchObject([{ code: 'REPEAT_CREDIT', day: '2024-01-05' }]);
  });

  test('where the body demands no license, an expired one only informs', () => {
    const found = verdict({ licenses: [license({ expiresOn: '2026-01-01' })] });
    expect([found.blockers, found.notices.map(({ code }) => code)]).toEqual([[], ['LICENSE_EXPIRED']]);
  });

  test('an exception lets one blocker pass until its day, and no other', () => {
    const late = offer({}, { evaluationWithinHours: 1 });
    const waived = (untilOn: string, blocker = 'EVALUATION_DEADLINE_PASSED') =>
      codes({ offer: late, exceptions: [{ offerId: null, blocker, untilOn }] });
    expect(waived('2026-11-26')).toEqual([]);
    expect(waived('2026-11-25')).toEqual(['EVALUATION_DEADLINE_PASSED']);
    expect(waived('2026-11-30', 'DAILY_LIMIT')).toEqual(['EVALUATION_DEADLINE_PASSED']);
  });

  test('the date that counts is the body’s: the day of registration, or without the evaluation', () => {
    expect(verdict({ offer: offer({}, { countedDate: 'REGISTRATION' }) }).dates.countsOn).toBe('2026-11-09');
    const apart = verdict({ offer: offer({}, { evaluationCompletes: false }) });
    expect(apart.dates.completedAt).toEqual(at('2026-11-21T05:00:00Z'));
  });
});
