import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { looker } from './audit.ts';
import { journey, signInAs, type Visit } from './journey.ts';

/** What the pages ask for and do not get is on the console too. */
const missing = { expects: [/status of 40[034]/] };
export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name }).first();
export const link = (page: Page, name: string | RegExp): Locator => page.getByRole('link', { name }).first();

/** Waits until a page says it. */
export const says = (page: Page, text: string | RegExp): Promise<void> => page.getByText(text).first().waitFor();
/** What the main part of a page says now. */
export const mainOf = async (page: Page): Promise<string> =>
  ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ');

/** Goes to an address of the app and waits for the page. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.locator('main h1').waitFor();
}

/** Looks at several states of one person's pages, and says at the end what was wrong with any of them. */
export function states(
  name: string,
  who: () => Promise<{ email: string }>,
  play: (at: States, visit: Visit) => Promise<void>,
): void {
  journey(name, { longestMs: 180_000, ...missing }, async (visit) => {
    const { page, context } = visit;
    await signInAs(context, (await who()).email);
    const { look, clean } = looker(page);
    const at: States = {
      look,
      see: async (path, what = path) => {
        await open(page, path);
        if (!what.startsWith('nothing'))
          assert.notEqual(await page.locator('h1').textContent(), 'Nothing is here', `${what} at ${path}`);
        await look(what);
      },
    };
    await play(at, visit);
    clean();
  });
}

type States = {
  look: (what: string) => Promise<void>;
  /** Opens an address and looks at it. */
  see: (path: string, what?: string) => Promise<void>;
};
