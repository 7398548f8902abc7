import { expect, test } from '@jest/globals';
import { GraphQLScalarType } from 'graphql';
import { schema } from '../../../schema/graphql/index.ts';

const read = (type: 'DateTime' | 'Date', text: string): unknown => {
  const scalar = schema.getType(type);
  if (!(scalar instanceof GraphQLScalarType)) throw new Error('no such scalar');
  return scalar.parseValue(text);
};

test.each(['0000', '0001', '1899', '3000', '9999'])(
  'an instant of the year %s is refused with words about years',
  (year) => {
    const refusal = expect.objectContaining({ message: expect.stringContaining('1900 to 2999') });
    expect(() => read('DateTime', `${year}-06-15T12:00:00Z`)).toThrow(refusal as never);
  },
);

test.each(['1900', '2026', '2999'])('an instant of the year %s is read', (year) => {
  expect(read('DateTime', `${year}-06-15T12:00:00Z`)).toEqual(new Date(`${year}-06-15T12:00:00Z`));
});

test('a day of any year reaches the rules of its field, which say what is wrong', () => {
  expect(read('Date', '0001-01-01')).toBe('0001-01-01');
});
