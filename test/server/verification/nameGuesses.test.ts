import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { throttles } from '../../../drizzle/schema.ts';
import { keyedHash } from '../../../server/http/keyedHash.ts';
import { startTestApp, TEST_CONFIG } from '../../support/app.ts';
import { HOLDER_NAME, newHolder } from '../../support/holder.ts';
import { openWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test('a stranger who guesses names leaves tries to everybody else, and all networks together get 200 in a day', async () => {
  let now = new Date('2026-11-27T09:00:00Z');
  const nextHour = () => {
    now = new Date(now.getTime() + 3_700_000);
  };
  const { number } = await newHolder(world, TEST_CONFIG.publicUrl);
  const behind = await startTestApp(world.pool, { config: { production: true, trustProxy: 1 }, now: () => now });
  const guess = async (from: string, name = 'Guess') => {
    const headers = { 'x-forwarded-for': from, accept: 'application/json' };
    const body = new URLSearchParams({ name });
    return (await behind.ask(`/verify/${number}`, { method: 'POST', headers, body })).status;
  };
  const refusals = { first: 0, later: 0 };
  for (let time = 0; time < 14; time++) if ((await guess('203.0.113.1')) === 429) refusals.first += 1;
  nextHour();
  nextHour();
  for (let time = 0; time < 14; time++) if ((await guess('203.0.113.1')) === 429) refusals.later += 1;
  expect(refusals).toEqual({ first: 4, later: 4 });
  nextHour();
  nextHour();
  expect(await guess('203.0.113.1', HOLDER_NAME)).toBe(429);
  expect(await guess('198.51.100.4', HOLDER_NAME)).toBe(200);
  const key = keyedHash(TEST_CONFIG.sessionSecret, 'verify namesOfNumber', number.replaceAll('-', ''));
  const [all] = await world.db.select().from(throttles).where(eq(throttles.key, key));
  expect(all?.count).toBe(21);
  await world.db.update(throttles).set({ count: 200 }).where(eq(throttles.key, key));
  expect(await guess('198.51.100.5', HOLDER_NAME)).toBe(429);
  await behind.stop();
});
