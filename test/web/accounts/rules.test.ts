import { expect, test } from '@jest/globals';
import { isCountry } from '../../../schema/accounts/rules.ts';
import { codeIn, countries, deviceOf, timeZones } from '../../../web/accounts/rules.ts';

test('a code is read as it was pasted', () => {
  expect(codeIn(' 1234 5678\n')).toBe('12345678');
});

test('a session says its browser and system in words, and a program is one', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1';
  expect(deviceOf(chrome)).toEqual({ browser: 'Chrome', system: 'Linux' });
  expect(deviceOf(`${chrome} Edg/156.0`)).toEqual({ browser: 'Edge', system: 'Linux' });
  expect(deviceOf(phone)).toEqual({ browser: 'Safari', system: 'iPhone' });
  expect([deviceOf('curl/8.0'), deviceOf(null)]).toEqual([
    { browser: null, system: null },
    { browser: null, system: null },
  ]);
});

test('the page offers the countries that the API takes, and keeps a zone that the browser does not list', () => {
  const all = countries('en');
  expect(all.filter(({ code }) => !isCountry(code))).toEqual([]);
  expect(all).toHaveLength(249);
  expect(all.find(({ code }) => code === 'NZ')?.name).toBe('New Zealand');
  expect(timeZones('Pacific/Enderbury_Old')[0]).toBe('Pacific/Enderbury_Old');
  expect(timeZones('Pacific/Auckland').filter((zone) => zone === 'Pacific/Auckland')).toHaveLength(1);
});
