import { expect, test } from '@jest/globals';
import { contrast } from '../../../certificates/draw/color.ts';
import { unexamined } from '../../../certificates/verify/examineFile.ts';
import { verdictOnNothing } from '../../../schema/verification/rules/verdict.ts';
import { landingPage } from '../../../server/app/landingPage.ts';
import { messagePage } from '../../../server/http/page.ts';
import { askPage, verifyPage } from '../../../server/verification/numberPage.ts';
import { verifyReportPage } from '../../../server/verification/reportPage.ts';

const PAGES: [string, string][] = [
  ['the landing page', landingPage({ studySpeed: 600, smtpUrl: null })],
  ['a message', messagePage('Too many tries', ['Too many tries.'])],
  ['the page that asks for a number', askPage()],
  ['the page about a number', verifyPage(verdictOnNothing({ status: 'UNKNOWN', number: 'X', nameAsked: true }))],
  ['the report on a file', verifyReportPage({ ...unexamined('0'), standing: null, pending: false })],
];

/** Non-text contrast that WCAG 2.2 asks of a focus indicator (1.4.11). */
const LEAST = 3;

const DARK = /@media[^{]*prefers-color-scheme:\s*dark[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}/g;

/** The style of a page in each scheme that it has: its own rules, and those that a dark scheme adds. */
function schemesOf(page: string): [string, string][] {
  const css = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? '';
  const dark = [...css.matchAll(DARK)].map(([, rules]) => rules).join('');
  const light = css.replace(DARK, '');
  return [['light', light], ...(dark === '' ? [] : [['dark', light + dark] as [string, string]])];
}

/** A color as #rrggbb; the last value of a variable counts. */
function colorOf(css: string, value: string): string {
  const name = /^var\((--[\w-]+)\)$/.exec(value)?.[1];
  const found = name === undefined ? value : ([...css.matchAll(new RegExp(`${name}:([^;}]+)`, 'g'))].at(-1)?.[1] ?? '');
  return found.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3').toLowerCase();
}

const valuesOf = (css: string, pattern: RegExp): string[] =>
  [...css.matchAll(pattern)].flatMap(([, value]) => (value === undefined ? [] : [colorOf(css, value)]));

const CASES = PAGES.flatMap(([name, page]) => schemesOf(page).map(([scheme, css]) => ({ name, scheme, css })));

test.each(CASES)('on $name, $scheme, whoever uses a keyboard sees where they are', ({ css }) => {
  const rings = valuesOf(css, /:focus-visible\{[^}]*outline:\d+px solid ([^;}]+)/g);
  // The ring stands off what is focused, so it is seen against what lies around that.
  expect(css).toMatch(/:focus-visible\{[^}]*outline-offset:[1-9]/);
  const grounds = valuesOf(css, /(?<!button[^}]*)background:([^;}]+)/g);
  expect([rings.length, grounds.length]).toEqual([1, expect.any(Number)]);
  expect(new Set(grounds).size).toBeGreaterThanOrEqual(3);
  for (const ground of new Set(grounds))
    expect([ground, contrast(rings[0] ?? '', ground) >= LEAST]).toEqual([ground, true]);
});

test('a page without a dark scheme says so, so that no browser invents one', () => {
  for (const { name, scheme, css } of CASES)
    if (scheme === 'light' && !CASES.some((other) => other.name === name && other.scheme === 'dark'))
      expect([name, /color-scheme:light\b/.test(css)]).toEqual([name, true]);
});
