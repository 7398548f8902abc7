import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { hashIdentity, opensIdentity } from '../../../certificates/credential/identity.ts';
import { proveCredential } from '../../../certificates/credential/proof.ts';
import type { Credit } from '../../../certificates/facts/credit.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { dateInWords, dayInWords } from '../../../certificates/words.ts';
import { expiryOf } from '../../../schema/issuance/rules/expiry.ts';
import {
  AT,
  DID,
  PUBLIC_URL,
  sampleCredential,
  sampleCredits,
  sampleIssue,
} from '../../support/certificates/credentialSamples.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';
import { createTestSigner } from '../../support/keyring.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../fixtures/openBadges/achievementCredential.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2019({ strict: false, allErrors: true });
formats.default(ajv);
const isOpenBadge = ajv.compile(schema);

const variants: Record<string, Partial<CertificateFacts>> = {
  plain: {},
  specimen: { specimen: true },
  personal: { purpose: 'PERSONAL', assessment: null, signatory: null },
  bare: {
    objectives: [],
    contributors: [],
    statements: [],
    signatory: null,
    assessment: null,
    studyHundredths: 0,
    organization: { legalName: 'X', address: [], website: 'not a site', email: 'none' },
    course: { ...sampleFacts().course, slug: 'a/b c?#', version: '1 β', language: 'Tongan and English' },
  },
};

test.each(Object.keys(variants))(
  'a %s credential follows the JSON Schema of Open Badges 3.0, proven too',
  async (name) => {
    const facts = { ...variants[name], credits: sampleCredits() };
    const credential = sampleCredential(facts, { expiresAt: '2028-11-22T11:00:00.000Z' });
    const proven = await proveCredential(credential, await createTestSigner('PROOF'), DID, AT);
    expect([isOpenBadge(credential), isOpenBadge.errors]).toEqual([true, null]);
    expect([isOpenBadge(proven), isOpenBadge.errors]).toEqual([true, null]);
  },
);

test('the JSON Schema refuses what is not an Open Badge', async () => {
  const proven = await proveCredential(sampleCredential(), await createTestSigner('PROOF'), DID, AT);
  const { criteria: _criteria, ...achievement } = proven.credentialSubject.achievement;
  const [identity] = proven.credentialSubject.identifier;
  for (const wrong of [
    { ...proven, proof: proven.proof[0] },
    { ...proven, validFrom: '2026-11-22' },
    { ...proven, credentialSubject: { ...proven.credentialSubject, achievement } },
    { ...proven, credentialSubject: { ...proven.credentialSubject, identifier: [{ ...identity, salts: 'x' }] } },
  ]) {
    expect(isOpenBadge(wrong)).toBe(false);
  }
});

test('the credential says what the certificate says, without the name', () => {
  const facts = sampleFacts();
  const credential = sampleCredential();
  const { credentialSubject: subject } = credential;
  expect(credential).toMatchObject({
    id: `${PUBLIC_URL}/credentials/${facts.number}`,
    name: facts.course.title,
    issuer: { id: DID, name: facts.organization.legalName, official: facts.signatory?.name },
    validFrom: '2026-11-22T21:15:00+13:00',
    awardedDate: '2026-11-22T21:15:00+13:00',
    credentialStatus: {
      id: `${PUBLIC_URL}/status/3#70411`,
      statusListCredential: `${PUBLIC_URL}/status/3`,
      statusListIndex: '70411',
    },
  });
  expect(credential).not.toHaveProperty('validUntil');
  expect(credential.issuer).not.toHaveProperty('otherIdentifier');
  expect(subject.achievement).not.toHaveProperty('alignment');
  expect([subject.creditsEarned, subject.achievement.creditsAvailable]).toEqual([1.5, 1.5]);
  expect(subject.result).toEqual([
    { type: ['Result'], resultDescription: subject.achievement.resultDescription?.[0]?.id, value: '1.5' },
  ]);
  expect(subject.achievement.otherIdentifier[0]?.identifier).toBe(facts.course.contentHash);
  for (const said of [...facts.statements, ...facts.objectives, ...facts.contributors.map(({ name }) => name)]) {
    expect(subject.achievement.criteria.narrative).toContain(said);
  }
  for (const said of facts.statements) expect(credential.evidence[0]?.narrative).toContain(said);
  const text = JSON.stringify(credential);
  for (const name of facts.learnerName.split(/[ -]/)) expect(text).not.toContain(name);
});

test.each([
  ['Pacific/Auckland', '2026-11-22', '2026-11-22T18:00:00+13:00'],
  ['Pacific/Auckland', '2026-07-01', '2026-07-01T18:00:00+12:00'],
  ['America/St_Johns', '2026-11-22', '2026-11-22T06:00:00-03:30'],
  ['UTC', '2024-02-29', '2024-02-29T18:00:00+00:00'],
  ['Pacific/Kiritimati', '2026-12-31', '2026-12-31T18:00:00+14:00'],
  ['Pacific/Pago_Pago', '2026-12-31', '2026-12-31T06:00:00-11:00'],
])(
  'a certificate from before the instant was a fact says what it said: in %s, on %s',
  (timeZone, completedOn, expected) => {
    const { activityEndDate } = sampleCredential({ timeZone, completedOn }).credentialSubject;
    expect(activityEndDate).toBe(expected);
    expect(new Date(activityEndDate).toISOString().slice(0, 10)).toBe(completedOn);
  },
);

test.each([
  ['Pacific/Auckland', '2026-11-22T11:30:00Z', '2026-11-23T00:30:00+13:00'],
  ['America/New_York', '2026-11-22T04:59:59.999Z', '2026-11-21T23:59:59-05:00'],
  ['America/New_York', '2026-11-01T05:30:00Z', '2026-11-01T01:30:00-04:00'],
  ['America/New_York', '2026-11-01T06:30:00Z', '2026-11-01T01:30:00-05:00'],
  ['Asia/Kathmandu', '2026-07-01T00:00:00Z', '2026-07-01T05:45:00+05:45'],
  ['UTC', '2024-02-29T23:59:59Z', '2024-02-29T23:59:59+00:00'],
])('in %s what was completed at %s ended then, on the clocks of that place', (timeZone, completedAt, expected) => {
  const issuedAt = '2026-12-24T00:00:00Z';
  const credential = sampleCredential({ timeZone, completedOn: expected.slice(0, 10), completedAt, issuedAt });
  expect(credential.credentialSubject.activityEndDate).toBe(expected);
});

test('study never ends after the award, to the second, and not when a clock ran ahead either', () => {
  const times = fc.date({ min: new Date('2026-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
  const zones = fc.constantFrom('America/New_York', 'Pacific/Auckland', 'UTC', 'Asia/Kathmandu');
  fc.assert(
    fc.property(zones, times, fc.integer({ min: -600_000, max: 90_000_000 }), (timeZone, completed, later) => {
      const completedAt = completed.toISOString();
      const issuedAt = new Date(completed.getTime() + later).toISOString();
      const { awardedDate, credentialSubject } = sampleCredential({ timeZone, completedAt, issuedAt });
      const { activityEndDate } = credentialSubject;
      expect(Date.parse(activityEndDate)).toBeLessThanOrEqual(Date.parse(awardedDate));
      if (later >= 0) expect(Date.parse(activityEndDate)).toBe(Math.floor(completed.getTime() / 1000) * 1000);
    }),
  );
});

test('the record says the day first, then what was passed; one hour is one hour', () => {
  const completedAt = '2026-11-22T02:30:00Z';
  const credential = sampleCredential({ completedAt, studyHundredths: 100 });
  expect(credential.evidence[0]?.narrative).toContain(
    'Completed the course on 22 November 2026 (Pacific/Auckland) and passed its post-test, which asks for at least 80%.',
  );
  const personal = sampleCredential({ completedAt, purpose: 'PERSONAL', assessment: null });
  expect(personal.evidence[0]?.narrative).toContain(
    'Completed the course for personal growth on 22 November 2026 (Pacific/Auckland).',
  );
  const said = JSON.stringify(credential);
  expect(said).toContain(': 1 hour of study (60 minutes).');
  expect(said).toContain('Study of the whole course, 1 hour of study (60 minutes).');
  expect(said).not.toMatch(/\b1 hours/);
});

test.each([
  ['Pacific/Auckland', '2026-11-22T02:30:00Z', '2026-11-22T15:30:00+13:00'],
  ['America/New_York', '2026-11-22T02:30:00.999Z', '2026-11-21T21:30:00-05:00'],
  ['Asia/Kathmandu', '2026-11-22T23:30:00Z', '2026-11-23T05:15:00+05:45'],
  ['UTC', '2026-11-22T23:30:00Z', '2026-11-22T23:30:00+00:00'],
])('in %s what was issued at %s bears the day of that place', (timeZone, issuedAt, expected) => {
  const { validFrom, awardedDate } = sampleCredential({ timeZone, issuedAt });
  expect([validFrom, awardedDate]).toEqual([expected, expected]);
  expect(dateInWords(validFrom.slice(0, 10))).toBe(dayInWords(issuedAt, timeZone));
});

test('it is valid until the last second of its last day, also on a day when clocks change', () => {
  const zones = fc.constantFrom('America/New_York', 'Pacific/Auckland', 'UTC', 'America/Havana', 'Asia/Beirut');
  const days = fc.date({ min: new Date('2027-01-01'), max: new Date('2036-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(zones, days, (timeZone, day) => {
      const { expiresOn, expiresAt } = expiryOf(day.toISOString().slice(0, 10), 0, timeZone);
      const issue = { expiresAt: expiresAt.toISOString() };
      const validUntil = sampleCredential({ timeZone, expiresOn }, issue).validUntil ?? '';
      expect(validUntil).toMatch(new RegExp(`^${expiresOn}T23:59:59[+-]`));
      expect(new Date(validUntil).getTime()).toBe(expiresAt.getTime() - 1000);
    }),
    { numRuns: 200 },
  );
});

test('a specimen says so wherever one may look first, and carries no credits', () => {
  const credential = sampleCredential({ specimen: true });
  const { achievement, ...subject } = credential.credentialSubject;
  expect([credential.name, achievement.name]).toEqual(Array(2).fill('SPECIMEN: Better After Betrayal'));
  expect(achievement.achievementType).toBe('ext:Specimen');
  const told = [credential.description, achievement.description, achievement.criteria.narrative];
  for (const said of [...told, credential.evidence[0]?.narrative]) expect(said).toMatch(/^Specimen: /);
  expect(subject).not.toHaveProperty('creditsEarned');
  expect(subject).not.toHaveProperty('result');
  expect(achievement).not.toHaveProperty('creditsAvailable');
});

test('study for personal growth shows its hours and claims no credits', () => {
  const { credentialSubject } = sampleCredential({ purpose: 'PERSONAL' });
  expect(credentialSubject).not.toHaveProperty('creditsEarned');
  expect(credentialSubject.result?.[0]?.value).toBe('1.5');
});

test('what cannot be said as a credential is refused when it is composed', () => {
  expect(() => sampleCredential({}, { publicUrl: 'attune' })).toThrow();
  expect(() => sampleCredential({}, { subjectId: 'someone' })).toThrow();
  expect(() => sampleCredential({}, { identityHash: sampleFacts().learnerName })).toThrow();
  expect(() => sampleCredential({}, { did: 'did:key:z6Mk' })).toThrow();
  const [{ approval }] = sampleCredits();
  const wrongs: Partial<Credit>[] = [
    { amountHundredths: -5 },
    { amountHundredths: 1e9 },
    { approval: { ...approval, url: 'example' } },
    { statement: '' },
    { body: '' },
  ];
  for (const wrong of wrongs) {
    const credits = sampleCredits(wrong);
    expect(() => sampleCredential({ credits })).toThrow();
  }
});

test('only the printed name with its salt opens the identity', () => {
  const { learnerName } = sampleFacts();
  const salt = '6f0c'.repeat(16);
  const { identityHash } = sampleIssue();
  // The worked example of the specification.
  expect(hashIdentity('a@example.com', 'Kosher')).toMatch(/^sha256\$[0-9a-f]{64}$/);
  expect(hashIdentity('a@example.com', 'Kosher')).toBe(
    'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399',
  );
  expect(opensIdentity(identityHash, learnerName, salt)).toBe(true);
  expect(opensIdentity(identityHash, `${learnerName} `, salt)).toBe(false);
  expect(opensIdentity(identityHash, learnerName, salt.toUpperCase())).toBe(false);
  expect(opensIdentity(identityHash.toUpperCase(), learnerName, salt)).toBe(false);
  expect(opensIdentity('', '', '')).toBe(false);
});
