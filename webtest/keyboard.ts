import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

type Stop = { text: string; within: boolean; again: boolean; faults: string[] };
/** No page has more places to stop at. */
const MOST_STOPS = 400;

/** Goes through a page with the tab key from its start: where it stops, and what is wrong with that. */
export async function stops(page: Page): Promise<{ texts: string[]; faults: string[] }> {
  const wanted = await page.evaluate(begin);
  const texts: string[] = [];
  const faults: string[] = [];
  for (let count = 0; count < MOST_STOPS; count += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(stopHere);
    // A field for a day, and the controls of a recording, have a stop for each of their parts.
    if (stop?.within) continue;
    if (stop === null || stop.again) break;
    if (stop.text !== '') texts.push(stop.text);
    faults.push(...stop.faults);
  }
  const left = wanted.filter((text, at) => texts[at] !== text);
  if (left.length > 0 || texts.length !== wanted.length)
    faults.push(
      `the tab key stops at ${JSON.stringify(texts.slice(0, 60))} and not, in order, at ${JSON.stringify(wanted.slice(0, 60))}`,
    );
  return { texts, faults };
}

type Marked = Window & { attuneStops?: Set<Element>; attuneLast?: Element; attuneText?: (element: Element) => string };

/** Puts the focus before everything and answers where the tab key has to stop, in order. */
function begin(): string[] {
  const marked = window as Marked;
  marked.attuneStops = new Set();
  delete marked.attuneLast;
  marked.attuneText = (element) =>
    `${element.localName} “${(element.getAttribute('aria-label') ?? element.getAttribute('name') ?? element.textContent ?? '').trim().slice(0, 50)}”`;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  scrollTo(0, 0);
  // Where a search for the next stop begins.
  getSelection()?.removeAllRanges();
  const area = document.querySelector('dialog:modal') ?? document.body;
  const start = document.createElement('span');
  start.tabIndex = -1;
  area.prepend(start);
  start.focus();
  start.remove();
  const all = [
    ...area.querySelectorAll<HTMLElement>(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, audio[controls], video[controls], [tabindex="0"]',
    ),
  ];
  const seen = all.filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      element.tabIndex >= 0 &&
      !element.matches(':disabled') &&
      element.closest('[inert]') === null,
  );
  // Of radio buttons of one name, one is a stop.
  const groups = new Set<string>();
  const one = seen.filter((element) => {
    if (!(element instanceof HTMLInputElement) || element.type !== 'radio') return true;
    const group = `${element.form?.id} ${element.name}`;
    const chosen = area.querySelector(`input[type=radio][name="${CSS.escape(element.name)}"]:checked`);
    if (chosen !== null) return chosen === element;
    if (groups.has(group)) return false;
    groups.add(group);
    return true;
  });
  return one.map(marked.attuneText);
}

/** Where the focus is; null where it is on nothing. */
function stopHere(): Stop | null {
  const marked = window as Marked;
  const { attuneStops: before = new Set<Element>(), attuneText = () => '' } = marked;
  const here = document.activeElement;
  if (here === null || here === document.body) return null;
  const within = here === marked.attuneLast && here.matches('[type=date], [type=time], audio, video');
  marked.attuneLast = here;
  // What scrolls by itself may be a stop, and after the last one a modal dialog may have the focus itself.
  const scrolls =
    here.matches('dialog') ||
    (!here.matches('a, button, input, select, textarea, summary, [tabindex]') &&
      /auto|scroll/.test(getComputedStyle(here).overflow));
  const text = scrolls ? '' : attuneText(here);
  const again = before.has(here);
  before.add(here);
  const faults: string[] = [];
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(here);
  if ((outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 2) && boxShadow === 'none')
    faults.push(`no ring at ${text}`);
  // WCAG 2.4.11: not wholly under something that stands still.
  const lines = [...here.getClientRects()];
  const seen = lines.some(({ left, top, width, height }) =>
    [0.1, 0.5, 0.9].some((x) =>
      [0.1, 0.5, 0.9].some((y) => {
        const on = document.elementFromPoint(left + width * x, top + height * y);
        return on !== null && (here.contains(on) || on.contains(here) || on.closest('label')?.contains(here));
      }),
    ),
  );
  if (!again && !seen) faults.push(`hidden while it has the focus: ${text}`);
  return { text, within, again, faults };
}

/** Presses the tab key until the focus is there, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let count = 0; count < MOST_STOPS; count += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`The tab key does not reach ${target}.`);
}

/** Goes to something by the keyboard and presses it. */
export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field by the keyboard and types. */
export async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

/** Chooses a box or a radio button by the keyboard: the tab key stops at its group, arrows choose in it. */
export async function choose(page: Page, target: Locator): Promise<void> {
  const { kind, name } = await target.evaluate((element: HTMLInputElement) => ({
    kind: element.type,
    name: element.name,
  }));
  if (kind !== 'radio') return press(page, target, 'Space');
  const group = page.locator(`input[type=radio][name="${name}"]`);
  const inGroup = () => group.evaluateAll((all) => all.some((one) => one === document.activeElement));
  for (let count = 0; !(await inGroup()); count += 1) {
    assert.ok(count < MOST_STOPS, `The tab key does not reach the choices of ${name}.`);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Space');
  for (let count = 0; !(await target.isChecked()); count += 1) {
    assert.ok(count < MOST_STOPS, `The arrow keys do not reach ${target}.`);
    await page.keyboard.press('ArrowDown');
  }
}
