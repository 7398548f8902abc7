import type { Limit } from '../../schema/accounts/rules.ts';
import { siteOf } from '../http/network.ts';
import { type Counting, countedInTurn, type Permission } from '../http/throttle.ts';

const DAY_SECONDS = 24 * 3600;

/** How many names one network may try against one number, so that a stranger does not use up the tries of everybody else. */
const NAMES_OF_VISITOR: Limit = { max: 10, seconds: 3600 };
const NAMES_OF_VISITOR_AND_DAY: Limit = { max: 20, seconds: DAY_SECONDS };
/** How many names may be tried against one number in a day, from all networks together. */
const NAMES_OF_NUMBER: Limit = { max: 200, seconds: DAY_SECONDS };

/**
 * Counts one guess at the name of a number's holder: a typed name, or a PDF without a seal, because anyone could draw one with a
 * name and compare. All spellings of a number share one limit.
 */
export function countNameGuess(
  services: Counting,
  { number, address }: { number: string; address: string | undefined },
  now: Date,
): Promise<Permission> {
  const [plain, site] = [plainNumber(number), siteOf(address)];
  const counts = [
    { limit: NAMES_OF_VISITOR, purpose: 'verify namesOfVisitor', subject: [plain, site] },
    { limit: NAMES_OF_VISITOR_AND_DAY, purpose: 'verify namesOfVisitorAndDay', subject: [plain, site] },
    { limit: NAMES_OF_NUMBER, purpose: 'verify namesOfNumber', subject: [plain] },
  ];
  return countedInTurn(services, counts, now);
}

const plainNumber = (number: string): string =>
  number
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
