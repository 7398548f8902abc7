import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import formats from 'ajv-formats';
import { hashIdentity, opensIdentity } from '../../certificates/credential/identity.ts';
import { proveCredential } from '../../certificates/credential/proof.ts';
import type { CertificateFacts } from '../../certificates/facts.ts';
import { createTestSigner } from '../support/keyring.ts';
import { AT, DID, PUBLIC_URL, sampleCredential, sampleIssue } from './credentialSamples.ts';
import { sampleFacts } from './sampleFacts.ts';

const schema = JSON.parse(
  readFileSync(new URL('../fixtures/openBadges/achievementCredential.schema.json', import.meta.url), 'utf8'),
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
    const issue = {
      expiresAt: '2028-11-22T10:59:59.999Z',
      providerNumbers: [
        { kind: 'provider-number.XY', number: '1234' },
        { kind: 'provider-number.AB', number: '99' },
      ],
    };
    const credential = sampleCredential(variants[name], issue);
    const proven = await proveCredential(credential, await createTestSigner('PROOF'), DID, AT);
    expect([isOpenBadge(credential), isOpenBadge.errors]).toEqual([true, null]);
    expect([isOpenBadge(proven), isOpenBadge.errors]).toEqual([true, null]);
  },
);

test('the JSON Schema does refuse what is no Open Badge', async () => {
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

test('the credential says what the certificate says, and names nobody', () => {
  const facts = sampleFacts();
  const credential = sampleCredential();
  const { credentialSubject: subject } = credential;
  expect(credential).toMatchObject({
    id: `${PUBLIC_URL}/credentials/${facts.number}`,
    name: facts.course.title,
    issuer: { id: DID, name: facts.organization.legalName, official: facts.signatory?.name },
    validFrom: '2026-11-22T08:15:00Z',
    awardedDate: '2026-11-22T08:15:00Z',
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
])('in %s the study of %s ended on that day there and in UTC', (timeZone, completedOn, expected) => {
  const { activityEndDate } = sampleCredential({ timeZone, completedOn }).credentialSubject;
  expect(activityEndDate).toBe(expected);
  expect(new Date(activityEndDate).toISOString().slice(0, 10)).toBe(completedOn);
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
  const twice = { kind: 'AB', number: '1' };
  expect(() => sampleCredential({}, { providerNumbers: [twice, twice] })).toThrow('twice');
  expect(() => sampleCredential({}, { providerNumbers: [{ kind: 'a b', number: '1' }] })).toThrow();
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
