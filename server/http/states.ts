import { isNativeError } from 'node:util/types';
import { GraphQLError } from 'graphql';
import { DomainError } from '../../schema/errors.ts';

/**
 * What an error of the database means: it refused what was sent, it cannot write at present, or it does not answer, is overloaded,
 * or gave way to another transaction. In the last two a later attempt may succeed.
 */
export type DatabaseState = 'INPUT' | 'READ_ONLY' | 'AWAY';

const CODES: Record<DatabaseState, readonly string[]> = {
  // Bad encoding, bad escape, bad text for a type, too long, out of range.
  INPUT: ['22021', '22P05', '22P02', '22001', '22003', '22007', '22008'],
  // Read-only transaction or standby, full disk, input or output error, quota of the system.
  READ_ONLY: ['25006', '53100', '58030', '58000'],
  AWAY: [
    // The driver and the network.
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'],
    ...['CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED'],
    // The connection; a transaction that waited too long in idleness or in all.
    ...['08000', '08001', '08003', '08004', '08006', '08007', '08P01', '25P03', '25P04'],
    // Out of memory, connections or another resource; a statement that grew beyond a limit of the server.
    ...['53000', '53200', '53300', '53400'],
    // Ended by an administrator, by a crash, or while starting; a canceled statement; a lock that was not to be had.
    ...['57000', '57014', '57P01', '57P02', '57P03', '57P05', '55P03', '40001', '40003', '40P01'],
  ],
};

const STATES = new Map(
  Object.entries(CODES).flatMap(([state, codes]) => codes.map((code) => [code, state as DatabaseState] as const)),
);

const MOST_STEPS = 8;

/** The first database or network code in an error, its causes and the parts of an AggregateError. */
export function codeOf(error: unknown): string | null {
  const waiting: unknown[] = [error];
  for (let steps = 0; waiting.length > 0 && steps < MOST_STEPS; steps++) {
    const at = waiting.shift();
    if (!isNativeError(at)) continue;
    const inner: Error = at instanceof GraphQLError && at.originalError !== undefined ? at.originalError : at;
    if ('code' in inner && typeof inner.code === 'string' && !(inner instanceof DomainError)) return inner.code;
    waiting.push(inner.cause, ...('errors' in inner && Array.isArray(inner.errors) ? inner.errors : []));
  }
  return null;
}

/** The state that an error tells of; null when it is none of the database's. */
export const stateOf = (error: unknown): DatabaseState | null => STATES.get(codeOf(error) ?? '') ?? null;

/** True when the database does not answer, is overloaded or cannot write: the answer is 503, not a fault of ours. */
export function isAway(error: unknown): boolean {
  const state = stateOf(error);
  return state === 'AWAY' || state === 'READ_ONLY';
}

/** True when the database answers but cannot write. */
export const isReadOnly = (error: unknown): boolean => stateOf(error) === 'READ_ONLY';
