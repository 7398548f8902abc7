import { randomBytes, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { Timestamper } from '../../certificates/keys.ts';
import { type Certificate, readCertificate } from '../../certificates/seal/certificate.ts';
import { encode, membersOf, NotDer, oid, only, sequence, TAG, unsigned } from '../../certificates/seal/der.ts';
import { checkTimestampToken } from '../../certificates/seal/token.ts';

export type TimestampFault =
  | 'UNREACHABLE'
  | 'TIMEOUT'
  | 'HTTP_ERROR'
  | 'TOO_LARGE'
  | 'REFUSED'
  | 'UNREADABLE'
  | 'UNSOUND';

/** Why there is no timestamp. A later attempt may succeed, unless the authority refuses. */
export class TimestampError extends Error {
  override name = 'TimestampError';
  readonly because: TimestampFault;
  constructor(because: TimestampFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.because = because;
  }
}

type Options = { url: string; timeoutMs: number; fetch?: typeof globalThis.fetch };

const LARGEST_REPLY = 65_536;
const SHA256 = sequence(oid('2.16.840.1.101.3.4.2.1'), encode(TAG.null));
const TRUE = encode(TAG.boolean, Buffer.from([0xff]));

const PATIENCE_MS = 10_000;

/** The timestamp authority of TSA_URL; null without that setting. */
export function timestamperOf(tsaUrl: string | null): Timestamper | null {
  return tsaUrl === null ? null : createTimestamper({ url: tsaUrl, timeoutMs: PATIENCE_MS });
}

/** Asks an RFC 3161 authority over HTTP and checks all of its response. Throws TimestampError on a bad response. */
export function createTimestamper({ url, timeoutMs, fetch = globalThis.fetch }: Options): Timestamper {
  return async (sha256) => {
    const nonce = unsigned(randomBytes(12));
    const request = sequence(
      unsigned(Buffer.from([1])),
      sequence(SHA256, encode(TAG.octetString, sha256)),
      nonce,
      TRUE,
    );
    const reply = await post(fetch, url, request, timeoutMs);
    const checked = checkTimestampToken(tokenOf(reply), sha256, publicRoots());
    if (!checked.ok) throw new TimestampError('UNSOUND', checked.detail);
    const { timestamp } = checked;
    if (!timestamp.nonce?.equals(only(nonce, TAG.integer).content))
      throw new TimestampError('UNSOUND', 'The answer of the timestamp authority belongs to another request.');
    return timestamp.canonical;
  };
}

async function post(fetch: Options['fetch'] & object, url: string, body: Buffer, timeoutMs: number): Promise<Buffer> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(body),
      redirect: 'manual',
      signal,
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new TimestampError('HTTP_ERROR', `The timestamp authority answered with HTTP status ${response.status}.`);
    }
    return await readLimited(response);
  } catch (error) {
    if (error instanceof TimestampError) throw error;
    if (signal.aborted)
      throw new TimestampError('TIMEOUT', `The timestamp authority did not answer within ${timeoutMs} ms.`, error);
    throw new TimestampError('UNREACHABLE', 'We cannot reach the timestamp authority.', error);
  }
}

async function readLimited(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    // Leaving the loop closes the connection.
    if (size > LARGEST_REPLY)
      throw new TimestampError('TOO_LARGE', 'The answer of the timestamp authority is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** PKIStatus granted and grantedWithMods (RFC 3161, 2.4.2). */
const GRANTED = [0, 1];

function tokenOf(reply: Buffer): Buffer {
  try {
    const parts = membersOf(only(reply, TAG.sequence));
    const status = membersOf(parts.next(TAG.sequence)).next(TAG.integer).content;
    if (status.length !== 1 || !GRANTED.includes(status[0] ?? 255))
      throw new TimestampError('REFUSED', `The timestamp authority refused with status ${status.toString('hex')}.`);
    const token = parts.next(TAG.sequence).whole;
    parts.end();
    return token;
  } catch (error) {
    if (!(error instanceof NotDer)) throw error;
    throw new TimestampError('UNREADABLE', `The timestamp authority's answer cannot be read: ${error.message}.`);
  }
}

let roots: Certificate[] | null = null;

/** Authorities often omit their root. With the root, the timestamp carries its whole chain and can be checked by itself later. */
function publicRoots(): Certificate[] {
  roots ??= rootCertificates.flatMap((pem) => {
    try {
      return readCertificate(new X509Certificate(pem).raw);
    } catch (error) {
      if (error instanceof NotDer) return [];
      throw error;
    }
  });
  return roots;
}
