import { expect, test } from '@jest/globals';
import type { CreditOfferId, LicenseId } from '../../drizzle/ids.ts';
import { licenseFindings, nameable, notNameable } from '../../schema/enrollments/rules/gate/license.ts';
import type { ChosenLicense, Offer } from '../../schema/enrollments/rules/offers/offer.ts';
import { sampleRules } from '../support/offers.ts';

const DAY = '2026-11-20';
type Facts = { prints?: boolean; professions?: string[]; profession?: string; jurisdiction?: string };

const offer = ({ prints = false, professions, profession, jurisdiction }: Facts): Offer => ({
  ...{ id: 'offer' as CreditOfferId, accreditor: 'sample-body', body: 'The Sample Body', timeZone: 'Pacific/Auckland' },
  ...{ profession: profession ?? null, jurisdiction: jurisdiction ?? null, lines: [], totalHundredths: 100 },
  ...{ opensOn: '2026-01-01', lastEnrollmentOn: null, lastCompletionOn: null, withdrawnAt: null, keepYears: 7 },
  approval: { startsOn: '2026-01-01', endsOn: null, endedOn: null, confirmed: true, states: [] },
  rules: sampleRules({
    ...(prints && { demandedFacts: ['LICENSE'] }),
    ...(professions && { claimants: { kind: 'PROFESSIONS', professions } }),
  }),
});
const license = (profession: string, jurisdiction: string): ChosenLicense => ({
  ...{ id: `${profession} ${jurisdiction}` as LicenseId, kind: 'FULL', profession, jurisdiction, expiresOn: null },
});

const CA = license('lmft', 'US-CA');
const NY = license('lcsw', 'US-NY');
const NEW_YORK = { profession: 'lcsw', jurisdiction: 'US-NY' };

test.each<[string, Facts, ChosenLicense[], string[]]>([
  ['a license that the body prints, and none chosen', { prints: true }, [], ['LICENSE_MISSING']],
  ['a license that the body prints, and one chosen', { prints: true }, [CA], []],
  ['no license, where anyone may claim under an approval for social workers', NEW_YORK, [], []],
  ['another profession than the approval names', NEW_YORK, [license('lmft', 'US-NY')], ['LICENSE_PROFESSION_MISMATCH']],
  ['another place than the approval names', NEW_YORK, [license('lcsw', 'US-CA')], ['LICENSE_PROFESSION_MISMATCH']],
  ['the profession and the place that the approval names', NEW_YORK, [NY], []],
  ['one that fits beside one that does not', NEW_YORK, [NY, CA], ['LICENSE_PROFESSION_MISMATCH']],
  ['a state of the country that the approval names', { jurisdiction: 'US' }, [CA], []],
  ['another country', { jurisdiction: 'US' }, [license('lmft', 'NZ')], ['LICENSE_PROFESSION_MISMATCH']],
  [
    'a profession that the body takes and the approval does not',
    { ...NEW_YORK, professions: ['lmft', 'lcsw'] },
    [CA],
    ['LICENSE_PROFESSION_MISMATCH'],
  ],
  ['none, where the body takes professions only', { professions: ['lcsw'] }, [], ['LICENSE_MISSING']],
])('%s', (_what, facts, licenses, expected) => {
  expect(licenseFindings(offer(facts), licenses, DAY).blockers.map(({ code }) => code)).toEqual(expected);
});

test('a claim may name those that count; where it must name one and none counts, all, so that the blockers say why', () => {
  const of = (facts: Facts, licenses: ChosenLicense[]) => [
    nameable(offer(facts), licenses),
    notNameable(offer(facts), licenses).map(({ code }) => code),
  ];
  expect(of(NEW_YORK, [CA, NY])).toEqual([[NY], ['LICENSE_PROFESSION_MISMATCH']]);
  expect(of(NEW_YORK, [CA])).toEqual([[], ['LICENSE_PROFESSION_MISMATCH']]);
  expect(of({ ...NEW_YORK, prints: true }, [CA])).toEqual([[CA], []]);
  expect(of({ professions: ['lcsw'] }, [CA, NY])).toEqual([[NY], ['LICENSE_PROFESSION_MISMATCH']]);
});
