import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { choose, press, tabTo } from './keyboard.ts';

/** How a person works a page. */
export type Hands = {
  press(target: Locator, times?: number): Promise<void>;
  type(field: Locator, text: string): Promise<void>;
  /** Ticks a box or chooses a radio button. */
  choose(target: Locator): Promise<void>;
  /** Chooses an entry of a list by what it says. */
  select(list: Locator, text: string): Promise<void>;
};

const chosenIn = (list: Locator): Promise<string | undefined> =>
  list.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.textContent?.trim());

/** The keyboard alone. */
export function keyboard(page: Page): Hands {
  return {
    async press(target, times = 1) {
      await press(page, target);
      for (let more = 1; more < times; more += 1) await page.keyboard.press('Enter');
    },
    async type(field, text) {
      await tabTo(page, field);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    },
    choose: (target) => choose(page, target),
    async select(list, text) {
      await tabTo(page, list);
      const most = await list.locator('option').count();
      await page.keyboard.press('Home');
      for (let tries = 0; (await chosenIn(list)) !== text; tries += 1) {
        assert.ok(tries < most, `${list} has no “${text}”.`);
        await page.keyboard.press('ArrowDown');
      }
    },
  };
}

/** A finger; letters come from the phone's own keyboard, and its lists are the phone's own. */
export function touch(page: Page): Hands {
  return {
    async press(target, times = 1) {
      for (let time = 0; time < times; time += 1) await target.tap();
    },
    async type(field, text) {
      await field.tap();
      await field.selectText();
      await page.keyboard.insertText(text);
    },
    choose: (target) => target.tap(),
    async select(list, text) {
      await list.tap();
      await page.keyboard.press('Escape');
      await list.selectOption({ label: text });
    },
  };
}
