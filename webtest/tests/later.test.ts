import assert from 'node:assert/strict';
import { looker } from '../audit.ts';
import { inDatabase, uuidOf } from '../database.ts';
import { type Hands, keyboard, touch } from '../hands.ts';
import { journey, signInAs, type Visit } from '../journey.ts';
import { beginner } from '../people.ts';
import { button, open } from '../states.ts';

const LONG = { longestMs: 240_000 };

/** The course was completed two weeks and a day ago. */
const completed = (enrollmentId: string) =>
  inDatabase(
    (sql) => sql`update enrollments set completed_at = now() - interval '15 days' where id = ${uuidOf(enrollmentId)}`,
  );

/** Wants to be asked, and answers what is asked then. */
async function later({ page, context }: Visit, hands: Hands, email: string): Promise<void> {
  const { enrollmentId } = await beginner(email);
  const round = `/learn/${encodeURIComponent(enrollmentId)}`;
  const { look, clean } = looker(page);
  await signInAs(context, email);
  await open(page, round);
  const offer = page.getByRole('region', { name: 'Weeks later' });
  await offer.getByText('2 and 8 weeks after you complete the course').waitFor();
  await hands.press(button(page, 'Ask me'));
  await offer.getByText('You are asked.').waitFor();
  await offer.getByText('After 2 weeks.').waitFor();
  await look('wanted');
  await open(page, `${round}/later/2`);
  await page.getByText('This opens after you complete the course.').waitFor();
  await look('early');

  await completed(enrollmentId);
  await open(page, round);
  await hands.press(page.getByRole('link', { name: 'After 2 weeks: open now' }));
  await page.getByText('Question 1 of 3').waitFor();
  assert.doesNotMatch(await page.title(), /betrayal|trust/i);
  await hands.press(button(page, 'Answer'));
  await page.getByText('Choose an answer first.').waitFor();
  await look('a question');
  await hands.choose(page.getByRole('radio', { name: /^Begin together, and see each/ }));
  await hands.press(button(page, 'Answer'));
  await page.getByText('Violence is often not volunteered').waitFor();
  await look('its reasons');
  // The first answer stays, also after a look away.
  await page.reload();
  await page.getByText('Question 2 of 3').waitFor();
  await hands.choose(page.getByRole('radio').first());
  await hands.press(button(page, 'Answer'));
  await hands.press(button(page, 'Next question'));
  await page.getByText('Question 3 of 3').waitFor();
  await look('an order');
  await hands.press(button(page, 'Answer'));
  await hands.press(button(page, 'Go on'));
  await page.getByRole('heading', { name: 'For yourself' }).waitFor();
  await hands.press(button(page, 'Agree and write'));
  await page.getByLabel(/^What did you try/).fill('I asked each of them alone.');
  await hands.press(button(page, 'Save'));
  await page.getByText('Saved.').waitFor();
  await look('what was tried');
  await page.reload();
  assert.equal(await page.getByLabel(/^What did you try/).inputValue(), 'I asked each of them alone.');

  await hands.press(page.getByRole('link', { name: 'Back to your checklist' }));
  await hands.press(button(page, 'Do not ask me'));
  await offer.getByText('You are not asked.').waitFor();
  await open(page, `${round}/later/2`);
  await page.getByText('You are not asked.').waitFor();
  await page.getByText('I asked each of them alone.').waitFor();
  await look('kept');
  clean();
}

journey('later questions by keyboard: wanted, asked, answered once', LONG, async (visit) => {
  await later(visit, keyboard(visit.page), 'later@example.org');
});

journey('later questions on a phone', { ...LONG, phone: true }, async (visit) => {
  await later(visit, touch(visit.page), 'later-phone@example.org');
});

journey('a round of somebody else is not shown', LONG, async ({ page, context }) => {
  const { enrollmentId } = await beginner('later-own@example.org');
  const { email } = await beginner('later-other@example.org');
  await signInAs(context, email);
  await page.goto(`/learn/${encodeURIComponent(enrollmentId)}/later/2`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await page.getByText('Question 1 of 3').count(), 0);
});
