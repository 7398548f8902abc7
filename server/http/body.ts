import type { RequestHandler } from 'express';
import { type BodyRoom, NO_ROOM, NO_ROOM_SECONDS, openBodyRoom } from './bodyRoom.ts';
import { type Refusal, Refused } from './refuse.ts';

export const MAX_BODY_BYTES = 100 * 1024;

const FIRST_BYTES = 2_048;
/** A network divides 100 kB into some hundred pieces. A client that writes single bytes costs time for each. */
const MOST_PIECES = 5_000;

export const MALFORMED: Refusal = {
  status: 400,
  code: 'BAD_REQUEST',
  title: 'Not understood',
  message: 'The request is malformed.',
};
export const TOO_LARGE: Refusal = {
  status: 413,
  code: 'BODY_TOO_LARGE',
  title: 'Too large',
  message: 'A request body may have at most 100 kB.',
};
export const UNSUPPORTED: Refusal = {
  status: 415,
  code: 'UNSUPPORTED_BODY',
  title: 'Not supported',
  message: 'Send the body uncompressed and in UTF-8.',
};

type Reading = {
  /** The most bytes; 100 kB when absent. */
  most?: number;
  tooLarge?: Refusal;
  /** What the handler gets of the bytes; UTF-8 text when absent. */
  as?: (bytes: Buffer) => string | Buffer;
};

const asText = (bytes: Buffer): string => bytes.toString('utf8');

/**
 * Reads a body of at most 100 kB as UTF-8 text, before anything parses it. Refuses a declared length at once, an undeclared one
 * when it passes the limit, a compressed body always, and any while the room for bodies is full. It never reads the rest of a
 * refused body.
 */
export function bodyReader(
  room: BodyRoom,
  { most = MAX_BODY_BYTES, tooLarge = TOO_LARGE, as = asText }: Reading = {},
): RequestHandler {
  return (request, _response, next) => {
    const encoding = request.get('content-encoding') ?? 'identity';
    if (encoding.toLowerCase() !== 'identity') return next(new Refused(UNSUPPORTED));
    if (Number(request.get('content-length') ?? 0) > most) return next(new Refused(tooLarge));
    const share = room.enter(request.ip);
    if (!share.grow(FIRST_BYTES)) return next(new Refused(NO_ROOM, NO_ROOM_SECONDS));

    // One buffer: a body may come in as many pieces as it has bytes, and each piece would take four hundred.
    let held = Buffer.allocUnsafe(FIRST_BYTES);
    let [bytes, pieces] = [0, 0];
    const end = (result?: Refused) => {
      share.leave();
      request.off('data', onData).off('end', onEnd).off('error', onError).off('close', onError);
      if (result !== undefined) request.pause();
      next(result);
    };
    const onData = (chunk: Buffer) => {
      const from = bytes;
      bytes += chunk.length;
      pieces += 1;
      if (bytes > most) return end(new Refused(tooLarge));
      if (pieces > MOST_PIECES) return end(new Refused(MALFORMED));
      if (bytes > held.length) {
        const size = Math.max(bytes, 2 * held.length);
        if (!share.grow(size)) return end(new Refused(NO_ROOM, NO_ROOM_SECONDS));
        held = Buffer.concat([held.subarray(0, from)], size);
      }
      chunk.copy(held, from);
    };
    const onEnd = () => {
      request.body = as(held.subarray(0, bytes));
      end();
    };
    const onError = () => end(new Refused(MALFORMED));
    request.on('data', onData).once('end', onEnd).once('error', onError).once('close', onError);
  };
}

/** The room of this process, which all routes share. */
const ROOM = openBodyRoom();
export const readBody: RequestHandler = bodyReader(ROOM);

/** Reads a body of at most so many bytes, and leaves them as they came. */
export function readBytes(most: number, tooLarge: Refusal): RequestHandler {
  return bodyReader(ROOM, { most, tooLarge, as: (bytes) => bytes });
}
