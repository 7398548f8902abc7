import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { contrast } from '../../certificates/draw/color.ts';
import { messagePage } from '../../server/pages/message.ts';

const sheet = (name: string): string => readFileSync(new URL(`../../web/design/${name}.css`, import.meta.url), 'utf8');
const tokens = new Map(
  [...sheet('tokens').matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);
const colorOf = (name: string, scheme: 'light' | 'dark'): string => {
  const found = tokens.get(name)?.[scheme];
  if (found === undefined) throw new Error(`tokens.css has no --${name}`);
  return found;
};

const GROUNDS = ['halo', 'paper', 'raised'];
const TEXTS = ['ink', 'gray', 'navy', 'gold', 'good', 'warn', 'bad'];

test.each(['light', 'dark'] as const)('%s: every text is read on every ground (WCAG 1.4.3)', (scheme) => {
  const low = GROUNDS.flatMap((ground) =>
    TEXTS.filter((text) => contrast(colorOf(text, scheme), colorOf(ground, scheme)) < 4.5).map((text) => [
      text,
      ground,
    ]),
  );
  expect(low).toEqual([]);
  for (const ground of ['navy', 'navy-hover'])
    expect(contrast(colorOf('on-navy', scheme), colorOf(ground, scheme))).toBeGreaterThanOrEqual(4.5);
});

test.each(['light', 'dark'] as const)('%s: the focus ring and the edges of fields are seen (WCAG 1.4.11)', (scheme) => {
  for (const edge of ['focus', 'border'])
    for (const ground of GROUNDS)
      expect([edge, ground, contrast(colorOf(edge, scheme), colorOf(ground, scheme)) >= 3]).toEqual([
        edge,
        ground,
        true,
      ]);
  // The ring stands off what is focused, so it is seen against what lies around that.
  expect(sheet('base')).toMatch(/:focus-visible \{\s*outline: 3px solid var\(--focus\);\s*outline-offset: 2px;/);
});

test('colors stand in tokens.css alone', () => {
  for (const name of ['base', 'frame']) {
    const own = [...sheet(name).matchAll(/#[0-9a-f]{3,8}\b/gi)].map(([color]) => color);
    // Shadows, the ground behind a dialog, and white paper.
    expect(own.filter((color) => !/^#(000a|12161fb3|1c35570f|1c355733|fff)$/i.test(color))).toEqual([]);
  }
});

test('a page of the server says that it has both schemes', () => {
  expect(messagePage('Too many tries', ['Too many tries.'], null)).toContain(
    '<meta name="color-scheme" content="light dark">',
  );
});
