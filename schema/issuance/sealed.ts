import { type CertificateFacts, parseFacts } from '../../certificates/facts.ts';
import { openDataKey, unseal, type Vault } from '../../drizzle/encryption.ts';
import type { CertificateId } from '../../drizzle/ids.ts';

/** The places that a certificate's sealed values are bound to: moved to another row they do not open. */
export const keyPlace = (id: string) => `certificates:${id}:data_key`;
export const factsPlace = (id: string) => `certificates:${id}:facts`;

type Sealed = { id: CertificateId; sealedFacts: Buffer; wrappedDataKey: Buffer | null };

/** The frozen facts, name and all; null once the data key is destroyed. */
export const openFacts = (vault: Vault, row: Sealed): { facts: CertificateFacts; dataKey: Vault } | null => {
  if (row.wrappedDataKey === null) return null;
  const dataKey = openDataKey(vault, row.wrappedDataKey, keyPlace(row.id));
  const read = parseFacts(JSON.parse(unseal(dataKey, row.sealedFacts, factsPlace(row.id)).toString('utf8')));
  if (!read.ok) throw new Error(`stored certificate facts are unreadable: ${read.faults.join('; ')}`);
  return { facts: read.facts, dataKey };
};
