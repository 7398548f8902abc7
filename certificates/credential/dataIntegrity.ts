import { createHash, createPublicKey, verify } from 'node:crypto';
import type { PublicKey, Signer } from '../keys.ts';
import { canonicalQuads } from './canonize.ts';
import { decodeBase58, encodeBase58 } from './multibase.ts';
import type { Proof } from './shape.ts';

/** A JSON-LD document that may carry a proof. */
export type Provable = { '@context': readonly string[] };
export type Proven<Document extends Provable> = Document & { proof: [Proof] };

const SIGNATURE_BYTES = 64;
const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/** The signed bytes: SHA-256 of the canonical proof options, then of the canonical document (vc-di-eddsa, 3.2.4). */
async function bytesToSign(document: Provable, options: Omit<Proof, 'proofValue'>): Promise<Buffer> {
  const [proof, content] = await Promise.all([
    canonicalQuads({ '@context': document['@context'], ...options }),
    canonicalQuads(document),
  ]);
  return Buffer.concat([sha256(proof), sha256(content)]);
}

/**
 * A credential or status list with a Data Integrity proof `eddsa-rdfc-2022`, in an array of one, as Open Badges requires. `at`
 * has a precision of seconds. Throws when the signer is not a PROOF key or the signature would not cover a member.
 */
export async function prove<Document extends Provable>(
  document: Document,
  signer: Signer,
  did: string,
  at: Date,
): Promise<Proven<Document>> {
  if (signer.key.use !== 'PROOF') throw new Error(`A ${signer.key.use} key makes no proofs.`);
  const options = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: at.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    verificationMethod: `${did}#${signer.key.id}`,
    proofPurpose: 'assertionMethod',
  } as const;
  const signature = await signer.sign(await bytesToSign(document, options));
  return { ...document, proof: [{ ...options, proofValue: encodeBase58(signature) }] };
}

/** Whether the document's one proof is valid under this key. */
export async function proofHolds({ proof, ...document }: Proven<Provable>, key: PublicKey): Promise<boolean> {
  const [{ proofValue, ...options }] = proof;
  const signature = decodeBase58(proofValue, SIGNATURE_BYTES);
  if (signature === null || key.jwk.crv !== 'Ed25519') return false;
  return verify(
    null,
    await bytesToSign(document, options),
    createPublicKey({ key: key.jwk, format: 'jwk' }),
    signature,
  );
}
