import { addIntensive } from '../../test/support/seatRows.ts';
import { policyHash } from '../../schema/intensives/rules/policyHash.ts';
import { intensiveById } from '../../schema/intensives/queries.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { newId } from '../../drizzle/ids.ts';
import type { Cores } from '../cores.ts';
import type { Call } from '../load.ts';
import { median, quantile, round } from '../numbers.ts';
import { graphqlHeaders, type Server, startServer } from '../peers.ts';
import { addBuyers, type Buyer, type Shop } from '../sales/shop.ts';

/** CPU milliseconds for each attempt. */
type Cost = { serverMs: number; databaseMs: number; standInMs: number };
export type RushResult = {
  rounds: number;
  buyers: number;
  seats: number;
  attune: Cost;
  byHand: Cost;
  /** Attune over the hand-written insert, servers and PostgreSQL together: the median of rounds side by side, and where half lie. */
  ratio: { median: number; from: number; to: number };
  serverRatio: number;
  databaseRatio: number;
};

const BUYERS = 200;
const SEATS = 10;
const WARM = 4;

type Options = { rounds: number; cores: Cores; profileDir?: string | undefined };

/** 200 people and 10 seats through two processes, at Attune and at a hand-written insert in turns. */
export const measureRush = async (shop: Shop, { rounds, cores, profileDir }: Options): Promise<RushResult> => {
  const served = { ...shop, connections: BUYERS / 2 };
  const start = (file: string, dir?: string) => Promise.all([0, 1].map(() => startServer(file, served, cores, dir)));
  const [attune, byHand] = [await start('product.ts', profileDir), await start('rushByHand.ts')];
  try {
    const turns: { attune: Cost; byHand: Cost }[] = [];
    for (let turn = -WARM; turn < rounds; turn++) {
      const buyers = await addBuyers(shop, BUYERS);
      const one = {
        attune: await rush(shop, attune, await attuneCalls(shop, buyers), SOLD),
        byHand: await rush(shop, byHand, await byHandCalls(shop, buyers), /^\{"seat"/),
      };
      if (turn >= 0) turns.push(one);
    }
    return { rounds, buyers: BUYERS, seats: SEATS, ...summary(turns) };
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

const byHandCalls = async ({ owner }: Shop, buyers: readonly Buyer[]): Promise<Call[]> => {
  const eventId = newId();
  await owner`insert into by_hand_events (id, capacity) values (${eventId}, ${SEATS})`;
  const body = JSON.stringify({ eventId });
  return buyers.map(({ cookie }) => ({ path: '/graphql', headers: graphqlHeaders(cookie), body }));
};

/** Everybody at once, every second one at the other process. Exactly so many get a seat, and all others hear that it is sold out. */
const rush = async (shop: Shop, servers: readonly Server[], calls: readonly Call[], sold: RegExp): Promise<Cost> => {
  const before = await usage(shop, servers);
  const answers = await Promise.all(calls.map((call, at) => (servers[at % servers.length] as Server).client.send(call)));
  const after = await usage(shop, servers);
  const seated = answers.filter(({ text }) => sold.test(text)).length;
  const odd = answers.find(({ text }) => !sold.test(text) && !SOLD_OUT.test(text));
  if (odd !== undefined) throw new Error(`an attempt was answered ${odd.status}: ${odd.text.slice(0, 600)}`);
  if (seated !== SEATS) throw new Error(`${seated} of ${SEATS} seats were sold`);
  return {
    serverMs: (after.serverMs - before.serverMs) / calls.length,
    databaseMs: (after.databaseMs - before.databaseMs) / calls.length,
    standInMs: (after.standInMs - before.standInMs) / calls.length,
  };
};

const usage = async ({ databaseRunMs, standIn }: Shop, servers: readonly Server[]): Promise<Cost> => {
  const used = await Promise.all(servers.map((server) => server.usage()));
  const serverMs = used.reduce((sum, { cpuSeconds }) => sum + cpuSeconds * 1000, 0);
  return { serverMs, databaseMs: databaseRunMs(), standInMs: standIn.cpuMs() };
};

const both = ({ serverMs, databaseMs }: Cost): number => serverMs + databaseMs;

const summary = (turns: readonly { attune: Cost; byHand: Cost }[]) => {
  const middle = (costs: Cost[]): Cost => ({
    serverMs: round(median(costs.map(({ serverMs }) => serverMs))),
    databaseMs: round(median(costs.map(({ databaseMs }) => databaseMs))),
    standInMs: round(median(costs.map(({ standInMs }) => standInMs))),
  });
  const by = (cost: (one: Cost) => number) => turns.map(({ attune, byHand }) => cost(attune) / cost(byHand));
  const ratios = by(both);
  return {
    attune: middle(turns.map(({ attune }) => attune)),
    byHand: middle(turns.map(({ byHand }) => byHand)),
    ratio: { median: round(median(ratios)), from: round(quantile(ratios, 0.25)), to: round(quantile(ratios, 0.75)) },
    serverRatio: round(median(by(({ serverMs }) => serverMs))),
    databaseRatio: round(median(by(({ databaseMs }) => databaseMs))),
  };
};
