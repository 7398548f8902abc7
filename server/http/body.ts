import type { RequestHandler } from 'express';
import { type Refusal, Refused } from './refuse.ts';

export const MAX_BODY_BYTES = 100 * 1024;

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

/**
 * Reads a body of at most 100 kB as UTF-8 text, before anything parses it. Refuses a declared length at once, an undeclared one
 * when it passes the limit, and a compressed body always. It never reads the rest of a refused body.
 */
export const readBody: RequestHandler = (request, _response, next) => {
  const encoding = request.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') return next(new Refused(UNSUPPORTED));
  if (Number(request.get('content-length') ?? 0) > MAX_BODY_BYTES) return next(new Refused(TOO_LARGE));

  const chunks: Buffer[] = [];
  let bytes = 0;
  const end = (result?: Refused) => {
    request.off('data', onData).off('end', onEnd).off('error', onError).off('close', onError);
    if (result !== undefined) request.pause();
    next(result);
  };
  const onData = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) end(new Refused(TOO_LARGE));
    else chunks.push(chunk);
  };
  const onEnd = () => {
    request.body = Buffer.concat(chunks).toString('utf8');
    end();
  };
  const onError = () => end(new Refused(MALFORMED));
  request.on('data', onData).once('end', onEnd).once('error', onError).once('close', onError);
};
