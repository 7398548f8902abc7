import type { Request } from 'express';
import { type Refusal, Refused } from '../http/refuse.ts';
import { cutOffSlow, SLOWEST } from '../verification/receiveFile.ts';

export type Limits = { most: number; tooLarge: Refusal; encoded: Refusal };

/** The body, read while it arrives and no further than the limit. Throws Refused, and the error of a connection that breaks. */
export async function receiveBytes(request: Request, { most, tooLarge, encoded }: Limits): Promise<Buffer> {
  if ((request.get('content-encoding') ?? 'identity').toLowerCase() !== 'identity') throw new Refused(encoded);
  if (Number(request.get('content-length') ?? 0) > most) throw new Refused(tooLarge);
  const unwatch = cutOffSlow(request, SLOWEST);
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    // The answer is still sent after reading stops, because the socket stays open.
    const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > most) throw new Refused(tooLarge);
      pieces.push(chunk);
    }
  } finally {
    unwatch();
  }
  return Buffer.concat(pieces);
}
