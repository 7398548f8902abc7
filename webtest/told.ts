import type { BrowserContext, Page } from 'playwright-core';

type Listening = Window & { attuneSaid?: string[] };

/** Runs in each document before its own scripts: notes what a screen reader says aloud by itself, in order. */
function listen(): void {
  const said: string[] = [];
  (window as Listening).attuneSaid = said;
  const last = new WeakMap<Element, string>();
  const hear = () => {
    for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
      const text = (region.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
      if (text === (last.get(region) ?? '')) continue;
      last.set(region, text);
      if (text !== '' && region.getAttribute('aria-live') !== 'off') said.push(text);
    }
  };
  new MutationObserver(hear).observe(document, { subtree: true, childList: true, characterData: true });
}

export async function listenIn(context: BrowserContext): Promise<void> {
  await context.addInitScript(listen);
}

/** What was said aloud since the page was loaded, as far as it matches. */
export async function said(page: Page, what: RegExp): Promise<string[]> {
  const all = await page.evaluate(() => (window as Listening).attuneSaid ?? []);
  return all.filter((text) => what.test(text));
}
