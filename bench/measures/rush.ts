import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../drizzle/ids.ts';
import { intensiveById } from '../../schema/intensives/queries.ts';
import { policyHash } from '../../schema/intensives/rules/policyHash.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { addIntensive } from '../../test/support/seatRows.ts';
import type { Cores } from '../cores.ts';
import type { Answer, Call } from '../load.ts';
import { round } from '../numbers.ts';
import { graphqlHeaders, type Server, startServer } from '../peers.ts';
import { type Beside, beside, costOf, type Turn } from '../sales/costs.ts';
import { addBuyers, type Buyer, type Shop } from '../sales/shop.ts';

export type RushResult = Beside & {
  rounds: number;
  buyers: number;
  seats: number;
  /** CPU of the stand-in of Stripe for each attempt at Attune, which no ratio counts. */
  standInMs: number;
};

const BUYERS = 200;
const SEATS = 10;
const WARM = 4;
const MOST_TRIES = 5;

type Options = { rounds: number; cores: Cores; profileDir?: string | undefined };

/** 200 people and 10 seats through two processes, at Attune and at a hand-written insert in turns. */
export const measureRush = async (shop: Shop, { rounds, cores, profileDir }: Options): Promise<RushResult> => {
  const served = { ...shop, connections: BUYERS / 2 };
  const start = (file: string, dir?: string) => Promise.all([0, 1].map(() => startServer(file, served, cores, dir)));
  const [attune, byHand] = [await start('product.ts', profileDir), await start('rushByHand.ts')];
  try {
    const turns: Turn[] = [];
    let standInMs = 0;
    for (let turn = -WARM; turn < rounds; turn++) {
      const buyers = await addBuyers(shop, BUYERS);
      const [calls, byHandCalls] = [await attuneCalls(shop, buyers), await handCalls(shop, buyers)];
      const before = shop.standIn.cpuMs();
      const one = {
        attune: await costOf(shop, attune, () => rush(attune, calls, SOLD)),
        byHand: await costOf(shop, byHand, () => rush(byHand, byHandCalls, /^\{"seat"/)),
      };
      if (turn < 0) continue;
      turns.push(one);
      standInMs += (shop.standIn.cpuMs() - before) / BUYERS / rounds;
    }
    return { rounds, buyers: BUYERS, seats: SEATS, standInMs: round(standInMs), ...beside(turns) };
  } finally {
    await Promise.all([...attune, ...byHand].map((server) => server.stop()));
  }
};

const { query } = readExample('RegisterForIntensive');
const SOLD = /^\{"data":\{"registerForIntensive":\{"payment":\{"url":"http/;
const SOLD_OUT = /SOLD_OUT/;

const attuneCalls = async ({ pool, organizationId }: Shop, buyers: readonly Buyer[]): Promise<Call[]> => {
  const id = await addIntensive(pool.db, { organizationId, priceMinor: 10_000, capacity: SEATS });
  const intensive = await intensiveById(pool.db, id);
  if (intensive === null) throw new Error('the event is missing');
  const input = { intensiveId: btoa(`Intensive:${id}`), adult: true, policySha256: policyHash(intensive.policy) };
  const body = JSON.stringify({ query, variables: { input } });
  return buyers.map(({ cookie }) => ({ path: '/graphql', headers: graphqlHeaders(cookie), body }));
};

const handCalls = async ({ owner }: Shop, buyers: readonly Buyer[]): Promise<Call[]> => {
  const eventId = newId();
  await owner`insert into by_hand_events (id, capacity) values (${eventId}, ${SEATS})`;
  const body = JSON.stringify({ eventId });
  return buyers.map(({ cookie }) => ({ path: '/graphql', headers: graphqlHeaders(cookie), body }));
};

/** Everybody at once, every second one at the other process. Exactly so many get a seat, and all others hear that it is sold out. */
const rush = async (servers: readonly Server[], calls: readonly Call[], sold: RegExp): Promise<number> => {
  const answers = await Promise.all(calls.map((call, at) => attempt(servers[at % servers.length] as Server, call)));
  const seated = answers.filter(({ text }) => sold.test(text)).length;
  const odd = answers.find(({ text }) => !sold.test(text) && !SOLD_OUT.test(text));
  if (odd !== undefined) throw new Error(`an attempt was answered ${odd.status}: ${odd.text.slice(0, 600)}`);
  if (seated !== SEATS) throw new Error(`${seated} of ${SEATS} seats were sold`);
  return calls.length;
};

/** Whoever hears that the service is busy comes again, as they are told to. */
const attempt = async ({ client }: Server, call: Call): Promise<Answer> => {
  for (let tries = 1; ; tries++) {
    const answer = await client.send(call);
    if (answer.status !== 503 || tries === MOST_TRIES) return answer;
    await sleep(1_000);
  }
};
