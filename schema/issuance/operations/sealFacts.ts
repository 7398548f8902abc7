import { createHash, randomBytes } from 'node:crypto';
import { type CertificateFacts, canonicalFacts, parseFacts } from '../../../certificates/facts.ts';
import { keyFor, newDataKey, openDataKey, seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import { type CertificateId, newId } from '../../../drizzle/ids.ts';
import { commitToName, NAME_COMMITMENT } from '../rules.ts';

/** The places that a certificate's sealed values are bound to: moved to another row they do not open. */
const keyPlace = (id: string) => `certificates:${id}:data_key`;
const factsPlace = (id: string) => `certificates:${id}:facts`;

type Sealed = { id: CertificateId; sealedFacts: Buffer; wrappedDataKey: Buffer | null };

/** The frozen facts, name and all; null once the data key is destroyed. */
export const openFacts = (vault: Vault, row: Sealed): { facts: CertificateFacts; dataKey: Vault } | null => {
  if (row.wrappedDataKey === null) return null;
  const dataKey = openDataKey(vault, row.wrappedDataKey, keyPlace(row.id));
  const read = parseFacts(JSON.parse(unseal(dataKey, row.sealedFacts, factsPlace(row.id)).toString('utf8')));
  if (!read.ok) throw new Error(`stored certificate facts are unreadable: ${read.faults.join('; ')}`);
  return { facts: read.facts, dataKey };
};

/** The columns that freeze a certificate's facts, under a fresh id, salt and data key: the name stands sealed, its commitment salted. */
export const sealFacts = (vault: Vault, facts: CertificateFacts) => {
  const id = newId<CertificateId>();
  const nameSalt = randomBytes(32);
  const dataKey = newDataKey(vault, keyPlace(id));
  const canonical = Buffer.from(canonicalFacts(facts));
  const { learnerName, ...publicFacts } = facts;
  return {
    id,
    number: facts.number,
    publicFacts,
    factsHash: createHash('sha256').update(canonical).update(nameSalt).digest('hex'),
    nameSalt,
    nameCommitment: commitToName(keyFor(vault, NAME_COMMITMENT), nameSalt, learnerName),
    sealedFacts: seal(dataKey.vault, canonical, factsPlace(id)),
    wrappedDataKey: dataKey.wrapped,
  };
};
