import type { FrontResult } from './measures/front.ts';

const QUIET = 2;

export const frontLines = ({ rounds, browser, load, pages }: FrontResult): string[] => [
  '',
  `First visits, Chromium ${browser}, 1.6 Mbit/s, 150 ms, a quarter of the CPU, medians of ${rounds}; load ${load.before.toFixed(1)} before and ${load.after.toFixed(1)} after${
    Math.max(load.before, load.after) > QUIET ? ', so these are preliminary' : ''
  }:`,
  '',
  '| page | LCP | aim | over the empty page | INP | aim | CLS | aim |',
  '|---|---|---|---|---|---|---|---|',
  ...pages.map(
    ({ name, lcp, aim, over, inp, cls }) =>
      `| ${name} | ${(lcp / 1000).toFixed(2)} s | ${aim === null ? '' : `${aim} s`} | ${over} | ${inp === 0 ? 'under 16' : inp} ms | 100 ms | ${cls} | 0.02 |`,
  ),
];
