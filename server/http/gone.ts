import { isNativeError } from 'node:util/types';

/** Whether somebody gave up waiting: a client hung up, or the process was asked to end. It is nobody's fault. */
export const isAborted = (error: unknown): boolean => isNativeError(error) && error.name === 'AbortError';
