import type { Limit } from '../../schema/accounts/rules.ts';
import { type Counting, counted, type Permission } from '../http/throttle.ts';

/** How many names may be tried against one number, from all networks together. */
const NAMES_OF_NUMBER: Limit = { max: 10, seconds: 3600 };

/**
 * Counts one guess at the name of a number's holder: a typed name, or a PDF without a seal, because anyone could draw one with a
 * name and compare. All spellings of a number share one limit.
 */
export function countNameGuess(services: Counting, number: string, now: Date): Promise<Permission> {
  return counted(services, NAMES_OF_NUMBER, 'verify namesOfNumber', plainNumber(number), now);
}

const plainNumber = (number: string): string =>
  number
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
