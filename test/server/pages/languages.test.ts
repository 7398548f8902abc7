import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import type { UserId } from '../../../drizzle/ids.ts';
import { profiles } from '../../../drizzle/schema.ts';
import { languageAtAddress } from '../../../schema/accounts/queries/people.ts';
import { LANGUAGES } from '../../../schema/languages.ts';
import { createMails } from '../../../server/mail/mails.ts';
import type { Mail } from '../../../server/mail/send.ts';
import { speaking, spokenRoute } from '../../../server/pages/spoken.ts';
import type { WebPages } from '../../../server/web/pages.ts';
import { appRoutes } from '../../../server/web/routes.ts';
import { startTestApp } from '../../support/app.ts';
import { type AuthService, startAuthService } from '../../support/authService.ts';
import { signInAt } from '../../support/sessions.ts';
import { emailOf, newLearner, openWorld, type World } from '../../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
const now = new Date('2026-11-26T09:00:00Z');
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, sessions: true, now: () => now });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const page = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await app.ask(path, { headers: { accept: 'text/html', 'accept-language': 'en', ...headers } });
  return { headers: answer.headers, text: await answer.text() };
};
const langOf = (text: string) => /<html lang="([^"]+)"/.exec(text)?.[1];
const SPANISH = 'Leer con seguridad';

/** A signed-in person with a choice, by the verb that makes it. */
async function person(language: string | null) {
  const userId: UserId = await newLearner(world.db);
  const headers = await signInAt(world.db, userId, now);
  const { body } = await app.graphql(
    `mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { __typename
       ... on UpdateProfilePayload { viewer { profile { language } } } ... on Error { code } } }`,
    { input: { language } },
    headers,
  );
  return { userId, headers, answer: body.data?.updateProfile };
}

describe('the language of a page', () => {
  test.each([
    ['es', 'es'],
    ['es-MX,es;q=0.9,en;q=0.5', 'es'],
    ['en-NZ,en;q=0.9,es;q=0.8', 'en'],
    ['de, fr;q=0.5', 'en'],
    ['*', 'en'],
    ['', 'en'],
  ])('is the first that a browser with "%s" accepts', async (accepted, language) => {
    const { text, headers } = await page('/safety', { 'accept-language': accepted });
    expect([langOf(text), headers.get('content-language'), text.includes(SPANISH)]).toEqual([
      language,
      language,
      language === 'es',
    ]);
    expect(headers.get('vary')).toMatch(/Accept-Language, Cookie/);
  });

  test('is the one of the profile before that of the browser, and the one of the address before both', async () => {
    const { headers, answer } = await person('es');
    expect(answer).toMatchObject({ viewer: { profile: { language: 'es' } } });
    expect(langOf((await page('/', headers)).text)).toBe('es');
    expect(langOf((await page('/?language=en', headers)).text)).toBe('en');
    expect(langOf((await page('/?language=xx', headers)).text)).toBe('es');
    expect(langOf((await page('/?language=es&language=en', headers)).text)).toBe('es');
    const cleared = await person(null);
    expect(langOf((await page('/', { ...cleared.headers, 'accept-language': 'es' })).text)).toBe('es');
    expect((await person('xx')).answer).toMatchObject({ __typename: 'InvalidInputError' });
  });

  test('that the address names stays in the links and the forms of the page, and nowhere else', async () => {
    const { text } = await page('/verify?language=es');
    const own = [...text.matchAll(/ (?:href|action)="(\/(?!assets)[^"]*)"/g)].map(([, path = '']) => path);
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter((path) => !path.includes('language=es'))).toEqual([]);
    expect(text).toContain('<input type="hidden" name="language" value="es">');
    expect(text).not.toMatch(/\/assets\/[^"]*language/);
    expect((await page('/verify', { 'accept-language': 'es' })).text).not.toContain('="/?language=es"');
    const moved = await app.ask('/verify?number=7K3QD&language=es');
    expect(moved.headers.get('location')).toBe('/verify/7K3QD?language=es');
  });

  test('keeps the rest of the address when another is chosen', async () => {
    const { text } = await page('/safety?from=x%22y');
    expect(text).toContain('href="?from=x%22y&amp;language=es" lang="es" hreflang="es"');
  });

  test('is named on the first document of the app too', async () => {
    const built = { script: '/assets/main.js', preloads: [], styles: [], assets: new Map(), camera: null };
    const pages = (): WebPages => ({
      state: 'BUILT',
      built: { ...built, worker: { code: '', assets: [], dayAssets: [] } },
    });
    const speak = speaking({ db: world.db, readViewer: async () => null });
    const shells = express();
    for (const route of appRoutes(pages, { exitUrl: 'https://weather.example.org/', keepsModules: false }))
      shells.get(route.pattern, spokenRoute(speak, route).handle);
    const server = shells.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const [spanish = '', english = ''] = await Promise.all(
      ['es', 'en'].map(async (language) => (await fetch(`${url}/learn?language=${language}`)).text()),
    );
    server.close().closeAllConnections();
    expect(spanish).toMatch(
      /<html lang="es" data-languages="en English,es Español[^"]*" data-exit="[^"]+" data-unread>/,
    );
    expect(spanish).toContain('Esta página necesita JavaScript');
    expect(english).toMatch(/<html lang="en" [^>]*data-exit="[^"]+">/);
  });

  test.each(['/', '/safety', '/verify', '/privacy', '/courses/better-after-betrayal', '/missing-course'])(
    'says on %s that nobody has read the translation, in both languages',
    async (path) => {
      const { text } = await page(`${path === '/missing-course' ? '/courses/none' : path}?language=es`);
      expect(text).toContain('Ningún hablante nativo ha leído todavía esta traducción.');
      expect(text).toContain('<span lang="en">No native speaker has read this translation yet.</span>');
      expect((await page(path)).text).not.toContain('native speaker');
    },
  );
});

describe('what stays as it was written', () => {
  test.each([
    ['/privacy', /<div lang="en"><p>/],
    ['/terms', /<h1 lang="en">Terms of use/],
    ['/safety', /<li lang="en"><strong>/],
    ['/courses/better-after-betrayal', /<h1 lang="en">Better After Betrayal/],
    ['/organizations/sample-institute/policies/refund', /<div lang="en"><p>/],
  ])('%s marks its language', async (path, marked) => {
    expect((await page(`${path}?language=es`)).text).toMatch(marked);
    expect((await page(path)).text).not.toMatch(/<(?:div|h1|li) lang=/);
  });
});

test('the API lists the languages with whoever has read them', async () => {
  const { body } = await app.graphql('{ languages { code name original readBy readOn } }');
  expect(body.data?.languages).toEqual(
    LANGUAGES.map(({ code, name }) => ({ code, name, original: code === 'en', readBy: null, readOn: null })),
  );
});

describe('mails', () => {
  const sent: Mail[] = [];
  const mails = () =>
    createMails(
      async (mail) => void sent.push(mail),
      'https://attune.example.org',
      (to) => languageAtAddress(world.db, to),
    );

  test('speak the language of their receiver’s profile, and English where they have chosen none', async () => {
    const [spanish, none] = [await person('es'), await person(null)];
    const [to, other] = [String(await emailOf(world.db, spanish.userId)), String(await emailOf(world.db, none.userId))];
    await mails().certificateReady(to.toUpperCase());
    await mails().certificateReady(other);
    await mails().certificateReady('nobody@example.org');
    expect(sent.map(({ subject }) => subject)).toEqual([
      'Su certificado está listo',
      'Your certificate is ready',
      'Your certificate is ready',
    ]);
    const event = { text: 'PLACE_CONFIRMED', facts: { name: null }, about: null, secret: null } as const;
    await mails().event(to, { ...event, id: 'x', madeAt: now, calendars: [], papers: [] } as never);
    expect(sent.at(-1)).toMatchObject({
      subject: 'Su lugar está confirmado',
      text: expect.stringContaining('su lugar'),
    });
  });

  test('go out in English when the choice cannot be read, or is no longer spoken', async () => {
    const failing = createMails(
      async (mail) => void sent.push(mail),
      'x',
      () => Promise.reject(new Error('away')),
    );
    await failing.certificateReady('a@example.org');
    expect(sent.at(-1)?.subject).toBe('Your certificate is ready');
    const userId = await newLearner(world.db);
    await world.db.insert(profiles).values({ userId, language: 'tlh' });
    expect(await languageAtAddress(world.db, String(await emailOf(world.db, userId)))).toBeNull();
    await expect(
      world.db.insert(profiles).values({ userId: await newLearner(world.db), language: 'ES!' }),
    ).rejects.toThrow();
  });
});

describe('a sign-in code', () => {
  let service: AuthService;
  beforeAll(async () => {
    service = await startAuthService();
  });
  afterAll(() => service.stop());

  test('speaks the language of the page that asked for it', async () => {
    const ask = (language: string) =>
      service.post(
        '/api/auth/email-otp/send-verification-otp',
        { email: `${language}@example.org` },
        {
          'accept-language': language,
        },
      );
    await ask('es');
    expect(service.mails.at(-1)?.subject).toBe('Su código para iniciar sesión en Attune');
    expect(service.mails.at(-1)?.text).toMatch(/^Su código para iniciar sesión en Attune:\n\n\d{8}\n/);
    await ask('fr');
    expect(service.mails.at(-1)?.subject).toBe('Your Attune sign-in code');
  });
});
