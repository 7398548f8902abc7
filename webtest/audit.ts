import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { stops } from './keyboard.ts';

/** WCAG 2.2 AA, and what axe recommends beyond it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const LOOKS = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
] as const;
/** What 1280 by 1024 pixels are at 400 percent. */
const ZOOMED = { width: 320, height: 256 };
const NARROW = { width: 320, height: 640 };
const PHONE = { width: 360, height: 740 };
/** WCAG 1.4.12 */
const SPACING =
  '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';
const LARGE = 'html { font-size: 200% !important }';

/** Nothing is wrong with what a page shows now. */
export async function audit(page: Page): Promise<void> {
  assert.deepEqual(await faultsOf(page), []);
}

/** Looks at states of a page one after another, at each once. `clean` tells at the end what was wrong with them. */
export function looker(page: Page): { look: (what: string) => Promise<void>; clean: () => void } {
  const seen = new Set<string>();
  const faults: string[] = [];
  return {
    look: async (what) => {
      if (seen.has(what)) return;
      seen.add(what);
      if (await page.evaluate(lostFocus)) faults.push(`${what}: the focus is lost`);
      faults.push(...(await faultsOf(page)).map((fault) => `${what}: ${fault}`));
      await page.evaluate(() => Object.assign(window, { attuneActed: false }));
    },
    clean: () => assert.deepEqual(faults, []),
  };
}

/** What had the focus has gone from a page on which somebody has done something. */
async function lostFocus(): Promise<boolean> {
  const { attuneActed = false } = window as { attuneActed?: boolean };
  const lost = () => attuneActed && document.activeElement === document.body;
  for (let looks = 0; lost() && looks < 20; looks += 1) await new Promise((resolve) => setTimeout(resolve, 20));
  return lost();
}

/** Judges what a page shows now: by axe in each look, on small and enlarged screens, and by the keyboard. */
async function faultsOf(page: Page): Promise<string[]> {
  const before = page.viewportSize() ?? PHONE;
  const faults: string[] = [];
  for (const look of LOOKS) {
    await page.emulateMedia(look);
    faults.push(
      ...(await axeFaults(page)).map((fault) => `${look.colorScheme}, forced ${look.forcedColors}: ${fault}`),
    );
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  faults.push(...(await page.evaluate(outline)), ...(await page.evaluate(wideNumbers)));
  faults.push(...(await stops(page)).faults);
  const at = async (what: string, size: typeof NARROW, css = '') => {
    await page.setViewportSize(size);
    faults.push(...(await page.evaluate(reflow, css)).map((fault) => `${what}: ${fault}`));
  };
  await at('320 px', NARROW);
  await at('400 %', ZOOMED);
  faults.push(...(await stops(page)).faults.map((fault) => `400 %: ${fault}`));
  await at('text spacing', NARROW, SPACING);
  await at('text of 200 %', { width: 640, height: 512 }, LARGE);
  await at('phone', PHONE);
  for (const rule of [smallTargets, underTheExit])
    faults.push(...(await page.evaluate(rule)).map((fault) => `phone: ${fault}`));
  await page.setViewportSize(before);
  return [...new Set(faults)];
}

async function axeFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults, string[]>(runAxe, RULES);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${id} (${help}) at ${target.join(' ')}: ${failureSummary.split('\n').at(1)?.trim()}`,
    ),
  );
}

/** What sticks to an edge of the window covers something wherever the page is scrolled to; stops() looks whether it covers the focus. */
async function runAxe(values: string[]): Promise<AxeResults> {
  const sticky = [...document.querySelectorAll<HTMLElement>('body *')].filter(
    (element) => getComputedStyle(element).position === 'sticky',
  );
  for (const element of sticky) element.style.position = 'static';
  const results = await (window as unknown as { axe: typeof axe }).axe.run({
    runOnly: { type: 'tag', values },
    resultTypes: ['violations'],
  });
  for (const element of sticky) element.style.position = '';
  return results;
}

/** One h1, a title, a language, and landmarks that say which they are. */
function outline(): string[] {
  const faults: string[] = [];
  const count = document.querySelectorAll('h1').length;
  if (count !== 1 && document.querySelector('dialog:modal') === null)
    faults.push(`${count} headings of the first level`);
  if (document.title.trim() === '') faults.push('no title');
  if (document.documentElement.lang === '') faults.push('no language');
  if (document.querySelectorAll('main').length !== 1) faults.push('not one main part');
  // WCAG 4.1.3: a fault is said, or belongs to a field.
  const described = new Set(
    [...document.querySelectorAll('[aria-describedby]')].flatMap((field) =>
      (field.getAttribute('aria-describedby') ?? '').split(' '),
    ),
  );
  for (const fault of document.querySelectorAll('.fault'))
    if (fault.closest('[role=alert], [role=status]') === null && !described.has(fault.id))
      faults.push(`said to nobody: ${fault.textContent}`);
  if (document.getAnimations().some(({ playState }) => playState === 'running'))
    faults.push('moves though less motion is asked for');
  return faults;
}

/** The number of each item of a list has room beside it: what sticks out is cut off where the list scrolls. */
function wideNumbers(): string[] {
  const paint = document.createElement('canvas').getContext('2d');
  return [...document.querySelectorAll('ol > li:last-child')].flatMap((last) => {
    const list = last.parentElement;
    const { listStyleType, listStylePosition, font } = getComputedStyle(last);
    if (paint === null || list === null || listStyleType !== 'decimal' || listStylePosition !== 'outside') return [];
    if (!last.checkVisibility()) return [];
    paint.font = font;
    const { width } = paint.measureText(`${list.childElementCount}. `);
    const room = last.getBoundingClientRect().left - list.getBoundingClientRect().left;
    return width > room ? [`no room for the number ${list.childElementCount}: ${width} of ${room} px`] : [];
  });
}

/** Nothing is cut off or wider than the screen. Tables and such may scroll by themselves. */
function reflow(css: string): string[] {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const root = document.documentElement;
  const scrolls = (element: Element): boolean => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const within = (element: Element): boolean =>
    element.parentElement !== null && (scrolls(element.parentElement) || within(element.parentElement));
  const name = (element: Element): string =>
    `${element.localName}${element.className ? `.${element.className}` : ''} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
  const faults: string[] = [];
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !within(element),
    );
    faults.push(
      `scrolls sideways, ${root.scrollWidth} of ${root.clientWidth} px: ${wide.slice(-3).map(name).join(', ')}`,
    );
  }
  for (const element of document.body.querySelectorAll('*')) {
    const { overflowX, overflowY, clip, position } = getComputedStyle(element);
    const hidden = position === 'absolute' && clip !== 'auto';
    const cut =
      (overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1) ||
      (overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1);
    if (cut && !hidden && element.clientHeight > 1) faults.push(`cut off: ${name(element)}`);
  }
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  return faults;
}

/** The way out stays where it is while the bar goes by: it passes over no entry. */
function underTheExit(): string[] {
  const exit = document.querySelector('.top .leave');
  if (exit === null || getComputedStyle(exit).position !== 'fixed') return [];
  const { left } = exit.getBoundingClientRect();
  return [...document.querySelectorAll('.top nav a')]
    .filter((entry) => entry.getBoundingClientRect().right > left)
    .map((entry) => `under the way out when scrolled: ${entry.textContent}`);
}

/** What a finger presses is 44 pixels high. Links within a text may be smaller. */
function smallTargets(): string[] {
  const all = document.querySelectorAll<HTMLElement>(
    // Words of a sentence that open something are as high as their line (WCAG 2.5.8, inline).
    'button:not(.mark), summary, select, textarea, input:not([type=hidden]), a.action, .top a, nav a',
  );
  const targetOf = (element: HTMLElement): HTMLElement =>
    element.matches('[type=radio], [type=checkbox]') ? (element.closest('label') ?? element) : element;
  return [...all]
    .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > 0)
    .filter((element) => {
      const { height, width } = targetOf(element).getBoundingClientRect();
      return Math.round(height) < 44 || Math.round(width) < 24;
    })
    .map((element) => `small target: ${element.localName} “${(element.textContent ?? '').trim().slice(0, 40)}”`);
}
