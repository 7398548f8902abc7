import type { Context } from '../../../schema/context.ts';
import type { Metrics } from '../../http/metrics.ts';
import type { Spend } from './budget.ts';

/** Which way an operation came: through all of yoga, or as a document that is known already. */
type Door = 'WHOLE' | 'SHORT';

/**
 * Every operation of both doors passes here once, with its cost, after all checks and before it is executed. An error that this
 * throws is the answer.
 */
export type Accepted = (operation: { cost: number; door: Door }, context: Context) => void | Promise<void>;

/** A text that is about to be parsed and validated for the first time, and where it comes from. Throws the answer, too. */
export type Reading = (text: string, ipAddress: string | undefined) => void;

/** Books the cost of operations, refuses them when a minute's budget is spent, and counts those that run by their door. */
export function acceptWithin(spend: Spend, metrics: Metrics): Accepted {
  return ({ cost, door }, context) => {
    const refusal = spend(context, cost);
    if (refusal !== null) throw refusal;
    metrics.count('attune_graphql_operations_total', { door });
  };
}

/** Parsing and validating take time with the length of the text, whether it is refused or not. */
const CHARACTERS_A_POINT = 2;

/** Books the reading of unknown documents against those of the network who are not signed in: nobody knows yet who asks. */
export function readWithin(spend: Spend, clock: () => Date): Reading {
  return (text, ipAddress) => {
    const client = { ipAddress: ipAddress ?? null, userAgent: null };
    const refusal = spend({ viewer: null, client, now: clock() }, Math.ceil(text.length / CHARACTERS_A_POINT));
    if (refusal !== null) throw refusal;
  };
}
