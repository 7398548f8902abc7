import { GraphQLError } from 'graphql';
import { builder } from './builder.ts';

export { decimalText } from '../../certificates/words.ts';

function refuse(message: string): never {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** Instants far from these years break calendars and time zones, and come of a mistake. */
const isKept = (year: number): boolean => year >= 1900 && year <= 2999;
const YEARS = 'Instants lie in the years 1900 to 2999.';

builder.scalarType('DateTime', {
  description: 'An instant, RFC 3339 in UTC: 2026-11-22T09:30:00.000Z.',
  serialize: (value) => value.toISOString(),
  parseValue: (value) => {
    const date = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value) : null;
    if (date === null || Number.isNaN(date.getTime())) refuse('A DateTime is written like 2026-11-22T09:30:00Z.');
    return isKept(date.getUTCFullYear()) ? date : refuse(YEARS);
  },
});

builder.scalarType('Date', {
  description: 'A calendar date without a time zone: 2026-11-22.',
  serialize: (value) => value,
  parseValue: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : refuse('A Date is written like 2026-11-22.'),
});

builder.scalarType('Decimal', {
  description: 'An exact decimal with two places, as a string: "1.50".',
  serialize: (value) => value,
  parseValue: (value) =>
    typeof value === 'string' && /^\d{1,6}\.\d\d$/.test(value) ? value : refuse('A Decimal is written like "1.50".'),
});
