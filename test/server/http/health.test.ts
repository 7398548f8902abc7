import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect } from '../../../drizzle/client.ts';
import { createHealth } from '../../../server/http/health.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { openWire } from '../../support/wire.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('all who ask within a second share one statement, and a burst of them finds the database well', async () => {
  const wire = await openWire(database.appUrl);
  const counted = connect(wire.url, { max: 1 });
  let now = Date.now();
  const health = createHealth();
  const ask = () => health.readiness({ db: counted.db, clock: () => new Date(now) });
  await ask();
  now += 1_000;
  const burst = await wire.count(() => Promise.all(Array.from({ length: 2_000 }, ask)));
  expect(burst.turns).toBe(1);
  expect(new Set(burst.result.map(({ ready }) => ready))).toEqual(new Set([true]));
  now += 999;
  expect((await wire.count(ask)).turns).toBe(0);
  now += 1;
  expect((await wire.count(ask)).turns).toBe(1);
  health.drain();
  expect(await ask()).toEqual({ ready: false, because: 'DRAINING' });
  await counted.close();
  await wire.close();
});
