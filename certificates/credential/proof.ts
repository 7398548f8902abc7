import { z } from 'zod';
import type { PublicKey } from '../keys.ts';
import { CREDENTIAL_CONTEXTS } from './contexts.ts';
import { type Provable, type Proven, proofHolds, prove } from './dataIntegrity.ts';
import { readJson } from './readJson.ts';
import { type Credential, type ProvenCredential, provenShape } from './shape.ts';

/** The longest credential that we read, in bytes. The longest that facts can give is shorter. */
const LONGEST = 1_048_576;

export type ProofFault =
  | 'TOO_LARGE'
  | 'NOT_JSON'
  | 'NOT_A_CREDENTIAL'
  | 'CONTEXT_UNKNOWN'
  | 'NO_PROOF'
  | 'KEY_UNKNOWN'
  | 'TERM_UNKNOWN'
  | 'FORM_UNKNOWN'
  | 'PROOF_BROKEN';

/** `detail` is a sentence for people. `rewritten`: the content is unchanged, but its bytes differ from those we wrote. */
export type ProvenCheck<Document> =
  | { ok: true; credential: Document; key: PublicKey; did: string; rewritten: boolean }
  | { ok: false; because: ProofFault; detail: string };
export type CredentialCheck = ProvenCheck<ProvenCredential>;

const refused = (because: ProofFault, detail: string) => ({ ok: false, because, detail }) as const;

export { prove as proveCredential };

/** The one text of a credential: compact JSON in our member order, whatever the order of the input. */
export const writeCredential = (credential: ProvenCredential): string => JSON.stringify(provenShape.parse(credential));

const verifiable = z.looseObject({
  '@context': z.unknown().optional(),
  type: z.array(z.unknown()).refine((types) => types.includes('VerifiableCredential')),
  proof: z.unknown().optional(),
});
const namedKey = z.tuple([z.looseObject({ verificationMethod: z.string() })]);

/** What is wrong with the form, in one sentence. Distinguishes an unknown member from a wrong one. */
function formFault(error: z.ZodError) {
  const [unknown] = error.issues.filter(({ code }) => code === 'unrecognized_keys');
  const issue = unknown ?? error.issues[0];
  const place = issue?.path.length ? issue.path.join('.') : 'the credential';
  const because = unknown === undefined ? 'FORM_UNKNOWN' : 'TERM_UNKNOWN';
  return refused(because, `In ${place}: ${(issue?.message ?? 'this issuer does not write it this way').slice(0, 300)}`);
}

/**
 * Reads and checks any document that `prove` made, with the given keys; `shape` is its form with the proof, in its one member
 * order. Bounded work, no network; never throws.
 */
export async function checkProven<Document extends Proven<Provable> & { issuer: string | { id: string } }>(
  text: string,
  keys: readonly PublicKey[],
  form: { contexts: readonly string[]; shape: z.ZodType<Document> },
): Promise<ProvenCheck<Document>> {
  const read = readJson(text, LONGEST);
  if (!read.ok) return refused(read.because, read.detail);
  const outer = verifiable.safeParse(read.value);
  if (!outer.success) return refused('NOT_A_CREDENTIAL', 'The JSON is not a verifiable credential.');
  if (JSON.stringify(outer.data['@context']) !== JSON.stringify(form.contexts)) {
    return refused('CONTEXT_UNKNOWN', `The contexts are not the ones this issuer uses: ${form.contexts.join(', ')}.`);
  }
  const named = namedKey.safeParse(outer.data.proof);
  if (!named.success) return refused('NO_PROOF', 'The credential has no proof, or more than one.');
  const method = named.data[0].verificationMethod;
  const key = keys.find(({ use, id }) => use === 'PROOF' && method.endsWith(`#${id}`));
  if (key === undefined) return refused('KEY_UNKNOWN', 'The proof names a key that was not given.');
  const parsed = form.shape.safeParse(read.value);
  if (!parsed.success) return formFault(parsed.error);
  const { issuer } = parsed.data;
  const did = typeof issuer === 'string' ? issuer : issuer.id;
  if (method !== `${did}#${key.id}`) return refused('KEY_UNKNOWN', "The proof's key belongs to another issuer.");
  const holds = await proofHolds(parsed.data, key).catch(() => false);
  if (!holds) return refused('PROOF_BROKEN', 'The content is not what the issuer signed.');
  return { ok: true, credential: parsed.data, key, did, rewritten: JSON.stringify(parsed.data) !== text };
}

/** Checks a certificate's credential with the given keys, of which only PROOF keys count. No network; never throws. */
export function checkCredential(text: string, keys: readonly PublicKey[]): Promise<CredentialCheck> {
  return checkProven<ProvenCredential>(text, keys, { contexts: CREDENTIAL_CONTEXTS, shape: provenShape });
}

/** The credential without its proof, as a token contains it. */
export const withoutProof = ({ proof: _proof, ...credential }: ProvenCredential): Credential => credential;
