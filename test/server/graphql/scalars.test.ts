import { expect, test } from '@jest/globals';
import { GraphQLScalarType } from 'graphql';
import { schema } from '../../../schema/graphql/index.ts';

const read = (type: 'DateTime' | 'Date', text: string): unknown => {
  const scalar = schema.getType(type);
  if (!(scalar instanceof GraphQLScalarType)) throw new Error('no such scalar');
  return scalar.parseValue(text);
};

test.each(['0000', '0001', '1899', '3000', '9999'])('the year %s is refused with words about years', (year) => {
  const refusal = expect.objectContaining({ message: expect.stringContaining('1900 to 2999') });
  for (const [type, text] of [
    ['DateTime', `${year}-06-15T12:00:00Z`],
    ['Date', `${year}-06-15`],
  ] as const) {
    expect(() => read(type, text)).toThrow(refusal as never);
  }
});

test.each(['1900', '2026', '2999'])('the year %s is read', (year) => {
  expect(read('DateTime', `${year}-06-15T12:00:00Z`)).toEqual(new Date(`${year}-06-15T12:00:00Z`));
  expect(read('Date', `${year}-06-15`)).toBe(`${year}-06-15`);
});
