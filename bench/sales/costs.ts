import { median, quantile, round } from '../numbers.ts';
import type { Server } from '../peers.ts';
import type { Shop } from './shop.ts';

/** CPU milliseconds of Node and of all of PostgreSQL. */
export type Cost = { serverMs: number; databaseMs: number };
export type Turn = { attune: Cost; byHand: Cost };

/** Attune beside what was written by hand: medians of turns side by side. */
export type Beside = {
  attune: Cost;
  byHand: Cost;
  /** Of Node and PostgreSQL together, and where half of the turns lie. */
  ratio: { median: number; from: number; to: number };
  serverRatio: number;
  databaseRatio: number;
};

export const both = ({ serverMs, databaseMs }: Cost): number => serverMs + databaseMs;

/** What so many requests cost, each. `work` tells how many it sent. */
export const costOf = async (shop: Shop, servers: readonly Server[], work: () => Promise<number>): Promise<Cost> => {
  const before = await usage(shop, servers);
  const count = await work();
  const after = await usage(shop, servers);
  return {
    serverMs: (after.serverMs - before.serverMs) / count,
    databaseMs: (after.databaseMs - before.databaseMs) / count,
  };
};

const usage = async ({ databaseRunMs }: Shop, servers: readonly Server[]): Promise<Cost> => {
  const used = await Promise.all(servers.map((server) => server.usage()));
  return {
    serverMs: used.reduce((sum, { cpuSeconds }) => sum + cpuSeconds * 1000, 0),
    databaseMs: databaseRunMs(),
  };
};

export const beside = (turns: readonly Turn[]): Beside => {
  const middle = (costs: Cost[]): Cost => ({
    serverMs: round(median(costs.map(({ serverMs }) => serverMs))),
    databaseMs: round(median(costs.map(({ databaseMs }) => databaseMs))),
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
