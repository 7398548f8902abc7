import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';
import type { PublicKey, Signer } from '../keys.ts';
import { didOf } from './did.ts';
import { readJson } from './readJson.ts';
import { type Credential, credentialShape } from './shape.ts';

const LONGEST = 1_500_000;
// The order of P-256. Both r,s and r,n-s verify; we write and accept only the one with the lower s.
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

export type TokenFault =
  | 'TOO_LARGE'
  | 'NOT_A_TOKEN'
  | 'HEADER_UNKNOWN'
  | 'KEY_UNKNOWN'
  | 'SIGNATURE_BROKEN'
  | 'FORM_UNKNOWN'
  | 'CLAIMS_DIFFER';
export type TokenCheck =
  | { ok: true; credential: Credential; key: PublicKey; did: string }
  | { ok: false; because: TokenFault; detail: string };

const refused = (because: TokenFault, detail: string) => ({ ok: false, because, detail }) as const;
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = (instant: string): number => Math.floor(Date.parse(instant) / 1000);

/** The claims that Open Badges 3.0 puts beside the credential, equal to the values in it. */
const claimsOf = ({ issuer, id, validFrom, validUntil, credentialSubject }: Credential) => ({
  iss: issuer.id,
  jti: id,
  nbf: seconds(validFrom),
  sub: credentialSubject.id,
  ...(validUntil === undefined ? {} : { exp: seconds(validUntil) }),
});

const sOf = (signature: Uint8Array): bigint => BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`);

function withLowS(signature: Uint8Array): Uint8Array {
  const s = sOf(signature);
  if (s <= ORDER / 2n) return signature;
  const lower = Buffer.from((ORDER - s).toString(16).padStart(64, '0'), 'hex');
  return Buffer.concat([signature.subarray(0, 32), lower]);
}

/**
 * The credential as an Open Badges 3.0 JWT (compact JWS, ES256). `kid` is the URL of the key's bare JWK, `<publicUrl>/keys/<key
 * id>`. The credential's content is not checked again. Throws when the signer is not a TOKEN key or `kid` is not its own.
 */
export async function signToken(credential: Credential, signer: Signer, kid: string): Promise<string> {
  if (signer.key.use !== 'TOKEN') throw new Error(`A ${signer.key.use} key signs no tokens.`);
  if (!kid.endsWith(`/keys/${signer.key.id}`)) throw new Error("The key's address does not belong to the signer.");
  const signed = `${encoded({ alg: 'ES256', kid, typ: 'JWT' })}.${encoded({ ...credential, ...claimsOf(credential) })}`;
  const signature = withLowS(await signer.sign(Buffer.from(signed)));
  return `${signed}.${Buffer.from(signature).toString('base64url')}`;
}

const headerShape = z.strictObject({
  alg: z.literal('ES256'),
  kid: z.url({ protocol: /^https?$/ }),
  typ: z.literal('JWT'),
});
const claimsShape = z.looseObject({
  iss: z.unknown().optional(),
  jti: z.unknown().optional(),
  nbf: z.unknown().optional(),
  sub: z.unknown().optional(),
  exp: z.unknown().optional(),
});

/** Three parts in their one base64url encoding. Without this check, the last letter of a part could differ. */
function partsOf(text: string): [Buffer, Buffer, Buffer] | null {
  const texts = text.split('.');
  const [header, payload, signature] = texts.map((part) => Buffer.from(part, 'base64url'));
  if (texts.length !== 3 || !header || !payload || !signature) return null;
  const exact = [header, payload, signature].every((part, index) => part.toString('base64url') === texts[index]);
  return exact && signature.length === 64 ? [header, payload, signature] : null;
}

function keyOf(kid: string, keys: readonly PublicKey[]): { key: PublicKey; did: string } | null {
  const [, origin, id] = /^(https?:\/\/[^/?#]+)\/keys\/([\w-]{43})$/.exec(kid) ?? [];
  const key = keys.find((held) => held.use === 'TOKEN' && held.id === id);
  return key === undefined || origin === undefined ? null : { key, did: didOf(origin) };
}

/** The signed credential, if the claims beside it match it. */
function readPayload(payload: Buffer, did: string) {
  const read = readJson(payload.toString('utf8'), LONGEST);
  const outer = read.ok ? claimsShape.safeParse(read.value) : null;
  if (!outer?.success) return refused('FORM_UNKNOWN', 'The token contains no credential.');
  const { iss, jti, nbf, sub, exp, ...rest } = outer.data;
  const parsed = credentialShape.safeParse(rest);
  if (!parsed.success)
    return refused('FORM_UNKNOWN', 'The token contains no credential in the form that this issuer writes.');
  const claims = claimsOf(parsed.data);
  const same =
    iss === claims.iss && jti === claims.jti && nbf === claims.nbf && sub === claims.sub && exp === claims.exp;
  if (!same) return refused('CLAIMS_DIFFER', "The token's claims differ from the credential in it.");
  if (claims.iss !== did) return refused('CLAIMS_DIFFER', "The token's key belongs to another issuer.");
  return { ok: true, credential: parsed.data } as const;
}

/** Checks an Open Badges JWT with the given keys, of which only TOKEN keys count. No network; never throws. */
export async function checkToken(text: string, keys: readonly PublicKey[]): Promise<TokenCheck> {
  if (text.length > LONGEST) return refused('TOO_LARGE', `The text is longer than ${LONGEST} letters.`);
  const parts = partsOf(text);
  if (parts === null) return refused('NOT_A_TOKEN', 'The text is not a JSON Web Token in canonical form.');
  const [head, payload, signature] = parts;
  const header = readJson(head.toString('utf8'), 2000);
  const parsed = headerShape.safeParse(header.ok ? header.value : null);
  if (!parsed.success) return refused('HEADER_UNKNOWN', 'The header is not that of an Open Badges token by ES256.');
  const named = keyOf(parsed.data.kid, keys);
  if (named === null) return refused('KEY_UNKNOWN', 'The token names a key that was not given.');
  const signed = Buffer.from(text.slice(0, text.lastIndexOf('.')));
  const key = createPublicKey({ key: named.key.jwk, format: 'jwk' });
  const holds = verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature);
  if (!holds || sOf(signature) > ORDER / 2n)
    return refused('SIGNATURE_BROKEN', 'The content is not what the issuer signed.');
  const content = readPayload(payload, named.did);
  return content.ok ? { ...content, ...named } : content;
}
