import express, { type RequestHandler } from 'express';

export const MAX_BODY_BYTES = 100 * 1024;

/**
 * Reads a body of at most 100 kB as text, before anything parses it; a declared length is refused at once, an undeclared one
 * when it passes the limit, a compressed one always (415). Errors go to the error handler.
 */
export const readBody: RequestHandler = express.text({
  type: () => true,
  limit: MAX_BODY_BYTES,
  inflate: false,
  defaultCharset: 'utf-8',
});
