import { z } from 'zod';
import { STATUS_LIST_CONTEXTS } from '../credential/contexts.ts';
import { checkProven, type ProvenCheck } from '../credential/proof.ts';
import { instant, proofShape } from '../credential/shape.ts';
import type { PublicKey } from '../keys.ts';
import { encodeList } from './bitstring.ts';

const url = z
  .string()
  .max(500)
  .regex(/^https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/);
const members = {
  '@context': z.tuple([z.literal(STATUS_LIST_CONTEXTS[0])]),
  id: url,
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('BitstringStatusListCredential')]),
  issuer: z
    .string()
    .max(300)
    .regex(/^did:web:[\w\-.%]+$/),
  validFrom: instant,
  credentialSubject: z.strictObject({
    id: url,
    type: z.literal('BitstringStatusList'),
    statusPurpose: z.literal('revocation'),
    encodedList: z.string().regex(/^u[\w-]+$/),
    ttl: z.int().min(0),
  }),
};
const listShape = z.strictObject(members);
const provenListShape = z.strictObject({ ...members, proof: z.tuple([proofShape]) });

export type StatusList = z.output<typeof listShape>;
export type ProvenStatusList = z.output<typeof provenListShape>;

/**
 * The status list credential at `<publicUrl>/status/<list>`, without proof. `positions` are the revoked ones; readers may cache
 * it for `ttlMillis`.
 */
export function composeStatusList(facts: {
  did: string;
  publicUrl: string;
  list: number;
  positions: Iterable<number>;
  at: Date;
  ttlMillis: number;
}): StatusList {
  const id = `${facts.publicUrl}/status/${facts.list}`;
  return listShape.parse({
    '@context': STATUS_LIST_CONTEXTS,
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: facts.did,
    validFrom: facts.at.toISOString().replace(/\.\d{3}Z$/, 'Z'),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodeList(facts.positions),
      ttl: facts.ttlMillis,
    },
  });
}

/** Checks a fetched or saved status list with the given keys. No network; never throws. */
export function checkStatusList(text: string, keys: readonly PublicKey[]): Promise<ProvenCheck<ProvenStatusList>> {
  return checkProven<ProvenStatusList>(text, keys, { contexts: STATUS_LIST_CONTEXTS, shape: provenListShape });
}
