import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { couplesEvent, trainingOfToday } from '../attending.ts';
import { looker } from '../audit.ts';
import { inDatabase, uuidOf } from '../database.ts';
import { OWNER } from '../door.ts';
import { keyboard } from '../hands.ts';
import { journey, signInAs } from '../journey.ts';
import { world } from '../world.ts';

const facts = { as: OWNER, longestMs: 240_000 };
const TEXTS = [
  'The cases.',
  'Two breaks, please.',
  '<b>Loud</b> room',
  'Nothing.',
  'More time\nfor questions.',
  'Slow.',
];

/** Six people answered two months ago: all of them each objective and the choice, and in words. */
async function answered(id: string): Promise<void> {
  const { evaluation, course } = world().course;
  const answersOf = (at: number) => [
    ...course.objectives.map((objective) => ({ itemKey: `objective:${objective.id}`, scale: at < 3 ? 5 : 4 })),
    ...evaluation.items.map(({ id: key, kind, options = [] }) => {
      const itemKey = `item:${key}`;
      if (kind === 'SCALE') return { itemKey, scale: 4 };
      return kind === 'CHOICE' ? { itemKey, choice: options[0] } : { itemKey, text: TEXTS[at] };
    }),
  ];
  const now = new Date();
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2)).toISOString().slice(0, 10);
  await inDatabase(async (sql) => {
    for (let at = 0; at < TEXTS.length; at += 1)
      await sql`insert into evaluation_responses (id, version_id, intensive_id, purpose, month, answers)
        select gen_random_uuid(), course_version_id, id, 'CREDIT', ${month}::date, ${sql.json(answersOf(at))}
        from intensives where id = ${uuidOf(id)}`;
  });
}

const opened = (page: Page) => page.getByRole('heading', { level: 1, name: /^Evaluation: / }).waitFor();

journey('the evaluation of a training: too few, then what people answered', facts, async ({ page }) => {
  const training = await trainingOfToday(['Kim Example']);
  const { look, clean } = looker(page);
  await page.goto(training.place);
  await keyboard(page).press(page.getByRole('link', { name: 'Evaluation' }));
  await opened(page);
  await page.getByText('There are not enough answers yet.').waitFor();
  assert.equal(await page.getByText(/Average/).count(), 0);
  assert.ok((await page.getByText('Too few answers yet').count()) > 5);
  await look('too few');
  assert.ok(!(await page.title()).includes('A day of practice'), 'the title names no event');

  await answered(training.id);
  await page.reload();
  await page.getByText('Average 4.5 of 5').first().waitFor();
  assert.equal(await page.getByText('There are not enough answers yet.').count(), 0);
  assert.deepEqual((await page.locator('.words li').allTextContents()).slice(0, 6).toSorted(), TEXTS.toSorted());
  await page.getByText('6 answers').first().waitFor();
  await look('answers');
  await keyboard(page).press(page.getByRole('link', { name: 'Back to the event' }));
  await page.getByRole('link', { name: /^List of the day/ }).waitFor();
  clean();
});

journey('an event for couples has no evaluation, and who has no role sees none', facts, async ({ page, context }) => {
  const { place } = await couplesEvent();
  const { look, clean } = looker(page);
  await page.goto(place);
  await page.getByText(/This event has no door/).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Evaluation' }).count(), 0);
  await page.goto(`${place}/evaluation`);
  await page.getByText('The evaluation was not found.').waitFor();
  await look('none');
  const training = await trainingOfToday(['Kim Example']);
  await answered(training.id);
  await context.clearCookies();
  await signInAs(context, training.guests[0]?.email ?? '');
  await page.goto(`${training.place}/evaluation`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await page.getByText(/Average|The cases/).count(), 0);
  clean();
});
