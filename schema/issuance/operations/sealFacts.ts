import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { canonicalFacts } from '../../../certificates/facts/canonical.ts';
import { parseFacts } from '../../../certificates/facts/parse.ts';
import { publicFactsOf } from '../../../certificates/facts/publicFacts.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { keyFor, newDataKey, openDataKey, seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import { type CertificateId, newId } from '../../../drizzle/ids.ts';
import { NAME_FORM, NAME_FORMS, type NameForm, sameName } from '../../names.ts';
import { commitToName, NAME_COMMITMENT } from '../rules.ts';

/** The places that a certificate's sealed values are bound to. A value that is moved to another row cannot be opened. */
export const dataKeyPlace = (id: string): string => `certificates:${id}:data_key`;
const factsPlace = (id: string) => `certificates:${id}:facts`;

type Sealed = { id: CertificateId; sealedFacts: Buffer; wrappedDataKey: Buffer | null };
export type OpenedFacts = { facts: CertificateFacts; dataKey: Vault };

/** The frozen facts with the name, in the newest version; null after the data key is destroyed. */
export function openFacts(vault: Vault, row: Sealed): OpenedFacts | null {
  if (row.wrappedDataKey === null) return null;
  const dataKey = openDataKey(vault, row.wrappedDataKey, dataKeyPlace(row.id));
  const read = parseFacts(JSON.parse(unseal(dataKey, row.sealedFacts, factsPlace(row.id)).toString('utf8')));
  if (!read.ok) throw new Error(`stored certificate facts are unreadable: ${read.faults.join('; ')}`);
  return { facts: read.facts, dataKey };
}

const commitment = (vault: Vault, salt: Buffer, name: string, form: NameForm): Buffer =>
  commitToName(keyFor(vault, NAME_COMMITMENT[form]), { salt, name, form });

/**
 * Whether a typed name is the holder's. While the name can be read, the two are compared as people type them, whatever form the
 * certificate committed to. After erasure only the commitment is left, which accepts the spellings of its own form.
 */
export function isHolder(
  vault: Vault,
  row: Sealed & { nameSalt: Buffer; nameCommitment: Buffer },
  typedName: string,
): boolean {
  const opened = openFacts(vault, row);
  if (opened !== null) return sameName(opened.facts.learnerName, typedName);
  const vaults = [vault, ...(vault.before === undefined ? [] : [vault.before])];
  return vaults.some((one) =>
    NAME_FORMS.some((form) => timingSafeEqual(commitment(one, row.nameSalt, typedName, form), row.nameCommitment)),
  );
}

/**
 * The columns that freeze a certificate's facts under a new id, salt and data key. The name is sealed; its commitment is salted.
 */
export function sealFacts(vault: Vault, facts: CertificateFacts) {
  const id = newId<CertificateId>();
  const nameSalt = randomBytes(32);
  const dataKey = newDataKey(vault, dataKeyPlace(id));
  const canonical = Buffer.from(canonicalFacts(facts));
  return {
    id,
    number: facts.number,
    publicFacts: publicFactsOf(facts),
    factsHash: createHash('sha256').update(canonical).update(nameSalt).digest('hex'),
    nameSalt,
    nameCommitment: commitment(vault, nameSalt, facts.learnerName, NAME_FORM),
    sealedFacts: seal(dataKey.vault, canonical, factsPlace(id)),
    wrappedDataKey: dataKey.wrapped,
  };
}
