import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHistory, type History } from '../../faults/history.ts';
import { killProcesses, until } from '../../faults/serviceProcess.ts';
import { ask, idOf } from '../../faults/storm/asking.ts';
import { planOf } from '../../faults/storm/plan.ts';
import { storm } from '../../faults/storm/run.ts';
import { openStage, type Stage } from '../../faults/storm/stage.ts';
import { sampleSeats } from '../../faults/storm/watch.ts';
import { intensiveById } from '../../schema/intensives/queries.ts';
import { policyHash } from '../../schema/intensives/rules/policyHash.ts';
import { addIntensive, registrationsIn } from '../support/seatRows.ts';

const BUYERS = 200;
const SEATS = 10;
let history: History;
let stage: Stage;
beforeAll(async () => {
  history = createHistory();
  stage = await openStage({ people: BUYERS, history });
}, 120_000);
afterAll(async () => {
  killProcesses();
  await stage?.close();
});

test('200 buyers for 10 seats from two processes: never more than 10 are taken, 10 are sold, all others learn why', async () => {
  const { db, organizationId, stripe, people, houses } = stage;
  const intensiveId = await addIntensive(db, { organizationId, capacity: SEATS, priceMinor: 10_000 });
  const policy = (await intensiveById(db, intensiveId))?.policy;
  const policySha256 = policy === undefined ? '' : policyHash(policy);
  const input = { intensiveId: idOf('Intensive', intensiveId), adult: true, policySha256 };
  const sampling = sampleSeats(db, history);
  const once = async (at: number): Promise<string> => {
    const asked = { as: people[at], verb: 'registerForIntensive', input, fields: 'payment { url }' };
    const answer = await ask(stage, { ...asked, n: (at % 2) / 2 });
    if (answer === null) return 'LATER';
    if (answer.code !== null) return answer.code;
    const { url } = answer.payload.payment as { url: string };
    stripe.complete([...stripe.state.open].find((session) => session.url === url)?.id ?? '');
    return 'SOLD';
  };
  // A process that has as much to do as it can says so, and the browser comes back.
  const buy = async (at: number): Promise<string> => {
    for (let left = 100; left > 0; left -= 1) {
      const end = await once(at);
      if (end !== 'LATER') return end;
      await sleep(500);
    }
    return 'LATER';
  };
  const ends = await Promise.all(people.map((_, at) => buy(at)));
  expect(await sampling.stop()).toBeGreaterThan(20);
  expect(ends.filter((end) => end === 'SOLD')).toHaveLength(SEATS);
  expect(ends.filter((end) => end === 'SOLD_OUT')).toHaveLength(BUYERS - SEATS);
  await stripe.deliver(`${houses.url(0)}/webhooks/stripe`, { copies: 2, order: 'backward' });
  const confirmed = async () =>
    (await registrationsIn(db, intensiveId)).filter(({ state }) => state === 'CONFIRMED').length;
  await until(async () => (await confirmed()) === SEATS);
  expect(stripe.totals().charged).toBe(SEATS * 10_000);
  expect(history.faults).toEqual([]);
}, 120_000);

test('the same seed makes the same choices', () => {
  const order = { seed: 7, steps: 500, kills: 2 };
  expect(planOf(order)).toEqual(planOf(order));
  expect(planOf({ ...order, seed: 8 })).not.toEqual(planOf(order));
});

test('after a storm of faults and a kill the books, the seats and the waitlists are right', async () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 100_000));
  const few = { ...stage, people: stage.people.slice(0, 25) };
  const { faults, samples, commits, mails, killed } = await storm(few, {
    seed,
    steps: 300,
    kills: 1,
    say: console.log,
  });
  expect(faults).toEqual([]);
  expect(killed).toBe(1);
  expect([samples, commits, mails].every((count) => count > 50)).toBe(true);
}, 180_000);
