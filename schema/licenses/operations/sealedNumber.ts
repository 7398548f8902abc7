import { createHmac } from 'node:crypto';
import { keyFor, seal, unseal, type Vault } from '../../../drizzle/encryption.ts';
import type { LicenseVersionId } from '../../../drizzle/ids.ts';
import { comparableNumber } from '../rules/number.ts';

/** A sealed number that is moved to another row cannot be opened. */
const placeOf = (id: LicenseVersionId): string => `license_versions:${id}:sealed_number`;

type Numbered = { profession: string; jurisdiction: string; number: string };

/** A keyed hash of a license's profession, jurisdiction and number. It shows equality only to whoever has the key. */
function indexUnder(vault: Vault, { profession, jurisdiction, number }: Numbered): Buffer {
  const compared = [profession, jurisdiction, comparableNumber(number)].join('\n');
  return createHmac('sha256', keyFor(vault, 'license number v1')).update(compared).digest();
}

/** The hashes, in hex, under which a license may be stored: while the service's key is changed there are two. */
export function indexesOf(vault: Vault, numbered: Numbered): string[] {
  const vaults = [vault, ...(vault.before === undefined ? [] : [vault.before])];
  return vaults.map((one) => indexUnder(one, numbered).toString('hex'));
}

/** The columns that hold a number. */
export function sealNumber(vault: Vault, { id, ...numbered }: Numbered & { id: LicenseVersionId }) {
  return {
    sealedNumber: seal(vault, Buffer.from(numbered.number, 'utf8'), placeOf(id)),
    numberIndex: indexUnder(vault, numbered),
  };
}

/** The number as its holder typed it; null after erasure. */
export function readNumber(
  vault: Vault,
  { id, sealedNumber }: { id: LicenseVersionId; sealedNumber: Buffer | null },
): string | null {
  return sealedNumber === null ? null : unseal(vault, sealedNumber, placeOf(id)).toString('utf8');
}
