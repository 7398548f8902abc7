import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  ALGORITHMS,
  type Keyring,
  type KeyUse,
  keyIdOf,
  type PublicKey,
  type Signer,
} from '../../certificates/keys.ts';
import { certifySeal, createAuthority } from '../../certificates/seal/authority.ts';

const NOW = new Date('2026-11-22T09:00:00Z');
const HOST = 'attune.example.org';

/** A signer for one use with a fresh key; a SEAL with certificates of an authority made for it. */
export const createTestSigner = async (use: KeyUse, now = NOW): Promise<Signer> => {
  const isEdwards = ALGORITHMS[use] === 'Ed25519';
  const { publicKey, privateKey } = isEdwards
    ? generateKeyPairSync('ed25519')
    : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // A public key of these kinds has text members only.
  const jwk = publicKey.export({ format: 'jwk' }) as Record<string, string>;
  const certificates = use === 'SEAL' ? await certificatesFor(publicKey, now) : [];
  return {
    key: { id: keyIdOf(jwk), use, jwk, certificates, createdAt: now.toISOString() },
    sign: async (bytes) =>
      isEdwards ? sign(null, bytes, privateKey) : sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  };
};

const certificatesFor = async (publicKey: KeyObject, now: Date): Promise<string[]> => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const authority = await createAuthority(privateKey, HOST, now);
  const own = await certifySeal(authority, publicKey, HOST, now);
  return [own, authority.certificate].map((der) => der.toString('base64'));
};

/** A keyring in memory with one key for each use. */
export const createTestKeyring = async (now = NOW): Promise<{ keyring: Keyring; keys: PublicKey[] }> => {
  const uses: KeyUse[] = ['SEAL', 'PROOF', 'TOKEN', 'LOG'];
  const signers = await Promise.all(uses.map((use) => createTestSigner(use, now)));
  const signer = async (use: KeyUse): Promise<Signer> => {
    const found = signers.find(({ key }) => key.use === use);
    if (found === undefined) throw new Error(`No ${use} key.`);
    return found;
  };
  return { keyring: { signer }, keys: signers.map(({ key }) => key) };
};
