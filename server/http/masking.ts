import { PothosValidationError } from '@pothos/core';
import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import { DomainError } from '../../schema/errors.ts';
import { isAborted } from './gone.ts';
import type { Log } from './logging.ts';
import { type Refusal, Refused, waitWords } from './refuse.ts';
import { codeOf, isAway, stateOf } from './states.ts';

const AWAY: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'The service is busy or restarting.',
};
const RETRY_SECONDS = 5;

const ODD_TEXT = 'A value contains a character that we cannot store, such as NUL. Remove it.';
const OUT_OF_RANGE = 'A number or a date is outside of what we can store.';
/** By the database's codes. */
const INPUT_WORDS: Record<string, string> = {
  22001: 'A text is too long.',
  22003: OUT_OF_RANGE,
  22007: OUT_OF_RANGE,
  22008: OUT_OF_RANGE,
};

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
    if (cause instanceof Refused) return refused(cause, place, requestId);
    if (stateOf(cause) === 'INPUT') {
      log.warn({ requestId, err: cause }, 'input refused by the database');
      return new GraphQLError(INPUT_WORDS[codeOf(cause) ?? ''] ?? ODD_TEXT, {
        ...place,
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    if (isAway(cause)) {
      log.warn({ requestId, err: cause }, 'database away');
      return refused(new Refused(AWAY, RETRY_SECONDS), place, requestId);
    }
    // A client that hung up hears no answer.
    const gone = isAborted(cause);
    log[gone ? 'debug' : 'error']({ requestId, err: cause ?? error }, gone ? 'client gone' : 'request failed');
    return new GraphQLError(`Something went wrong on our side. Tell us this request id: ${requestId}`, {
      ...place,
      extensions: { code: 'INTERNAL', requestId },
    });
  };
}

type Place = Pick<GraphQLErrorOptions, 'nodes' | 'path'>;

/** The refusal as an error of GraphQL, with its status and with when to try again. */
function refused({ refusal, retrySeconds }: Refused, place: Place, requestId: string): GraphQLError {
  const { status, code, message } = refusal;
  const later = retrySeconds === undefined ? '' : ` ${waitWords(retrySeconds)}`;
  const headers: Record<string, string> = retrySeconds === undefined ? {} : { 'Retry-After': String(retrySeconds) };
  return new GraphQLError(message + later, { ...place, extensions: { code, requestId, http: { status, headers } } });
}
