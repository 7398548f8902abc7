import { createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALGORITHMS, type KeyUse, keyIdOf, type PublicKey } from '../../certificates/keys.ts';
import { type Authority, certifySeal, createAuthority } from '../../certificates/seal/authority.ts';
import {
  activate,
  activateFirst,
  activeId,
  KeyFolderFault,
  openFolder,
  pemOf,
  readPrivateKey,
  readPublicKeys,
  removeKeyPair,
  USES,
  writeKeyPair,
  writeOnce,
} from './folder.ts';
import type { RecordKeys } from './keyring.ts';

/**
 * Creates the folder, and a key for each use that has none. The seal's key is certified for this host by the folder's own
 * authority. Returns what it made. Processes that run this at once end with the same keys. Throws KeyFolderFault.
 */
export async function createKeys(dir: string, { host, now }: { host: string; now: Date }): Promise<PublicKey[]> {
  openFolder(dir);
  const made: PublicKey[] = [];
  for (const use of USES) {
    if (activeId(dir, use) !== null) continue;
    const key = await makeKey(dir, use, host, now);
    if (activateFirst(dir, key)) made.push(key);
    else removeKeyPair(dir, key);
  }
  return made;
}

/**
 * Makes a new key for one use, or for all. It signs as soon as it is recorded. The former keys stay, because what they signed is
 * checked with them. Throws KeyFolderFault, also for an imported seal: fewer readers would trust a seal of our own.
 */
export async function rotateKeys(
  dir: string,
  { use, host, now, record }: { use?: KeyUse; host: string; now: Date; record: RecordKeys },
): Promise<PublicKey[]> {
  const uses = use === undefined ? USES : [use];
  const unknown = uses.find((one) => activeId(dir, one) === null);
  if (unknown !== undefined)
    throw new KeyFolderFault(`${dir} has no ${unknown} key to rotate. Make one with: attune keys create`);
  if (uses.includes('SEAL') && isImported(dir))
    throw new KeyFolderFault(
      'The seal was imported. Renew it with: attune keys import-seal CHAIN.pem KEY.pem; rotate the other keys with --use.',
    );
  const keys: PublicKey[] = [];
  for (const one of uses) keys.push(await makeKey(dir, one, host, now));
  await record(keys);
  for (const key of keys) activate(dir, key);
  return keys;
}

async function makeKey(dir: string, use: KeyUse, host: string, now: Date): Promise<PublicKey> {
  const { publicKey, privateKey } =
    ALGORITHMS[use] === 'Ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificates = use === 'SEAL' ? await sealCertificates(dir, publicKey, host, now) : [];
  const key = describeKey(use, publicKey, certificates, now);
  writeKeyPair(dir, key, privateKey);
  return key;
}

/** The public half of a key, as it is stored permanently. */
export function describeKey(use: KeyUse, key: KeyObject, certificates: Buffer[], now: Date): PublicKey {
  // A public key of these kinds has text members only.
  const jwk = key.export({ format: 'jwk' }) as Record<string, string>;
  const texts = certificates.map((certificate) => certificate.toString('base64'));
  return { id: keyIdOf(jwk), use, jwk, certificates: texts, createdAt: now.toISOString() };
}

async function sealCertificates(dir: string, publicKey: KeyObject, host: string, now: Date): Promise<Buffer[]> {
  const authority = await ownAuthority(dir, host, now);
  return [await certifySeal(authority, publicKey, host, now), authority.certificate];
}

const authorityFiles = (dir: string) => ({ key: join(dir, 'authority.pem'), certificate: join(dir, 'authority.der') });

/** The authority of this folder; makes it when there is none. Its key is one file, so of several processes one decides. */
async function ownAuthority(dir: string, host: string, now: Date): Promise<Authority> {
  const files = authorityFiles(dir);
  if (!existsSync(files.key))
    writeOnce(files.key, pemOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey));
  const key = readPrivateKey(files.key);
  if (!existsSync(files.certificate)) writeOnce(files.certificate, (await createAuthority(key, host, now)).certificate);
  const certificate = Buffer.from(new Uint8Array(readFileSync(files.certificate)));
  const matches = new X509Certificate(certificate).publicKey.equals(createPublicKey(key));
  if (!matches) throw new KeyFolderFault(`${files.certificate} does not belong to ${files.key}. Restore both.`);
  return { key, certificate };
}

function isImported(dir: string): boolean {
  const id = activeId(dir, 'SEAL');
  const active = readPublicKeys(dir).find((key) => key.use === 'SEAL' && key.id === id);
  const { certificate } = authorityFiles(dir);
  const own = existsSync(certificate) ? readFileSync(certificate).toString('base64') : null;
  return active?.certificates.at(-1) !== own;
}
