import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { journey, signInAs } from '../journey.ts';
import { kept } from '../laws.ts';
import { learnerAt } from '../people.ts';
import { open } from '../states.ts';

const MOST_MS = 100;
const MARK = 'blank: ';

type Blank = { afterMs: number; title: string; shown: string };

/** Measures in the page itself: from what the person does until the page is empty. Then it looks at the next frame. */
async function watchBlank(page: Page): Promise<() => Promise<Blank>> {
  // A line on the console arrives even when the page goes at once.
  const line = page.waitForEvent('console', { predicate: (message) => message.text().startsWith(MARK) });
  await page.evaluate((mark) => {
    let began = 0;
    const note = () => {
      began = performance.now();
    };
    addEventListener('click', note, { capture: true });
    addEventListener('keydown', note, { capture: true });
    new MutationObserver(() => {
      if (document.body.childElementCount > 0) return;
      const afterMs = performance.now() - began;
      const say = () => {
        const { title, body } = document;
        console.log(mark + JSON.stringify({ afterMs, title, shown: body.textContent }));
      };
      requestAnimationFrame(() => requestAnimationFrame(say));
    }).observe(document.body, { childList: true });
  }, MARK);
  return async () => JSON.parse((await line).text().slice(MARK.length));
}

const WAYS: Record<string, (page: Page) => Promise<void>> = {
  'the link': (page) => page.getByRole('link', { name: 'Leave this page' }).click({ noWaitAfter: true }),
  'Shift, three times': async (page) => {
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift');
  },
};

for (const [way, leave] of Object.entries(WAYS)) {
  journey(
    `the app by ${way}: blank at once, Back is signed out, nothing is kept`,
    { as: `leaves${way.length}@example.org` },
    async ({ page, context, url, exitUrl }) => {
      await page.goto('/learn');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.goto('/me');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.evaluate(() => sessionStorage.setItem('answers', 'not yet sent'));
      const blank = await watchBlank(page);
      const signedOut = page.waitForRequest(/sign-out/);
      await leave(page);
      const { afterMs, title, shown } = await blank();
      assert.ok(afterMs < MOST_MS, `blank after ${afterMs} ms`);
      assert.deepEqual([title.trim(), shown.trim()], ['', '']);
      await signedOut;
      await page.waitForURL(exitUrl);
      await page.goBack();
      await page.waitForURL(/\/sign-in/);
      const { storage } = await page.evaluate(kept);
      assert.deepEqual(Object.values(storage).flat(), []);
      assert.deepEqual(
        (await context.cookies(url)).filter(({ name }) => /session_token/.test(name)),
        [],
      );
    },
  );

  journey(
    `a public page by ${way}: blank at once, and its place in the history is taken`,
    {},
    async ({ page, exitUrl }) => {
      await page.goto('/verify');
      await page.goto('/courses/better-after-betrayal');
      const blank = await watchBlank(page);
      await leave(page);
      const { afterMs, title, shown } = await blank();
      assert.ok(afterMs < MOST_MS, `blank after ${afterMs} ms`);
      assert.deepEqual([title.trim(), shown.trim()], ['', '']);
      await page.waitForURL(exitUrl);
      await page.goBack();
      assert.equal(new URL(page.url()).pathname, '/verify');
    },
  );
}

journey(
  'leaving one page leaves every open page of this site',
  { as: 'two-open@example.org' },
  async ({ page, context, exitUrl }) => {
    await page.goto('/learn');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const [app, course] = [await context.newPage(), await context.newPage()];
    await app.goto('/me');
    await app.getByRole('heading', { level: 1 }).waitFor();
    await course.goto('/courses/better-after-betrayal');
    await page.getByRole('link', { name: 'Leave this page' }).click({ noWaitAfter: true });
    for (const open of [page, app, course]) await open.waitForURL(exitUrl);
  },
);

/** Notes in order what a page sends on the way out, and holds the saves back for a while; null for ever. */
async function sentOnTheWay(page: Page, of: string, heldMs: number | null): Promise<string[]> {
  const order: string[] = [];
  await page.route('**/graphql', async (route) => {
    if (!route.request().postData()?.includes(of)) return route.fallback();
    if (heldMs === null) return;
    await new Promise((resolve) => setTimeout(resolve, heldMs));
    const answer = await route.fetch();
    order.push(/"__typename":"(Save\w+Payload)"/.exec(await answer.text())?.[1] ?? 'not saved');
    await route.fulfill({ response: answer });
  });
  page.on('request', (request) => {
    if (/sign-out/.test(request.url())) order.push('sign-out');
  });
  return order;
}

/** What a person has just done, and what the page sends of it. */
const LAST: Record<string, { sends: string; act: (page: Page, round: string, quiz: string) => Promise<void> }> = {
  'an answer': {
    sends: '"answers"',
    act: async (page, round, quiz) => {
      await open(page, `${round}/quizzes/${quiz}`);
      await page.getByRole('button', { name: 'Start' }).click();
      await page.getByRole('radio').first().check();
    },
  },
  'a reflection': {
    sends: '"basedOnVersion"',
    act: async (page, round) => {
      await open(page, `${round}/modules/1`);
      await page.locator('#reflection-text').fill('Written before leaving.');
    },
  },
};
for (const [what, { sends, act }] of Object.entries(LAST))
  for (const heldMs of [100, null])
    journey(
      `${what} of the last moment: ${heldMs === null ? 'nobody answers, and the session ends all the same' : 'it is saved, then the session ends'}`,
      { expects: [/status of 401|ERR_/] },
      async ({ page, context, exitUrl }) => {
        const email = `leaves-late-${sends.length}-${heldMs}@example.org`;
        const { round, quizzes } = await learnerAt(email, 'MODULE');
        await signInAs(context, email);
        const quiz = quizzes.find(({ kind }) => String(kind) === 'MODULE_CHECK');
        const order = await sentOnTheWay(page, sends, heldMs);
        await act(page, round, encodeURIComponent(String(quiz?.id)));
        const blank = await watchBlank(page);
        const signedOut = page.waitForRequest(/sign-out/);
        await page.getByRole('link', { name: 'Leave this page' }).click({ noWaitAfter: true });
        const { afterMs } = await blank();
        assert.ok(afterMs < MOST_MS, `blank after ${afterMs} ms`);
        await signedOut;
        await page.waitForURL(exitUrl);
        const [first, ...rest] = order;
        if (heldMs === null) assert.deepEqual(order, ['sign-out']);
        else assert.deepEqual([/^Save/.test(first ?? ''), rest], [true, ['sign-out']]);
      },
    );

/** Where the browser puts a page of its own in the place at once, a line on the console may be lost; what is stored is not. */
function noteBlank(): void {
  let began = 0;
  addEventListener(
    'click',
    () => {
      began = performance.now();
    },
    { capture: true },
  );
  new MutationObserver(() => {
    if (document.body.childElementCount === 0) localStorage.setItem('blank', String(performance.now() - began));
  }).observe(document.body, { childList: true });
}

journey(
  'without a network the app is blank at once too',
  { as: 'leaves-offline@example.org', expects: [/INTERNET_DISCONNECTED/] },
  async ({ page, context }) => {
    await page.goto('/learn');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.evaluate(noteBlank);
    await context.setOffline(true);
    await page.getByRole('link', { name: 'Leave this page' }).click({ noWaitAfter: true });
    await page.waitForFunction(() => location.protocol === 'chrome-error:');
    await context.setOffline(false);
    await page.goto('/verify');
    const afterMs = Number(await page.evaluate(() => localStorage.getItem('blank') ?? 'never'));
    assert.ok(afterMs < MOST_MS, `blank after ${afterMs} ms`);
  },
);

journey('without script the way out is a link', { script: false }, async ({ page, exitUrl }) => {
  await page.goto('/courses/better-after-betrayal');
  await page.getByRole('link', { name: 'Leave this page' }).click();
  await page.waitForURL(exitUrl);
});

journey('Shift within other keys, or held down, is not the way out', {}, async ({ page }) => {
  await page.goto('/verify');
  for (const key of ['Shift', 'Shift', 'a', 'Shift']) await page.keyboard.press(key);
  for (let times = 0; times < 5; times += 1) await page.keyboard.down('Shift');
  await page.keyboard.up('Shift');
  assert.equal(new URL(page.url()).pathname, '/verify');
});
