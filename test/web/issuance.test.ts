import { describe, expect, test } from '@jest/globals';
import {
  claimedOffers,
  faceOf,
  fileState,
  filterOf,
  lacking,
  leftOut,
  offerRows,
  placeOf,
  shortAmount,
  yearsOf,
} from '../../web/issuance/rules.ts';

const blocker = (code: string, message = `${code}.`) => ({ code, message });
type Offer = Parameters<typeof offerRows>[0][number];
const offer = (facts: Partial<Offer> = {}): Offer => ({
  offerId: 'o',
  body: 'A Body',
  amountInWords: '1 contact hour',
  needsLicense: true,
  licenseIds: ['l'],
  offer: { number: '12', statement: 'A sentence.' },
  certificate: null,
  blockers: [],
  notices: [],
  ...facts,
});

test('each status has a sign of its own kind, and good is only what is valid', () => {
  expect(faceOf('VALID')).toEqual({ tone: 'good', sign: 'tick' });
  const others = (['EXPIRED', 'REVOKED', 'SUPERSEDED', 'SPECIMEN', 'UNKNOWN', 'MALFORMED'] as const).map(faceOf);
  expect(others.filter(({ tone, sign }) => tone === 'good' || sign === 'tick')).toEqual([]);
});

test.each([
  ['1.50', '1.5'],
  ['2.00', '2'],
  ['10.00', '10'],
  ['0.25', '0.25'],
])('%s is written %s', (amount, short) => {
  expect(shortAmount(amount)).toBe(short);
});

test.each([
  ['DONE', 'VALID', 'READY'],
  ['PENDING', 'VALID', 'SEALING'],
  ['NONE', 'VALID', 'NONE'],
  ['DONE', 'SUPERSEDED', 'READY'],
  ['DONE', 'REVOKED', 'WITHDRAWN'],
  ['PENDING', 'REVOKED', 'WITHDRAWN'],
] as const)('a file that is %s of a certificate that is %s: %s', (sealing, status, state) => {
  expect(fileState({ sealing, status })).toBe(state);
});

test('what a claim lacks names each thing once, and never the name, which the page asks for', () => {
  const missing = [blocker('TIME_SHORT'), blocker('NAME_UNCONFIRMED'), blocker('TIME_SHORT')];
  expect(lacking(missing)).toEqual([blocker('TIME_SHORT')]);
});

test.each([
  ['ATTESTATION_NAME_CHANGED', '/learn/a%3D/statement'],
  ['EVALUATION_MISSING', '/learn/a%3D/evaluation'],
  ['LICENSE_MISSING', '/licenses'],
  ['POST_TEST_NOT_PASSED', '/learn/a%3D'],
  ['EVALUATION_DEADLINE_PASSED', null],
  ['DAILY_LIMIT', null],
])('%s is mended at %s', (code, place) => {
  expect(placeOf(blocker(code), 'a=')).toBe(place);
});

describe('offers by license', () => {
  test('have a row for each license, also where all of them together were refused', () => {
    const rows = offerRows([offer({ licenseIds: ['l', 'm'], blockers: [blocker('LICENSE_MISSING')] })]);
    expect(rows.map(({ licenseId, open }) => [licenseId, open])).toEqual([
      ['l', true],
      ['m', true],
    ]);
  });

  test('have no box where something is missing, and say what', () => {
    const [none, late] = offerRows([
      offer({ licenseIds: [], blockers: [blocker('LICENSE_MISSING')] }),
      offer({ offerId: 'p', blockers: [blocker('DAILY_LIMIT')] }),
    ]);
    expect(none).toMatchObject({ licenseId: null, open: false, whyNot: [blocker('LICENSE_MISSING')] });
    expect(late).toMatchObject({ open: false, whyNot: [blocker('DAILY_LIMIT')] });
  });

  test('have no box once they are issued, and a box where no license is needed', () => {
    const [issued, free] = offerRows([
      offer({ certificate: { number: 'N' }, blockers: [blocker('REPEAT_CREDIT')] }),
      offer({ offerId: 'p', needsLicense: false, licenseIds: [] }),
    ]);
    expect(issued).toMatchObject({ open: false, issued: 'N', whyNot: [] });
    expect(free).toMatchObject({ open: true, licenseId: null });
  });

  test('say what to know, but not of licenses that they do not take', () => {
    const notices = [blocker('LICENSE_EXPIRED'), blocker('LICENSE_PROFESSION_MISMATCH')];
    const rows = offerRows([offer({ notices })]);
    expect(rows[0]?.notices).toEqual([blocker('LICENSE_EXPIRED')]);
    expect(leftOut([{ id: 'l' }, { id: 'other' }], rows)).toEqual([{ id: 'other' }]);
  });

  test('have no box, and no sentence for programs, where none of the licenses fits', () => {
    const rows = offerRows([offer({ blockers: [blocker('LICENSE_PROFESSION_MISMATCH')] })]);
    expect(rows).toMatchObject([{ licenseId: null, open: false, whyNot: [] }]);
    expect(leftOut([{ id: 'l' }], rows)).toEqual([{ id: 'l' }]);
  });

  test('are claimed once each with the licenses ticked, and only where there is a box', () => {
    const rows = offerRows([
      offer({ licenseIds: ['l', 'm'] }),
      offer({ offerId: 'p', needsLicense: false, licenseIds: [] }),
      offer({ offerId: 'q', blockers: [blocker('DAILY_LIMIT')] }),
    ]);
    const ticked = new Set(rows.map(({ key }) => key));
    expect(claimedOffers(rows, ticked)).toEqual([
      { offerId: 'o', licenseIds: ['l', 'm'] },
      { offerId: 'p', licenseIds: [] },
    ]);
    expect(claimedOffers(rows, new Set())).toEqual([]);
  });
});

test('a filter that narrows nothing is none', () => {
  const nothing = { text: ' ', status: '', year: '', license: '' };
  expect(filterOf(nothing)).toBeNull();
  expect(filterOf({ ...nothing, text: ' a ', status: 'VALID', year: '2026' })).toEqual({
    ...{ text: 'a', status: ['VALID'], completedFrom: '2026-01-01', completedTo: '2026-12-31', licenseId: null },
  });
});

test('the years of a wallet reach from its oldest certificate to its newest', () => {
  expect(yearsOf(['2026-05-01', '2024-12-31', '2026-01-01'])).toEqual(['2026', '2025', '2024']);
  expect(yearsOf(['2026-05-01'])).toEqual(['2026']);
  expect(yearsOf([])).toEqual([]);
});
