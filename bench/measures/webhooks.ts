import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newStripeId } from '../../test/support/stripe/state.ts';
import type { Cores } from '../cores.ts';
import { median, round } from '../numbers.ts';
import { startServer } from '../peers.ts';
import { type Beside, beside, both, type Cost, costOf, type Turn } from '../sales/costs.ts';
import { allDone, countEvents, PER_SECOND, readSold, receive } from '../sales/events.ts';
import type { Shop } from '../sales/shop.ts';

/** CPU milliseconds of an event from its arrival until it is done, in all processes. */
type Whole = Cost & { workerMs: number; drainSeconds: number };
export type WebhookResult = {
  perSecond: number;
  seconds: number;
  rounds: number;
  /** The event is kept and answered, no job runs. */
  receiving: Beside;
  attune: Whole;
  byHand: Whole;
  /** Whole over whole, of each round. */
  ratios: number[];
  ratio: number;
};

const SECONDS = { full: 30, quick: 5 };
const ROUNDS = { full: 3, quick: 1 };
const TURNS = { full: 12, quick: 4 };
const TURN_EVENTS = 500;

type Options = { quick: boolean; cores: Cores; profileDir?: string | undefined; log: (line: string) => void };
/** `events` is the table that keeps them. */
type Side = { route: string; worker: string; events: string };

const ATTUNE: Side = { route: 'product.ts', worker: 'worker.ts', events: 'stripe_events' };
const BY_HAND: Side = { route: 'webhookByHand.ts', worker: 'workerByHand.ts', events: 'by_hand_stripe_events' };

/** So many signed events a second, each of a payment of its own, at Attune and at what was written by hand. */
export const measureWebhooks = async (shop: Shop, options: Options): Promise<WebhookResult> => {
  const size = options.quick ? 'quick' : 'full';
  const [seconds, rounds] = [SECONDS[size], ROUNDS[size]];
  const [attune, byHand]: [Whole[], Whole[]] = [[], []];
  for (let number = 0; number < rounds; number++) {
    attune.push(await wholeOf(shop, ATTUNE, seconds, options));
    byHand.push(await wholeOf(shop, BY_HAND, seconds, options));
    options.log(`webhooks: round ${number + 1} of ${rounds}, ${seconds * PER_SECOND} events each are done`);
  }
  const ratios = attune.map((one, at) => round(sum(one) / sum(byHand[at] ?? one)));
  return {
    ...{ perSecond: PER_SECOND, seconds, rounds, receiving: await receivingOf(shop, TURNS[size], options) },
    ...{ attune: middle(attune), byHand: middle(byHand), ratios, ratio: round(median(ratios)) },
  };
};

const sum = (whole: Whole): number => both(whole) + whole.workerMs;

const middle = (all: readonly Whole[]): Whole => {
  const of = (part: (one: Whole) => number) => round(median(all.map(part)));
  return {
    serverMs: of(({ serverMs }) => serverMs),
    workerMs: of(({ workerMs }) => workerMs),
    databaseMs: of(({ databaseMs }) => databaseMs),
    drainSeconds: of(({ drainSeconds }) => drainSeconds),
  };
};

/** Route and worker together, from the first event until the last is done. */
const wholeOf = async (shop: Shop, side: Side, seconds: number, { cores, profileDir }: Options): Promise<Whole> => {
  const home = await mkdtemp(join(tmpdir(), 'attune-bench-webhooks-'));
  const settings = { ...shop, more: { ...shop.more, DATA_DIR: home } };
  const server = await startServer(side.route, settings, cores, profileDir);
  const worker = await startServer(side.worker, settings, cores, profileDir);
  try {
    const { rows } = await countEvents(shop, side.events);
    await receive(shop, server, await shop.standIn.sell(PER_SECOND));
    await allDone(shop, side.events, rows + PER_SECOND);
    const events = await shop.standIn.sell(seconds * PER_SECOND);
    await shop.owner`vacuum analyze`;
    const [before, workerBefore] = [await readSold(shop), await worker.usage()];
    let drainSeconds = 0;
    const cost = await costOf(shop, [server], async () => {
      await receive(shop, server, events);
      drainSeconds = await allDone(shop, side.events, rows + PER_SECOND + events.length);
      return events.length;
    });
    const workerMs = (((await worker.usage()).cpuSeconds - workerBefore.cpuSeconds) * 1000) / events.length;
    const after = await readSold(shop);
    for (const what of ['payments', 'seats', 'invoices'] as const)
      if (after[what] - before[what] !== events.length)
        throw new Error(`${events.length} payments gave ${after[what] - before[what]} ${what}`);
    return { ...cost, workerMs, drainSeconds };
  } finally {
    await Promise.all([server.stop(), worker.stop()]);
    await rm(home, { recursive: true });
  }
};

/** The route alone, in turns. No job runs, and none is left for a worker. */
const receivingOf = async (shop: Shop, turns: number, { cores }: Options): Promise<Beside> => {
  const [attune, byHand] = [
    await startServer(ATTUNE.route, shop, cores),
    await startServer(BY_HAND.route, shop, cores),
  ];
  try {
    const [event] = await shop.standIn.sell(1);
    if (event === undefined) throw new Error('nothing was sold');
    const many = () => Array.from({ length: TURN_EVENTS }, () => ({ ...event, id: newStripeId('evt') }));
    const counted: Turn[] = [];
    for (let turn = -1; turn < turns; turn++) {
      const one = {
        attune: await costOf(shop, [attune], () => receive(shop, attune, many())),
        byHand: await costOf(shop, [byHand], () => receive(shop, byHand, many())),
      };
      if (turn >= 0) counted.push(one);
    }
    return beside(counted);
  } finally {
    await Promise.all([attune.stop(), byHand.stop()]);
  }
};
