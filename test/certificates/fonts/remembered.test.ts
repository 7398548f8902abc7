import { expect, test } from '@jest/globals';
import { remembered } from '../../../certificates/fonts/remembered.ts';

const counting = (most: number) => {
  const made: string[] = [];
  const ask = remembered(most, (key) => {
    made.push(key);
    return key.toUpperCase();
  });
  return { made, ask, times: (key: string) => made.filter((one) => one === key).length };
};

test('what every certificate asks for is made once, however many names come by', () => {
  const { ask, times } = counting(10);
  for (let at = 0; at < 1_000; at++) {
    expect(ask('This certifies that')).toBe('THIS CERTIFIES THAT');
    expect(ask(`name ${at}`)).toBe(`NAME ${at}`);
  }
  expect(times('This certifies that')).toBe(1);
  expect(times('name 500')).toBe(1);
});

test('it holds no more than it may: what was not asked for lately is made again', () => {
  const { made, ask, times } = counting(10);
  for (const round of [1, 2]) {
    for (let at = 0; at < 11; at++) ask(`text ${at}`);
    expect(times('text 0')).toBe(round);
  }
  expect(made.length).toBe(22);
});

test('an answer of null is remembered too', () => {
  let made = 0;
  const ask = remembered(4, () => {
    made += 1;
    return null;
  });
  expect([ask('x'), ask('x')]).toEqual([null, null]);
  expect(made).toBe(1);
});
