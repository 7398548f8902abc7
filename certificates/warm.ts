import type { CertificateFacts } from './facts/v2.ts';
import { newCertificateNumber } from './number.ts';
import type { Press } from './press.ts';

const URL = 'https://localhost';
const AT = '2026-01-01T00:00:00Z';

/** Letters and pairs of letters, so that the tables of the fonts are read. */
const LETTERS =
  'AVATAR To Type Why Yo Fjord quick brown fox jumps over the lazy dog, five boxing wizards flight office: 0123456789 (né à l’île) – “waltz” & more; half-way/off';

/** Of nobody. */
const factsOf = (number: string): CertificateFacts => ({
  schema: 2,
  number,
  specimen: true,
  purpose: 'CREDIT',
  learnerName: 'Nobody',
  course: {
    slug: 'nothing',
    title: 'Nothing',
    version: '1',
    contentHash: `sha256:${'0'.repeat(64)}`,
    language: 'en',
    format: 'Self-paced reading',
    level: 'Introductory',
  },
  studyHundredths: 100,
  completedOn: AT.slice(0, 10),
  timeZone: 'UTC',
  issuedAt: AT,
  objectives: Array(6).fill(LETTERS),
  contributors: [{ role: 'Author', name: 'Nobody', credentials: 'none' }],
  organization: { legalName: 'Nobody', address: ['Nowhere'], website: URL, email: 'nobody@localhost.example' },
  signatory: { name: 'Nobody', title: 'Nobody' },
  assessment: { passPercent: 100 },
  statements: [LETTERS],
  credits: [],
  verifyUrl: `${URL}/verify/${number}`,
});

/** The compiler improves only what has run several times. */
const TIMES = 4;

/**
 * Makes the documents of nobody's certificate, a specimen, and throws them away: fonts are read, contexts are expanded and code
 * is compiled before the first certificate needs them.
 */
export async function warmPress(press: Press): Promise<void> {
  const facts = factsOf(newCertificateNumber());
  const holderSalt = '0'.repeat(64);
  const subjectId = 'urn:uuid:00000000-0000-4000-8000-000000000000';
  const issue = {
    did: 'did:web:localhost',
    publicUrl: URL,
    subjectId,
    status: { list: 1, position: 0 },
    expiresAt: null,
  };
  for (let time = 0; time < TIMES; time += 1) {
    const made = await press.credential({ facts, issue, holderSalt, at: AT });
    await press.certificate({ facts, images: {}, ...made, logProof: '', holderSalt });
  }
}
