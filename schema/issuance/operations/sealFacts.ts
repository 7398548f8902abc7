import { createHash, randomBytes } from 'node:crypto';
import { canonicalFacts } from '../../../certificates/facts/canonical.ts';
import { parseFacts } from '../../../certificates/facts/parse.ts';
import { publicFactsOf } from '../../../certificates/facts/publicFacts.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { keyFor, newDataKey, openDataKey, seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import { type CertificateId, newId } from '../../../drizzle/ids.ts';
import { commitToName, NAME_COMMITMENT } from '../rules.ts';

/** The places that a certificate's sealed values are bound to. A value that is moved to another row cannot be opened. */
const keyPlace = (id: string) => `certificates:${id}:data_key`;
const factsPlace = (id: string) => `certificates:${id}:facts`;

type Sealed = { id: CertificateId; sealedFacts: Buffer; wrappedDataKey: Buffer | null };
export type OpenedFacts = { facts: CertificateFacts; dataKey: Vault };

/** The frozen facts with the name, in the newest version; null after the data key is destroyed. */
export function openFacts(vault: Vault, row: Sealed): OpenedFacts | null {
  if (row.wrappedDataKey === null) return null;
  const dataKey = openDataKey(vault, row.wrappedDataKey, keyPlace(row.id));
  const read = parseFacts(JSON.parse(unseal(dataKey, row.sealedFacts, factsPlace(row.id)).toString('utf8')));
  if (!read.ok) throw new Error(`stored certificate facts are unreadable: ${read.faults.join('; ')}`);
  return { facts: read.facts, dataKey };
}

/**
 * The columns that freeze a certificate's facts under a new id, salt and data key. The name is sealed; its commitment is salted.
 */
export function sealFacts(vault: Vault, facts: CertificateFacts) {
  const id = newId<CertificateId>();
  const nameSalt = randomBytes(32);
  const dataKey = newDataKey(vault, keyPlace(id));
  const canonical = Buffer.from(canonicalFacts(facts));
  return {
    id,
    number: facts.number,
    publicFacts: publicFactsOf(facts),
    factsHash: createHash('sha256').update(canonical).update(nameSalt).digest('hex'),
    nameSalt,
    nameCommitment: commitToName(keyFor(vault, NAME_COMMITMENT), nameSalt, facts.learnerName),
    sealedFacts: seal(dataKey.vault, canonical, factsPlace(id)),
    wrappedDataKey: dataKey.wrapped,
  };
}
