import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { face } from '../../../certificates/fonts/faces.ts';
import type { EnrollmentId, UserId } from '../../../drizzle/ids.ts';
import { certificates, documents } from '../../../drizzle/schema.ts';
import { startTestApp } from '../../support/app.ts';
import { finishing, START } from '../../support/finishing.ts';
import { newLearner, openWorld, type World } from '../../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
let now = START;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer, now: () => now });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const { claim, enrolledLearner, finisher, rename } = finishing(() => world);

const ask = (path: string, userId: UserId | null, headers: Record<string, string> = {}) =>
  app.ask(path, { headers: { ...headers, ...(userId === null ? {} : { 'x-test-user': userId }) } });
const picture = (userId: UserId | null, enrollmentId: EnrollmentId | string) =>
  ask(`/certificates/preview/${enrollmentId}.svg`, userId);
/** The outline of a letter in the face of the name. */
const outline = (letter: string): string => {
  const [glyph] = face('serif').run(letter).glyphs;
  return `d="${glyph === undefined ? '' : face('serif').path(face('serif').place(glyph.place).gid)}"`;
};

test('shows a learner the front of what they may claim, with the name of their profile, and keeps nothing', async () => {
  const { userId, enrollmentId } = await finisher();
  await rename(userId, 'Ŵendy Example');
  const answer = await picture(userId, enrollmentId);
  const svg = await answer.text();
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'image/svg+xml',
    'no-store',
  ]);
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; img-src data:; sandbox");
  expect(svg.includes(outline('Ŵ'))).toBe(true);
  await rename(userId, 'Robin Other');
  expect((await (await picture(userId, enrollmentId)).text()).includes(outline('Ŵ'))).toBe(false);
  expect(await world.db.select().from(certificates)).toEqual([]);
  expect(await world.db.select().from(documents)).toEqual([]);
});

test('is nobody else’s, and nothing before everything was done or after the claim', async () => {
  const { userId, enrollmentId, now: at } = await finisher();
  const begun = await enrolledLearner();
  const refused = await Promise.all([
    picture(null, enrollmentId),
    picture(await newLearner(world.db), enrollmentId),
    picture(begun.userId, begun.enrollmentId),
    picture(userId, 'nothing'),
    picture(userId, '..%2Fx'),
  ]);
  expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 404));
  await claim(userId, enrollmentId, at);
  expect((await picture(userId, enrollmentId)).status).toBe(404);
});

test('is drawn so often and no oftener, together with an owner’s previews', async () => {
  const { userId, enrollmentId } = await finisher();
  const statuses: number[] = [];
  for (let count = 0; count < 61; count++) statuses.push((await picture(userId, enrollmentId)).status);
  expect(statuses).toEqual([...Array(60).fill(200), 429]);
  now = new Date(now.getTime() + 11 * 60_000);
  expect((await picture(userId, enrollmentId)).status).toBe(200);
});
