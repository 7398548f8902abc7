import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { PublicKey } from '../../certificates/keys.ts';
import { activate, hasPrivateHalf, KeyFolderFault, openFolder, readPublicKeys, writeKeyPair } from './folder.ts';
import type { RecordKeys } from './keyring.ts';
import { describeKey } from './making.ts';

/** The seal must also contain a timestamp with its chain, so this limits the chain. In bytes of DER. */
const LARGEST_CHAIN = 8_000;

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

type Import = { certificateChainPem: string; keyPem: string; now: Date; record: RecordKeys };

/**
 * Imports a seal that an outside authority certified and makes it the active one. The chain starts with its own certificate, then
 * those of the authorities above it. Throws KeyFolderFault that says what is wrong with it.
 */
export async function importSeal(
  dir: string,
  { certificateChainPem, keyPem, now, record }: Import,
): Promise<PublicKey> {
  const privateKey = readKey(keyPem);
  const publicKey = createPublicKey(privateKey);
  const chain = readChain(certificateChainPem);
  checkChain(chain, publicKey, now);
  const certificates = chain.map(({ raw }) => raw);
  const key = describeKey('SEAL', publicKey, certificates, now);
  openFolder(dir);
  const known = readPublicKeys(dir).find(({ use, id }) => use === 'SEAL' && id === key.id);
  if (known !== undefined && known.certificates.join() !== key.certificates.join())
    throw new KeyFolderFault('The folder already has this key with another certificate. Have a new key certified.');
  if (known === undefined || !hasPrivateHalf(dir, known)) writeKeyPair(dir, key, privateKey);
  await record([key]);
  activate(dir, key);
  return known ?? key;
}

function readKey(pem: string): KeyObject {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key;
  } catch {
    throw new KeyFolderFault('The key is not a private key as PEM without a password.');
  }
  throw new KeyFolderFault('The key is not on the curve P-256, which seals require.');
}

function readChain(pem: string): X509Certificate[] {
  try {
    const chain = (pem.match(PEM_CERTIFICATE) ?? []).map((text) => new X509Certificate(text));
    if (chain.length > 0) return chain;
  } catch {}
  throw new KeyFolderFault('The chain is not a list of certificates as PEM.');
}

function checkChain(chain: X509Certificate[], publicKey: KeyObject, now: Date): void {
  const [own] = chain;
  if (!own?.publicKey.equals(publicKey))
    throw new KeyFolderFault('The first certificate of the chain does not belong to the key.');
  if (own.ca) throw new KeyFolderFault('The first certificate belongs to an authority, not to a seal.');
  const broken = chain.findIndex((one, at) => {
    const issuer = chain[at + 1];
    return issuer !== undefined && !(one.checkIssued(issuer) && one.verify(issuer.publicKey));
  });
  if (broken >= 0) throw new KeyFolderFault(`Certificate ${broken + 1} of the chain was not issued by the next.`);
  const over = chain.find(({ validFromDate, validToDate }) => now < validFromDate || now > validToDate);
  if (over !== undefined)
    throw new KeyFolderFault(`A certificate of the chain is valid from ${over.validFrom} to ${over.validTo}, not now.`);
  if (chain.reduce((sum, { raw }) => sum + raw.length, 0) > LARGEST_CHAIN)
    throw new KeyFolderFault(`The chain has more than ${LARGEST_CHAIN} bytes. Leave out the root.`);
}
