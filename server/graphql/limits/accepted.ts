import type { Context } from '../../../schema/context.ts';
import type { Metrics } from '../../http/metrics.ts';

/** Which way an operation came: through all of yoga, or as a document that is known already. */
export type Door = 'WHOLE' | 'SHORT';

/**
 * Every operation of both doors passes here once, with its cost, after all checks and before it is executed. An error that this
 * throws is the answer.
 */
export type Accepted = (operation: { cost: number; door: Door }, context: Context) => void | Promise<void>;

/** Counts operations by the door that they came through. */
export function countAccepted(metrics: Metrics): Accepted {
  return ({ door }) => metrics.count('attune_graphql_operations_total', { door });
}
