import { createHash, type JsonWebKey } from 'node:crypto';

/**
 * The use of a key: SEAL signs the PDF, PROOF the credential's Data Integrity proof, TOKEN its JWT, LOG the checkpoints of the
 * log.
 */
export type KeyUse = 'SEAL' | 'PROOF' | 'TOKEN' | 'LOG';

/** SEAL and TOKEN sign with ES256 (ECDSA on P-256 with SHA-256), PROOF and LOG with Ed25519. */
export const ALGORITHMS = { SEAL: 'ES256', TOKEN: 'ES256', PROOF: 'Ed25519', LOG: 'Ed25519' } as const;

/** The public half of a signing key: enough to check what it signed. */
export type PublicKey = {
  /** RFC 7638 thumbprint, base64url. */
  id: string;
  use: KeyUse;
  /** Public members only: kty, crv, x and, on P-256, y. */
  jwk: Record<string, string>;
  /** For a SEAL key: X.509 certificates as DER in base64, its own first, then the issuing authority's. Otherwise empty. */
  certificates: string[];
  /** RFC 3339. */
  createdAt: string;
};

/** One key that signs: a file now, a key service later. ES256 signatures are returned as r and s, 64 bytes (IEEE P1363). */
export type Signer = { key: PublicKey; sign(bytes: Uint8Array): Promise<Uint8Array> };

/** The keys that sign now, one for each use. Called for every signature, so that a rotation takes effect. */
export type Keyring = { signer(use: KeyUse): Promise<Signer> };

/** An outside authority's timestamp over the SHA-256 of some bytes: the DER of an RFC 3161 TimeStampToken. */
export type Timestamper = (sha256: Uint8Array) => Promise<Uint8Array>;

/** RFC 7638: SHA-256 over the required members in the order of their names. */
export function keyIdOf(jwk: JsonWebKey | Record<string, string>): string {
  const { crv, kty, x, y } = jwk;
  const members = y === undefined ? { crv, kty, x } : { crv, kty, x, y };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}
