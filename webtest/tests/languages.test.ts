import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { trainingOfToday } from '../attending.ts';
import { looker } from '../audit.ts';
import { journey, signInAs } from '../journey.ts';
import { graduate, learnerAt, owner } from '../people.ts';
import { button, open } from '../states.ts';
import { world } from '../world.ts';

const COURSE = '/courses/better-after-betrayal';
const PUBLIC = [
  '/',
  COURSE,
  `${COURSE}/sample`,
  '/intensives',
  '/organizations/sample-institute',
  '/safety',
  '/verify',
];
const UNREAD: Record<string, string> = {
  es: 'Ningún hablante nativo ha leído todavía esta traducción.',
  mi: 'Kāore anō tētahi kaikōrero reo Māori kia pānui i tēnei whakamāoritanga.',
};
const APP = ['/learn', '/wallet', '/transcript', '/licenses', '/registrations', '/me'];
/** An address without anything is a fault of HTTP, which the console notes. */
const long = { longestMs: 240_000, expects: [/status of 40[034]/] };

/** The page says that it is in a language and that nobody has read it, and what is not in that language says so. */
async function isIn(language: string, page: Page, what: string): Promise<void> {
  assert.equal(await page.locator('html').getAttribute('lang'), language, what);
  assert.ok((await page.locator('.foot').textContent())?.includes(UNREAD[language] ?? '?'), what);
  assert.equal(
    await page.locator('.foot [lang=en]').last().textContent(),
    'No native speaker has read this translation yet.',
  );
}

async function isSpanish(page: Page, what: string): Promise<void> {
  if (!what.includes('nothing')) assert.notEqual(await page.locator('h1').textContent(), 'Aquí no hay nada', what);
  await isIn('es', page, what);
}

journey('public pages in Spanish, on small screens too, from one to the next', long, async ({ page }) => {
  const { look, clean } = looker(page);
  for (const path of [...PUBLIC, '/privacy', '/verify/ATTUNE-0000-0000', '/courses/nothing-here']) {
    await page.goto(`${path}?language=es`);
    await isSpanish(page, path);
    await look(path);
  }
  clean();
  await page.goto('/');
  await page.getByRole('link', { name: 'Español' }).click();
  await page.getByRole('link', { name: 'Eventos', exact: true }).first().click();
  await isSpanish(page, 'the next page');
  await page.getByRole('link', { name: 'Su estudio' }).click();
  await page.getByLabel('Su dirección de correo').waitFor();
  await isSpanish(page, 'the sign-in');
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByLabel('Your mail address').waitFor();
});

journey('the app in the language of the profile, which one chooses there', long, async ({ page, context }) => {
  const { email, numbers, learner } = await graduate();
  await learner.run('UpdateProfile', { input: { language: null } });
  await signInAs(context, email);
  await open(page, '/me');
  await page.getByLabel('Language of pages and mails').selectOption({ label: 'Español' });
  await button(page, 'Save the profile').click();
  await page.getByRole('heading', { name: 'Usted', level: 1 }).waitFor();
  const { look, clean } = looker(page);
  try {
    for (const path of [...APP, `/wallet/${numbers[2]}`]) {
      await open(page, path);
      await isSpanish(page, path);
      await look(path);
    }
    clean();
    assert.match((await page.locator('dd').allTextContents()).join(' '), /\d de \w+ de 20\d\d/);
    await page.goto('/');
    await isSpanish(page, 'a page for everybody');
  } finally {
    await learner.run('UpdateProfile', { input: { language: null } });
  }
});

const SPANISH = { input: { language: 'es' } };

journey('a course in Spanish pages, which itself stays in English', long, async ({ page, context }) => {
  const { round, client } = await learnerAt('lengua@example.org', 'MODULE');
  const course = await client.run('Course', { slug: world().course.course.slug });
  await client.run('UpdateProfile', SPANISH);
  await signInAs(context, 'lengua@example.org');
  const { look, clean } = looker(page);
  for (const path of [
    `/enroll/${encodeURIComponent(String(course.id))}`,
    round,
    `${round}/modules/1`,
    `${round}/evaluation`,
    `${round}/claim`,
  ]) {
    await page.goto(path);
    await page.locator('main h1').waitFor();
    await isSpanish(page, path);
    await look(path);
  }
  clean();
  await open(page, `${round}/modules/1`);
  assert.equal(await page.locator('.lesson .text').getAttribute('lang'), 'en');
  assert.equal(await page.locator('h1').getAttribute('lang'), 'en');
});

journey('the end of a course in Spanish pages', long, async ({ page, context }) => {
  const { look, clean } = looker(page);
  for (const next of ['EVALUATION', 'STATEMENT', 'CLAIM'] as const) {
    const email = `fin-${next.toLowerCase()}@example.org`;
    const { round, client } = await learnerAt(email, next);
    await client.run('UpdateProfile', SPANISH);
    await context.clearCookies();
    await signInAs(context, email);
    await open(page, `${round}/${next.toLowerCase()}`);
    await isSpanish(page, next);
    await look(next);
  }
  clean();
  assert.equal(await page.locator('.certificate-card').first().getAttribute('lang'), 'en');
});

journey('the desk in Spanish', long, async ({ page, context }) => {
  const client = await owner();
  const { organization } = world().course.course;
  await client.run('UpdateProfile', SPANISH);
  try {
    await signInAs(context, 'olive@example.org');
    const { look, clean } = looker(page);
    const { place } = await trainingOfToday(['Kim Example']);
    const desk = `/desk/${organization}`;
    for (const path of ['/desk', `${desk}/certificates`, `${desk}/look`, `${place}/evaluation`]) {
      await open(page, path);
      await isSpanish(page, path);
      await look(path);
    }
    clean();
  } finally {
    await client.run('UpdateProfile', { input: { language: null } });
  }
});

journey('pages in te reo Māori, for everybody and in the app', long, async ({ page, context }) => {
  const { round, client } = await learnerAt('reo@example.org', 'MODULE');
  const { look, clean } = looker(page);
  for (const path of PUBLIC) {
    await page.goto(`${path}?language=mi`);
    await isIn('mi', page, path);
    await look(path);
  }
  await client.run('UpdateProfile', { input: { language: 'mi' } });
  await signInAs(context, 'reo@example.org');
  for (const path of [...APP, round, `${round}/modules/1`]) {
    await open(page, path);
    await isIn('mi', page, path);
    await look(path);
  }
  clean();
});
