import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { creditResult } from '../../certificates/credential/credits.ts';
import { creditText, lineTexts, statementText } from '../../certificates/creditWords.ts';
import { parseFacts } from '../../certificates/facts/parse.ts';
import type { CourseId, CreditOfferId, EnrollmentId } from '../../drizzle/ids.ts';
import type { Rules } from '../../schema/accreditation/rules/bodies.ts';
import type { Earned } from '../../schema/credits/rules/earned.ts';
import { decide } from '../../schema/enrollments/operations/decideOffers.ts';
import { isOnline } from '../../schema/enrollments/rules/gate/offer.ts';
import { earnedUnder } from '../../schema/enrollments/rules/offers/earned.ts';
import type { OfferedEnrollment } from '../../schema/enrollments/rules/offers/judge.ts';
import type { EarlierAward, Offer } from '../../schema/enrollments/rules/offers/offer.ts';
import { creditFacts } from '../../schema/issuance/rules/creditFacts.ts';
import { sampleFacts } from '../support/certificates/sampleFacts.ts';
import { sampleRules } from '../support/offers.ts';
import { HOURS } from '../support/transcriptFacts.ts';

const DAY = 86_400_000;
const FIRST = Date.UTC(2026, 10, 1);
const dayOf = (index: number) => new Date(FIRST + index * DAY).toISOString().slice(0, 10);
/** Around the day on which everything was done, so that either end of an approval is met often. */
const day = fc.integer({ min: 12, max: 28 }).map(dayOf);
const DONE = new Date(FIRST + 20 * DAY + 11.5 * 3_600_000);
const NOW = new Date(FIRST + 40 * DAY);
const LINEAGE = 'course' as CourseId;

/** Most fit somewhere; some do not. */
const approval = fc.record({
  startsOn: fc.oneof(fc.constant('2026-01-01'), day),
  endsOn: fc.oneof(fc.constant(null), fc.constant('2030-12-31'), day),
  endedOn: fc.oneof(fc.constant(null), fc.constant(null), day),
  confirmed: fc.oneof(fc.constant(true), fc.constant(true), fc.boolean()),
  states: fc
    .array(fc.record({ state: fc.constantFrom('PROBATION', 'SUSPENDED', 'IN_FORCE', 'LAPSED'), from: day }), {
      maxLength: 2,
    })
    .map((later) => [{ state: 'IN_FORCE' as const, from: '2026-01-01' }, ...later]),
}) as fc.Arbitrary<Offer['approval']>;

const lines = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 700 }), fc.constantFrom('LIVE_IN_PERSON', 'SELF_PACED_READING')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((all) =>
    all.map(([amountHundredths, format], at) => ({
      ...{ amountHundredths, format: format as Offer['lines'][number]['format'] },
      ...{ category: null, session: `Session ${at + 1}` },
    })),
  );
const values = fc.record(
  {
    repeats: fc.constantFrom('NEVER' as const, 'ONCE_A_CYCLE' as const, 'ALLOWED' as const),
    onlineHundredthsPerDay: fc.oneof(fc.constant('NONE' as const), fc.integer({ min: 100, max: 4_000 })),
    countedDate: fc.constantFrom('REGISTRATION' as const, 'COMPLETION' as const),
    retentionYears: fc.integer({ min: 1, max: 10 }),
  },
  { requiredKeys: [] },
);
const offers = fc
  .array(
    fc.record({
      ...{ accreditor: fc.constantFrom('one', 'two', 'three'), approval, lines, values },
      timeZone: fc.constantFrom('UTC', 'Pacific/Auckland', 'America/Los_Angeles'),
      lastCompletionOn: fc.oneof(fc.constant(null), fc.constant(null), day),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) =>
    all.map(
      ({ values: stated, ...facts }, at): Offer => ({
        ...facts,
        id: `offer-${at}` as CreditOfferId,
        body: `Body ${facts.accreditor}`,
        rules: sampleRules({ unit: HOURS, ...stated }),
        totalHundredths: facts.lines.reduce((sum, { amountHundredths }) => sum + amountHundredths, 0),
        opensOn: '2026-01-01',
        lastEnrollmentOn: null,
        withdrawnAt: null,
        profession: null,
        jurisdiction: null,
        keepYears: 7,
      }),
    ),
  );

const STANDING = {
  id: 'here' as EnrollmentId,
  purpose: 'CREDIT',
  basis: 'LEARNER',
  modules: [],
  training: null,
  teaching: null,
  studyTimeWaived: false,
  postTest: null,
  ...{ passedAt: DONE, evaluatedAt: DONE, completedAt: DONE, contentDoneAt: DONE },
  signature: { signedAt: DONE, typedName: 'Robin Example' },
  legalName: 'Robin Example',
  enrolledAt: new Date(DONE.getTime() - DAY),
  claimedAt: null,
  courseTitle: 'A course',
} satisfies Partial<OfferedEnrollment> & { courseTitle: string };

type Given = { offer: Offer; earned: Earned };
type Claims = readonly (readonly Offer[])[];

/** Credit of the same days that the person has for this content and for another. */
const priors = fc.array(
  fc.record({
    ...{ enrollmentId: fc.constant('there' as EnrollmentId), offerId: fc.constant('before' as CreditOfferId) },
    ...{
      accreditor: fc.constantFrom('one', 'two', 'three'),
      countsOn: fc.constantFrom(dayOf(19), dayOf(20), dayOf(20), dayOf(21)),
    },
    lineage: fc.constantFrom('other' as CourseId, 'another' as CourseId, 'third' as CourseId, LINEAGE),
    ...{
      totalHundredths: fc.integer({ min: 1, max: 900 }),
      online: fc.constantFrom(true, true, false),
      title: fc.constant('Before'),
      basis: fc.constant('LEARNER' as const),
      intensiveId: fc.constant(null),
    },
  }),
  { minLength: 1, maxLength: 4 },
);

/** What claims give one after another, in the order in which they give it. */
const claimed = (all: readonly Offer[], claims: Claims, prior: readonly EarlierAward[] = []): Given[] => {
  const given: Given[] = [];
  for (const claim of claims) {
    const earlier = given.map(
      ({ offer, earned }): EarlierAward => ({
        ...{ enrollmentId: STANDING.id, offerId: offer.id, accreditor: offer.accreditor, lineage: LINEAGE },
        ...{ countsOn: earned.countsOn, totalHundredths: earned.totalHundredths, online: isOnline(offer) },
        ...{ title: STANDING.courseTitle, basis: 'LEARNER', intensiveId: null },
      }),
    );
    const held = given.map(({ earned: { offerId, countsOn } }) => ({ offerId, countsOn, licenses: [] }));
    const person = { licenses: [], exceptions: [], sittings: [], grants: [], test: null, revoked: false };
    const side = { ...person, offers: [...all], held, earlier: [...prior, ...earlier] };
    const { granted } = decide(
      {
        standing: STANDING as never,
        side: { ...side, lineage: LINEAGE, signature: { ...STANDING.signature, ordinal: 1 } },
        now: NOW,
      },
      claim.map(({ id }) => ({ offerId: id, licenseIds: [] })),
    );
    given.push(
      ...granted.map(({ verdict, choice }) => ({
        offer: verdict.offer,
        earned: earnedUnder(verdict, choice.licenseIds, STANDING),
      })),
    );
  }
  return given;
};

/** Some offers, and two ways of claiming them all: in any order, in as many claims as one likes, some twice. */
const twoWays = offers.chain((all) => {
  const way = fc
    .tuple(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 6, maxLength: 6 }),
      fc.subarray(all),
    )
    .map(([order, sizes, again]): Claims => {
      const rest = [...order];
      return [...sizes.map((size) => rest.splice(0, size)), again];
    });
  return fc.record({ all: fc.constant(all), one: way, other: way });
});

const byId = (given: readonly Given[]) =>
  given.map(({ earned }) => earned).sort((a, b) => (a.offerId < b.offerId ? -1 : 1));

test('offers of different bodies give the same awards, whatever the order and the number of claims', () => {
  fc.assert(
    fc.property(twoWays, ({ all, one, other }) => {
      const single = all.filter(({ accreditor }) => all.filter((each) => each.accreditor === accreditor).length === 1);
      const apart = (given: readonly Given[]) => byId(given.filter(({ offer }) => single.includes(offer)));
      expect(apart(claimed(all, one))).toEqual(apart(claimed(all, other)));
    }),
  );
});

test('one claim gives the same in whatever order it names its offers, and every further one the same again', () => {
  fc.assert(
    fc.property(twoWays, ({ all, one }) => {
      const order = one.slice(0, -1).flat();
      const once = claimed(all, [order]);
      expect(claimed(all, [order.toReversed()])).toEqual(once);
      expect(claimed(all, [order, order.toReversed()])).toEqual(once);
    }),
  );
});

test('a body gives credit for one content once, unless it lets people repeat it, and never more a day than it says', () => {
  let atLimit = 0;
  fc.assert(
    fc.property(twoWays, priors, ({ all, one }, prior) => {
      const given = claimed(all, one, prior);
      const bodies = given.map(({ offer }) => offer.accreditor);
      expect(new Set(bodies).size).toBe(bodies.length);
      for (const { offer, earned } of given) {
        const before = prior.filter(({ accreditor }) => accreditor === offer.accreditor);
        if (offer.rules.repeats?.value !== 'ALLOWED')
          expect(before.filter(({ lineage }) => lineage === LINEAGE)).toEqual([]);
        const limit = offer.rules.onlineHundredthsPerDay?.value ?? 'NONE';
        if (limit === 'NONE' || !isOnline(offer)) continue;
        const sameDay = before.filter(({ online, countsOn }) => online && countsOn === earned.countsOn);
        if (sameDay.length > 0) atLimit += 1;
        expect(sum(sameDay.map((each) => each.totalHundredths)) + earned.totalHundredths).toBeLessThanOrEqual(limit);
      }
    }),
    { numRuns: 500 },
  );
  expect(atLimit).toBeGreaterThan(0);
});

const creditOf = ({ offer, earned }: Given, countsOn = earned.countsOn) =>
  creditFacts({
    body: { key: offer.accreditor, name: offer.body },
    rules: offer.rules satisfies Rules,
    approval: {
      ...{ kind: 'PROVIDER', number: '1975', publishedAt: 'https://body.example.org/', specimen: false },
      ...{ startsOn: offer.approval.startsOn, endsOn: offer.approval.endsOn, endedOn: offer.approval.endedOn },
    },
    role: 'HOLDER',
    partner: null,
    offer: { statement: `Sample Institute is approved by ${offer.body}.` },
    award: {
      ...{ basis: 'LEARNER', lines: [...earned.lines], totalHundredths: earned.totalHundredths },
      countsOn,
    },
  });
const printable = (given: Given, countsOn = given.earned.countsOn): boolean =>
  parseFacts(sampleFacts({ completedOn: countsOn, credits: [creditOf(given, countsOn)] })).ok;
const hundredthsOf = (text: string | undefined) => Math.round(Number.parseFloat(text ?? '') * 100);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);

test('an award is exactly what was offered, to the hundredth, in every form in which it is written', () => {
  fc.assert(
    fc.property(twoWays, ({ all, one }) => {
      for (const given of claimed(all, one)) {
        const { offer, earned } = given;
        expect([earned.lines, earned.totalHundredths]).toEqual([offer.lines, offer.totalHundredths]);
        expect(Number.isSafeInteger(earned.totalHundredths)).toBe(true);
        const credit = creditOf(given);
        expect(sum(credit.lines.map(({ amountHundredths }) => amountHundredths))).toBe(offer.totalHundredths);
        expect(sum(lineTexts(credit).map(hundredthsOf))).toBe(offer.totalHundredths);
        expect(hundredthsOf(creditText(credit))).toBe(offer.totalHundredths);
        expect(hundredthsOf(creditResult(credit, 'urn:sample').value)).toBe(offer.totalHundredths);
      }
    }),
  );
});

test('a body’s sentence is printed only for a day on which its approval was in force', () => {
  let refused = 0;
  fc.assert(
    fc.property(twoWays, day, ({ all, one }, other) => {
      const given = claimed(all, one);
      for (const each of given) {
        const { startsOn, endsOn, endedOn, confirmed, states } = each.offer.approval;
        const { countsOn } = each.earned;
        expect(confirmed && startsOn <= countsOn).toBe(true);
        expect((endsOn === null || countsOn <= endsOn) && (endedOn === null || countsOn < endedOn)).toBe(true);
        expect(['IN_FORCE', 'PROBATION']).toContain(states.findLast(({ from }) => from <= countsOn)?.state);
        expect(statementText(creditOf(each))).toBe(`Sample Institute is approved by ${each.offer.body}.`);
        expect(printable(each)).toBe(true);
        // Facts of another day cannot be parsed, so they cannot be printed, signed or shown.
        const inside =
          startsOn <= other && (endsOn === null || other <= endsOn) && (endedOn === null || other < endedOn);
        expect(printable(each, other)).toBe(inside);
        if (!inside) refused += 1;
      }
    }),
  );
  expect(refused).toBeGreaterThan(0);
});
