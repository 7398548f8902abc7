import { expect, test } from '@jest/globals';
import { format, takeDates } from '../../web/words/format.ts';

const AT = new Date('2026-11-27T01:05:00Z');
const LONG = { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' } as const;

test('a language whose months the browser does not know has names of its own', () => {
  expect(format('en-US', LONG, AT)).toBe('November 27, 2026 at 1:05 AM');
  takeDates({ like: 'en-NZ', names: { November: 'Noema', Friday: 'Paraire' } });
  expect(format('mi', LONG, AT)).toMatch(/^27 Noema 2026, 1:05.am$/u);
  expect(format('mi', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }, AT)).toBe(
    'Paraire, 27 Noema',
  );
});
