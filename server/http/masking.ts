import { isNativeError } from 'node:util/types';
import { PothosValidationError } from '@pothos/core';
import { GraphQLError } from 'graphql';
import { DomainError } from '../../schema/errors.ts';
import type { Log } from './logging.ts';

/** PostgreSQL refused the input: bad encoding, bad escape, bad text for a type, too long, or out of range. */
const INPUT_CODES = new Set(['22021', '22P05', '22P02', '22001', '22003', '22007', '22008']);
/** PostgreSQL is unreachable or overloaded: a later attempt may succeed. */
const AWAY_CODES = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED'],
  ...['CONNECTION_DESTROYED', '57P01', '57P02', '57P03', '53300', '57014', '08000', '08003', '08006', '40001', '40P01'],
]);

const RETRY_SECONDS = 5;

/** The first database or network code in an error and its causes. */
export function codeOf(error: unknown): string | null {
  let at: unknown = error;
  for (let steps = 0; isNativeError(at) && steps < 6; steps++) {
    const inner: Error = at instanceof GraphQLError && at.originalError !== undefined ? at.originalError : at;
    if ('code' in inner && typeof inner.code === 'string' && !(inner instanceof DomainError)) return inner.code;
    at = inner.cause;
  }
  return null;
}

/** True when the database is unreachable or overloaded: the answer is 503, not a fault of ours. */
export const isAway = (error: unknown): boolean => AWAY_CODES.has(codeOf(error) ?? '');

/**
 * What a client sees of an error. Expected errors pass. A value that the database cannot store becomes BAD_USER_INPUT, and an
 * unreachable database becomes UNAVAILABLE (503). Everything else becomes INTERNAL with the request's id and is logged with its
 * stack.
 */
export function maskWith(requestId: string, log: Log) {
  return (error: unknown): GraphQLError => {
    const place = error instanceof GraphQLError ? { nodes: error.nodes, path: error.path } : {};
    const cause = error instanceof GraphQLError ? error.originalError : error;
    if (error instanceof PothosValidationError || cause instanceof PothosValidationError) {
      const message = error instanceof Error ? error.message : 'The input is not valid.';
      return new GraphQLError(message, { ...place, extensions: { code: 'BAD_USER_INPUT' } });
    }
    if (error instanceof GraphQLError && (cause === undefined || cause instanceof GraphQLError)) {
      // Execution gives no code to what it finds wrong itself, such as null where the schema promises a value: a bug of ours.
      if (error.path === undefined || error.extensions.code !== undefined) return error;
    }
    if (cause instanceof DomainError) {
      return new GraphQLError(cause.message, { ...place, extensions: { code: cause.code } });
    }
    if (INPUT_CODES.has(codeOf(cause) ?? '')) {
      log.warn({ requestId, err: cause }, 'input refused by the database');
      const message = 'A value contains a character that we cannot store, such as NUL. Remove it.';
      return new GraphQLError(message, { ...place, extensions: { code: 'BAD_USER_INPUT' } });
    }
    if (isAway(cause)) {
      log.warn({ requestId, err: cause }, 'database away');
      const http = { status: 503, headers: { 'Retry-After': String(RETRY_SECONDS) } };
      return new GraphQLError('The service is busy or restarting. Try again in a few seconds.', {
        ...place,
        extensions: { code: 'UNAVAILABLE', requestId, http },
      });
    }
    log.error({ requestId, err: cause ?? error }, 'request failed');
    return new GraphQLError(`Something went wrong on our side. Tell us this request id: ${requestId}`, {
      ...place,
      extensions: { code: 'INTERNAL', requestId },
    });
  };
}
