import type { RequestHandler } from 'express';

const MAX_BODY_BYTES = 100 * 1024;

/** A body that is not read: the error handler answers with this status and closes the connection. */
class BodyRefused extends Error {
  override name = 'BodyRefused';
  readonly status: 400 | 413 | 415;
  constructor(status: 400 | 413 | 415) {
    super(`a request body was refused with ${status}`);
    this.status = status;
  }
}

/**
 * Reads a body of at most 100 kB as UTF-8 text, before anything parses it. A declared length is refused at once, an undeclared
 * one as soon as it passes the limit, a compressed one always; the rest of a refused body is never read.
 */
export const readBody: RequestHandler = (request, _response, next) => {
  const encoding = request.get('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') return next(new BodyRefused(415));
  if (Number(request.get('content-length') ?? 0) > MAX_BODY_BYTES) return next(new BodyRefused(413));

  const chunks: Buffer[] = [];
  let bytes = 0;
  const end = (result?: BodyRefused) => {
    request.off('data', onData).off('end', onEnd).off('error', onError).off('close', onError);
    if (result !== undefined) request.pause();
    next(result);
  };
  const onData = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) end(new BodyRefused(413));
    else chunks.push(chunk);
  };
  const onEnd = () => {
    request.body = Buffer.concat(chunks).toString('utf8');
    end();
  };
  const onError = () => end(new BodyRefused(400));
  request.on('data', onData).once('end', onEnd).once('error', onError).once('close', onError);
};
