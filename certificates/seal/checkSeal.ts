import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { PublicKey } from '../keys.ts';
import { readCertificate, sha256 } from './certificate.ts';
import { type ReadSeal, readSeal, sealWriter } from './cms.ts';
import { NotDer, valueAt } from './der.ts';
import { signatureFromDer } from './ecdsa.ts';
import { filledPlace, firstNot, headsIn, isHex, isZero, type Place } from './place.ts';
import { digestAround } from './sealPdf.ts';
import { checkTimestampToken } from './token.ts';

export type SealFault =
  | 'NO_SEAL'
  | 'NOT_OURS'
  | 'SEVERAL_SEALS'
  | 'RANGE_ALTERED'
  | 'ADDED_AFTER_SEALING'
  | 'PADDING_ALTERED'
  | 'SEAL_UNREADABLE'
  | 'CONTENT_CHANGED'
  | 'SEAL_CHANGED'
  | 'KEY_UNKNOWN'
  | 'TIMESTAMP_CHANGED';

export type SealTimestamp = {
  at: Date;
  authority: string;
  /** DER in base64, the authority's own first. */
  certificates: string[];
};

export type SealCheck =
  | { ok: true; key: PublicKey; signedBy: string; timestamp: SealTimestamp | null }
  | { ok: false; because: SealFault; detail: string };

type Refusal = Extract<SealCheck, { ok: false }>;
const refuse = (because: SealFault, detail: string): Refusal => ({ ok: false, because, detail });

/**
 * Whether a file is, byte for byte, what one of these SEAL keys sealed. Any file gets a verdict and never an error; the work
 * grows only with the file's size. A timestamp is checked for itself only: the reader decides whether to trust its authority.
 */
export async function checkSeal(pdf: Buffer, keys: readonly PublicKey[]): Promise<SealCheck> {
  const found = findSeal(pdf);
  if (!found.ok) return found;
  const der = readHex(pdf, found.place);
  if (!der.ok) return der;
  try {
    return checkCms(der.bytes, digestAround(pdf, found.place), keys);
  } catch (error) {
    if (!(error instanceof NotDer)) throw error;
    return refuse('SEAL_UNREADABLE', `The seal at byte ${found.place.start} cannot be read: ${error.message} of it.`);
  }
}

const END = '%%EOF\n';

function findSeal(pdf: Buffer): { ok: true; place: Place } | Refusal {
  const [head, second] = headsIn(pdf);
  if (head === undefined) return withoutOurs(pdf);
  if (second !== undefined)
    return refuse('SEVERAL_SEALS', `The file carries seals at bytes ${head} and ${second}; one is allowed.`);
  const read = filledPlace(pdf, head);
  if (!read.ok) return refuse('RANGE_ALTERED', read.detail);
  const { place, covered } = read;
  if (covered === pdf.length) return { ok: true, place };
  if (covered > pdf.length) {
    const missing = `The seal covers ${covered} bytes, but the file has ${pdf.length}`;
    return refuse('RANGE_ALTERED', `${missing}: its end is missing, or the sealed range was altered.`);
  }
  if (covered < place.end + END.length || pdf.toString('latin1', covered - END.length, covered) !== END)
    return refuse(
      'RANGE_ALTERED',
      `The sealed range at byte ${place.rangeAt} does not end where the sealed file ended.`,
    );
  return pdf.indexOf('/ByteRange', covered, 'latin1') >= 0
    ? refuse('SEVERAL_SEALS', `After the sealed file, from byte ${covered}, another signature was added.`)
    : refuse('ADDED_AFTER_SEALING', `After sealing ${pdf.length - covered} bytes were added, from byte ${covered}.`);
}

function withoutOurs(pdf: Buffer): Refusal {
  const traces = ['/ByteRange', '/ETSI.CAdES.detached', '/Adobe.PPKLite'];
  const [at] = traces.map((trace) => pdf.indexOf(trace, 0, 'latin1')).filter((place) => place >= 0);
  return at === undefined
    ? refuse('NO_SEAL', 'The file carries no seal.')
    : refuse('NOT_OURS', `The file carries a signature near byte ${at}, but not a seal as Attune writes it.`);
}

/** The seal's DER, if it is written in lowercase digits and followed by zeros only. */
function readHex(pdf: Buffer, { start, end }: Place): { ok: true; bytes: Buffer } | Refusal {
  const from = start + 1;
  const notHex = firstNot(pdf, from, end - 1, isHex);
  const bytes = Buffer.from(pdf.toString('latin1', from, notHex ?? end - 1), 'hex');
  const length = lengthOf(bytes);
  if (notHex !== null && length === null)
    return refuse('SEAL_CHANGED', `Byte ${notHex}, inside the seal, is not a digit that a seal may contain.`);
  if (length === null) return refuse('SEAL_UNREADABLE', `What begins at byte ${from} is not a seal.`);
  const notZero = firstNot(pdf, from + 2 * length, end - 1, isZero);
  if (notZero !== null) return refuse('PADDING_ALTERED', `Byte ${notZero}, after the seal, is not zero.`);
  return { ok: true, bytes: bytes.subarray(0, length) };
}

function lengthOf(bytes: Buffer): number | null {
  try {
    return valueAt(bytes, 0).whole.length;
  } catch (error) {
    if (error instanceof NotDer) return null;
    throw error;
  }
}

/** The tolerance between the clocks of the sealing machine and of the authority. */
const CLOCKS_DIFFER_MS = 5 * 60_000;

function checkCms(der: Buffer, digest: Buffer, keys: readonly PublicKey[]): SealCheck {
  const seal = readSeal(der);
  const key = keyOf(seal, keys);
  if (key === null) return withoutKey(seal, keys);
  const rebuilt = sealWriter(key).write(seal);
  if (!rebuilt.equals(der))
    return refuse(
      'SEAL_CHANGED',
      `The seal differs from what was written, from its byte ${firstDifference(rebuilt, der)} on.`,
    );
  if (!isSignedBy(seal, key)) return refuse('SEAL_CHANGED', 'The signature inside the seal is not valid.');
  if (!seal.digest.equals(digest))
    return refuse('CONTENT_CHANGED', 'The file was changed after sealing: the seal was made over different content.');
  const { commonName: signedBy, notBefore } = readCertificate(Buffer.from(key.certificates[0] ?? '', 'base64'));
  if (seal.token === null) return { ok: true, key, signedBy, timestamp: null };
  const checked = checkTimestampToken(seal.token, sha256(seal.signature));
  if (!checked.ok) return refuse('TIMESTAMP_CHANGED', checked.detail);
  const { at, authority, certificates, canonical } = checked.timestamp;
  if (!canonical.equals(seal.token))
    return refuse('TIMESTAMP_CHANGED', 'The timestamp contains bytes that no signature protects.');
  if (at.getTime() < notBefore.getTime() - CLOCKS_DIFFER_MS)
    return refuse(
      'TIMESTAMP_CHANGED',
      'The timestamp is older than the key that made the seal, so it was not requested when the file was sealed.',
    );
  const texts = certificates.map((certificate) => certificate.toString('base64'));
  return { ok: true, key, signedBy, timestamp: { at, authority, certificates: texts } };
}

function keyOf({ certificates }: ReadSeal, keys: readonly PublicKey[]): PublicKey | null {
  const carried = new Set(certificates.map((certificate) => certificate.toString('base64')));
  return keys.find((key) => key.use === 'SEAL' && carried.has(key.certificates[0] ?? '')) ?? null;
}

const withoutKey = (seal: ReadSeal, keys: readonly PublicKey[]): Refusal =>
  keys.some((key) => key.use === 'SEAL' && isSignedBy(seal, key))
    ? refuse('SEAL_CHANGED', 'The certificates inside the seal were altered.')
    : refuse('KEY_UNKNOWN', 'The seal was made with an unknown key.');

function isSignedBy({ attributes, signature }: ReadSeal, key: PublicKey): boolean {
  const [rs, publicKey] = [signatureFromDer(signature), publicKeyOf(key)];
  if (rs === null || publicKey === null) return false;
  return verify('sha256', attributes, { key: publicKey, dsaEncoding: 'ieee-p1363' }, rs);
}

const opened = new WeakMap<PublicKey, KeyObject | null>();

function publicKeyOf(key: PublicKey): KeyObject | null {
  const known = opened.get(key);
  if (known !== undefined) return known;
  const fresh = openKey(key);
  opened.set(key, fresh);
  return fresh;
}

function openKey({ jwk }: PublicKey): KeyObject | null {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null;
  }
}

function firstDifference(one: Buffer, other: Buffer): number {
  const at = one.findIndex((byte, index) => byte !== other[index]);
  return at < 0 ? one.length : at;
}
