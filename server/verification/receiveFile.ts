import { createHash, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Request } from 'express';
import { type Refusal, Refused } from '../http/refuse.ts';
import { boundaryOf, FormFault, filePart } from './filePart.ts';

/** The largest file that the service examines. A certificate is about a hundredth of that. */
export const MOST_FILE_BYTES = 50 * 1024 * 1024;
/** A client that sends less than this in any such time is cut off. The server ends every request after 20 seconds (app/listen.ts). */
export const SLOWEST = { bytes: 48 * 1024, millis: 3_000 };
const LEFT = /^examined-[0-9a-f]{24}$/;
const LEFT_MILLIS = 10 * 60_000;
/** The most bytes that a form writes around its file. */
const FORM_BYTES = 16 * 1024;
/** The largest body of POST /verify. */
export const MOST_FORM_BYTES = MOST_FILE_BYTES + FORM_BYTES;

const FILE_TYPES = new Set([
  'application/pdf',
  'application/json',
  'application/ld+json',
  'application/vc',
  'application/vc+ld+json',
  'application/jwt',
  'application/vc+jwt',
  'text/plain',
  'application/octet-stream',
]);

const TOO_LARGE: Refusal = {
  status: 413,
  code: 'BODY_TOO_LARGE',
  title: 'The file is too large',
  message: 'A file may have at most 50 MB. A certificate is far smaller: send the file as it was issued.',
};
const unsupported = (message: string): Refusal => ({
  status: 415,
  code: 'UNSUPPORTED_BODY',
  title: 'Not a file that can be checked',
  message,
});
const NO_TYPE = unsupported(
  `Send the file as one of these types: ${[...FILE_TYPES].join(', ')}; or in a form as multipart/form-data.`,
);
const ENCODED = unsupported('Send the file unchanged, without Content-Encoding.');
const brokenForm = ({ message }: FormFault): Refusal => ({
  status: 400,
  code: 'BAD_USER_INPUT',
  title: 'We could not read the form',
  message,
});

export type Receiving = {
  folder: string;
  slowest: typeof SLOWEST;
  /** Called with the size of each piece before it is stored. Throws Refused when there is no room for it. */
  arrived: (bytes: number) => void;
};
export type ReceivedFile = { path: string; sha256: string; bytes: number };

/**
 * Streams the one file of a request to the folder, readable by this user alone. Removes the file when the work on it ends, even
 * after an error. Throws Refused, and the connection's error when the client hangs up.
 */
export async function withReceivedFile<Result>(
  request: Request,
  { folder, slowest, arrived }: Receiving,
  work: (file: ReceivedFile) => Promise<Result>,
): Promise<Result> {
  const body = bodyOf(request);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `examined-${randomBytes(12).toString('hex')}`);
  const handle = await open(path, 'wx', 0o600);
  try {
    const unwatch = cutOffSlow(request, slowest);
    const written = await write(body, handle, arrived).finally(() => {
      unwatch();
      return handle.close();
    });
    return await work({ path, ...written });
  } finally {
    await unlink(path);
  }
}

/** Destroys a request that arrives too slowly. Returns the end of the watch. */
function cutOffSlow(request: Request, { bytes, millis }: typeof SLOWEST): () => void {
  let before = request.socket.bytesRead;
  const look = setInterval(() => {
    const now = request.socket.bytesRead;
    if (!request.complete && now - before < bytes) request.destroy();
    before = now;
  }, millis);
  return () => clearInterval(look);
}

/** Removes what a killed process left behind. No examination takes this long. */
export async function sweepLeftFiles(folder: string, now: Date): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => LEFT.test(one))) {
    const path = join(folder, name);
    const left = await stat(path).catch(() => null);
    if (left !== null && now.getTime() - left.mtimeMs > LEFT_MILLIS) await unlink(path).catch(() => {});
  }
}

/** The file's bytes, raw or out of a form. Refuses what the head of the request already rules out. */
function bodyOf(request: Request): AsyncIterable<Buffer> {
  const type = request.get('content-type') ?? 'application/octet-stream';
  const boundary = boundaryOf(type);
  if (boundary === null && !FILE_TYPES.has(type.split(';')[0]?.trim().toLowerCase() ?? '')) throw new Refused(NO_TYPE);
  if ((request.get('content-encoding') ?? 'identity').toLowerCase() !== 'identity') throw new Refused(ENCODED);
  const most = boundary === null ? MOST_FILE_BYTES : MOST_FORM_BYTES;
  if (Number(request.get('content-length') ?? 0) > most) throw new Refused(TOO_LARGE);
  // The answer is still sent after reading stops, because the socket stays open.
  const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  return boundary === null ? chunks : filePart(chunks, boundary);
}

async function write(
  body: AsyncIterable<Buffer>,
  handle: FileHandle,
  arrived: Receiving['arrived'],
): Promise<Omit<ReceivedFile, 'path'>> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > MOST_FILE_BYTES) throw new Refused(TOO_LARGE);
      arrived(chunk.length);
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
  } catch (error) {
    throw error instanceof FormFault ? new Refused(brokenForm(error)) : error;
  }
  return { bytes, sha256: hash.digest('hex') };
}
