import { check, jsonb, snakeCase, text, unique } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { SigningKeyId } from '../ids.ts';
import { policy } from '../policy.ts';

export const KEY_USES = ['SEAL', 'PROOF', 'TOKEN', 'LOG'] as const;

/**
 * The public half of every key that ever signed here, with the certificates of a seal (DER in base64, its own first). With it,
 * what they signed can be checked even if the folder of keys is lost. Insert only.
 */
export const signingKeys = snakeCase.table(
  'signing_keys',
  {
    id: idColumn<SigningKeyId>(),
    /** RFC 7638 thumbprint of the public key, base64url. */
    keyId: text().notNull(),
    use: text({ enum: KEY_USES }).notNull(),
    jwk: jsonb().$type<Record<string, string>>().notNull(),
    certificates: jsonb().$type<string[]>().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [unique('signing_keys_key_id_key').on(t.keyId, t.use), check('signing_keys_use', oneOf('use', KEY_USES))],
);

export const signingKeysPolicy = policy(signingKeys, { rows: 'history', personal: 'none' });
