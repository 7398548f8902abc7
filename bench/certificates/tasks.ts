import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { didOf } from '../../certificates/credential/did.ts';
import type { CertificateFacts } from '../../certificates/facts/v2.ts';
import type { Keyring } from '../../certificates/keys.ts';
import { commitmentOf, entryBody } from '../../certificates/log/entry.ts';
import { signCheckpoint } from '../../certificates/log/note.ts';
import { writeLogProof } from '../../certificates/log/proof.ts';
import { leafHash, nodeHash } from '../../certificates/log/tree.ts';
import { newCertificateNumber } from '../../certificates/number.ts';
import type { CertificateTask, CredentialTask } from '../../certificates/press.ts';
import { accreditedFacts, LICENSES, SAMPLE_BODIES } from '../../test/support/certificates/creditSamples.ts';
import { sampleFacts } from '../../test/support/certificates/sampleFacts.ts';
import { nameOf } from './names.ts';

export const HOST = 'attune.example.org';
const PUBLIC_URL = `https://${HOST}`;
export const ISSUER = didOf(PUBLIC_URL);
/** A log of 131072 entries. */
const LOG_LEVELS = 17;

/** The facts of one certificate of many: a name and a number of its own. */
export const factsOf = (at: number): CertificateFacts => {
  const number = newCertificateNumber();
  return sampleFacts({ number, learnerName: nameOf(at), verifyUrl: `${PUBLIC_URL}/verify/${number}` });
};

/** The same under an award: a credit of one of these bodies, and a license of a number of its own. */
const accreditedFactsOf = (at: number): CertificateFacts => {
  const { number, learnerName, verifyUrl } = factsOf(at);
  const body = SAMPLE_BODIES[at % SAMPLE_BODIES.length] ?? 'apa';
  const licenses = LICENSES.map((license) => ({ ...license, number: `LMFT ${100_000 + at}` }));
  return accreditedFacts(body, { number, learnerName, verifyUrl, licenses });
};

/** What the press is told to make its credential from. */
export const credentialTask = (at: number, accredited = false): CredentialTask => ({
  facts: accredited ? accreditedFactsOf(at) : factsOf(at),
  issue: {
    did: ISSUER,
    publicUrl: PUBLIC_URL,
    subjectId: `urn:uuid:${randomUUID()}`,
    status: { list: 1, position: at },
    expiresAt: null,
  },
  holderSalt: randomBytes(32).toString('hex'),
  at: new Date().toISOString(),
});

/** What the press is told to draw and seal, with a proof as a long log gives it. */
export const certificateTask = async (
  { facts, holderSalt }: CredentialTask,
  made: { credential: string; token: string },
  keyring: Keyring,
): Promise<CertificateTask> => ({
  facts,
  images: {},
  ...made,
  logProof: await logProofOf(made.credential, keyring),
  holderSalt,
});

/** The first leaf of a log whose other subtrees are made up: the same length and the same work to check. */
const logProofOf = async (credential: string, keyring: Keyring): Promise<string> => {
  const salt = randomBytes(32);
  const commitment = commitmentOf(salt, createHash('sha256').update(credential).digest());
  const hashes = Array.from({ length: LOG_LEVELS }, () => randomBytes(32));
  const leaf = leafHash(entryBody({ kind: 'CREDENTIAL', commitment }));
  const root = hashes.reduce((left: Uint8Array, right) => nodeHash(left, right), leaf);
  const checkpoint = await signCheckpoint(`${HOST}/log`, 2 ** LOG_LEVELS, root, await keyring.signer('LOG'));
  return writeLogProof({ index: 0, hashes, checkpoint, extra: { kind: 'CREDENTIAL', salt, commitment } });
};
