import { type CredentialIssue, composeCredential } from '../../../certificates/credential/compose.ts';
import { loadContext } from '../../../certificates/credential/contexts.ts';
import { didDocument } from '../../../certificates/credential/did.ts';
import { hashIdentity } from '../../../certificates/credential/identity.ts';
import type { Credit } from '../../../certificates/facts/credit.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import type { PublicKey } from '../../../certificates/keys.ts';
import { sampleFacts } from './sampleFacts.ts';

export const PUBLIC_URL = 'https://attune.example.org';
export const DID = 'did:web:attune.example.org';
export const AT = new Date('2026-11-22T08:16:00.250Z');

export const sampleIssue = (changes: Partial<CredentialIssue> = {}): CredentialIssue => ({
  did: DID,
  publicUrl: PUBLIC_URL,
  subjectId: 'urn:uuid:0198b7a2-6f3e-7c41-9d52-3b1f0a6c8e24',
  identityHash: hashIdentity(sampleFacts().learnerName, '6f0c'.repeat(16)),
  status: { list: 3, position: 70_411 },
  expiresAt: null,
  ...changes,
});

export const sampleCredential = (facts: Partial<CertificateFacts> = {}, issue: Partial<CredentialIssue> = {}) =>
  composeCredential(sampleFacts(facts), sampleIssue(issue));

/** Of a fictional body. */
export const sampleCredits = (changes: Partial<Credit> = {}): [Credit] => [
  {
    accreditor: 'board-of-examples',
    body: 'Board of Examples (Sampleland)',
    providerNumber: '1234',
    unit: { code: 'CONTACT_HOUR', singular: 'contact hour', plural: 'contact hours' },
    amountHundredths: 175,
    lines: [
      { amountHundredths: 125, format: 'Home Study', category: 'clinical', session: null },
      { amountHundredths: 50, format: 'Home Study', category: 'ethics', session: null },
    ],
    mandates: [{ category: 'telehealth', amountHundredths: 25 }],
    statement: 'The Board of Examples has approved this course as a sample.',
    approval: {
      kind: 'PROVIDER',
      role: 'HOLDER',
      partner: null,
      startsOn: '2026-01-01',
      endsOn: null,
      url: 'https://board.example.org/approvals/9',
      specimen: false,
    },
    basis: 'LEARNER',
    counted: { on: '2026-11-22', day: 'COMPLETION' },
    demands: [],
    ...changes,
  },
];

/** Answers contexts, the DID document and its verification methods, as the network would. */
export const loaderWith = (keys: readonly PublicKey[]) => async (url: string) => {
  const document = didDocument(DID, PUBLIC_URL, keys);
  if (url === DID) return { contextUrl: null, documentUrl: url, document };
  const method = document.verificationMethod.find(({ id }) => id === url);
  if (method === undefined) return loadContext(url);
  const own = { '@context': 'https://w3id.org/security/multikey/v1', ...method };
  return { contextUrl: null, documentUrl: url, document: own };
};
