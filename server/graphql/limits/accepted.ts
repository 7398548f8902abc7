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

/** Books the cost of operations, refuses them when a minute's budget is spent, and counts those that run by their door. */
export function acceptWithin(spend: Spend, metrics: Metrics): Accepted {
  return ({ cost, door }, context) => {
    const refusal = spend(context, cost);
    if (refusal !== null) throw refusal;
    metrics.count('attune_graphql_operations_total', { door });
  };
}
