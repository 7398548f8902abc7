import { isNativeError } from 'node:util/types';
import { type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * Fields that never reach a log line, at any depth. `code` is not among them because it names a fault; a sign-in code is never
 * logged.
 */
const CLOSED = ['email', 'name', 'legalName', 'token', 'cookie', 'authorization', 'otp', 'password', 'url'];

/**
 * Lines wait for each other up to a fifth of a second, so that a request waits for none. When the collector stops reading,
 * lines beyond 16 MB are dropped. A process that ends writes what waits; one that is killed loses it.
 */
const WRITING = { sync: false, minLength: 8 * 1024, periodicFlush: 200, maxLength: 16 * 2 ** 20 };

/** JSON lines with ids and codes only. */
export function createLog(level: string, destination?: { write(line: string): void }): Log {
  const options = {
    level,
    base: null,
    redact: { paths: CLOSED.flatMap((field) => [field, `*.${field}`]), censor: '[closed]' },
    serializers: { err: (error: unknown) => describeError(error) },
  };
  return pino(options, destination ?? pino.destination(WRITING));
}

type Described = {
  type: string;
  message: string;
  code?: string;
  constraint?: string;
  frames: string;
  cause?: Described;
  /** Of an AggregateError: its parts. */
  errors?: Described[];
};

/** How many causes and parts a line follows, and how many parts of one error. */
const [MOST_DEEP, MOST_PARTS] = [6, 10];

/**
 * What a log may contain of an error: kind, message, database code and stack, and the same of its causes and parts. It omits the parameters of a failed statement and
 * the values of a refused row, because both contain what people typed.
 */
export function describeError(error: unknown, depth = 0): Described {
  if (!isNativeError(error)) return { type: typeof error, message: 'not an error object', frames: '' };
  const failedQuery = 'query' in error && 'params' in error;
  const described: Described = {
    type: error.name,
    message: failedQuery ? 'a statement failed' : withoutValues(error.message),
    frames: framesOf(error),
  };
  if ('code' in error && typeof error.code === 'string') described.code = error.code;
  if ('constraint_name' in error && typeof error.constraint_name === 'string')
    described.constraint = error.constraint_name;
  if (depth === MOST_DEEP) return described;
  if (isNativeError(error.cause)) described.cause = describeError(error.cause, depth + 1);
  if ('errors' in error && Array.isArray(error.errors))
    described.errors = error.errors.slice(0, MOST_PARTS).map((part) => describeError(part, depth + 1));
  return described;
}

/** The first line, without quoted values and mail addresses. */
const withoutValues = (message: string): string =>
  (message.split('\n')[0] ?? '')
    .replace(/: ".*"/, ': [closed]')
    .replace(/[^\s<>"']+/g, (word) => (/.@./.test(word) ? '[address]' : word))
    .slice(0, 500);

/** The stack without its first line, which repeats the message. */
const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
