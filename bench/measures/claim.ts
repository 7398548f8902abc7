import { readExample } from '../../server/graphql/examples.ts';
import { type Claimant, makeClaimants } from '../claimants.ts';
import type { Cores } from '../cores.ts';
import type { Call } from '../load.ts';
import { median, quantile, round } from '../numbers.ts';
import { graphqlHeaders, type Server, startServer } from '../peers.ts';
import type { World } from '../world.ts';

/** CPU milliseconds of a claim, of the server's process and of PostgreSQL, before any document is made. */
type Cost = { serverMs: number; databaseMs: number };
export type ClaimResult = {
  rounds: number;
  each: number;
  plain: Cost;
  offers: Cost;
  /** A claim with three offers over a plain one, by CPU of both: the median of rounds side by side, and where half of them lie. */
  ratio: { median: number; from: number; to: number };
  /** The same by the server alone and by PostgreSQL alone. */
  serverRatio: number;
  databaseRatio: number;
};

const WARM = 5;

type Options = { rounds: number; each: number; cores: Cores; profileDir?: string | undefined };

/** Claims of the plain certificate and claims with three offers and a license, each of somebody else, in turns. */
export const measureClaim = async (world: World, { rounds, each, ...options }: Options): Promise<ClaimResult> => {
  const { people, offerIds } = await makeClaimants(world, (rounds + WARM) * 2 * each);
  const server = await startServer('product.ts', world, options.cores, options.profileDir);
  try {
    const turns: { plain: Cost; offers: Cost }[] = [];
    const next = () => people.splice(0, each);
    // The first turns warm up both the process and every connection, and are not counted.
    for (let turn = -WARM; turn < rounds; turn++) {
      const plain = await costOf(
        world,
        server,
        next().map((person) => claimOf(person, [])),
      );
      const offers = await costOf(
        world,
        server,
        next().map((person) => claimOf(person, offerIds)),
      );
      if (turn >= 0) turns.push({ plain, offers });
    }
    return { rounds, each, ...summary(turns) };
  } finally {
    await server.stop();
  }
};

const { query } = readExample('ClaimOffers');

const claimOf = ({ cookie, name, enrollmentId, licenseId }: Claimant, offerIds: readonly string[]): Call => ({
  path: '/graphql',
  headers: graphqlHeaders(cookie),
  body: JSON.stringify({
    query,
    variables: {
      input: {
        enrollmentId: btoa(`Enrollment:${enrollmentId}`),
        printedName: name,
        offers: offerIds.map((id) => ({
          offerId: btoa(`CreditOffer:${id}`),
          licenseIds: [btoa(`License:${licenseId}`)],
        })),
      },
    },
  }),
});

/** One claim after the other, so that none waits for another. */
const costOf = async (world: World, server: Server, calls: readonly Call[]): Promise<Cost> => {
  const before = await usage(world, server);
  for (const call of calls) {
    const { text } = await server.client.send(call);
    if (!text.includes('"certificate":{"number"')) throw new Error(`a claim was refused: ${text.slice(0, 600)}`);
  }
  const after = await usage(world, server);
  return {
    serverMs: (after.serverMs - before.serverMs) / calls.length,
    databaseMs: (after.databaseMs - before.databaseMs) / calls.length,
  };
};

const usage = async (world: World, server: Server): Promise<Cost> => ({
  serverMs: (await server.usage()).cpuSeconds * 1000,
  databaseMs: world.databaseRunMs(),
});

const both = ({ serverMs, databaseMs }: Cost): number => serverMs + databaseMs;

const summary = (turns: readonly { plain: Cost; offers: Cost }[]): Omit<ClaimResult, 'rounds' | 'each'> => {
  const middle = (costs: Cost[]): Cost => ({
    serverMs: round(median(costs.map(({ serverMs }) => serverMs))),
    databaseMs: round(median(costs.map(({ databaseMs }) => databaseMs))),
  });
  const by = (cost: (one: Cost) => number) => turns.map(({ plain, offers }) => cost(offers) / cost(plain));
  const ratios = by(both);
  return {
    plain: middle(turns.map(({ plain }) => plain)),
    offers: middle(turns.map(({ offers }) => offers)),
    ratio: { median: round(median(ratios)), from: round(quantile(ratios, 0.25)), to: round(quantile(ratios, 0.75)) },
    serverRatio: round(median(by(({ serverMs }) => serverMs))),
    databaseRatio: round(median(by(({ databaseMs }) => databaseMs))),
  };
};
