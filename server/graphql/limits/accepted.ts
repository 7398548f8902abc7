import type { Context } from '../../../schema/context.ts';
import type { Metrics } from '../../http/metrics.ts';
import { type Refusal, Refused } from '../../http/refuse.ts';
import type { Budget, Spend } from './budget.ts';

/** Which way an operation came: through all of yoga, or as a document that is known already. */
type Door = 'WHOLE' | 'SHORT';

/** Ends an operation that was accepted. Its answer has so many characters. */
export type Ended = (characters: number) => void;

/**
 * Every operation of both doors passes here once, with its cost, after all checks and before it is executed. An error that this
 * throws is the answer.
 */
export type Accepted = (operation: { cost: number; door: Door }, context: Context) => Ended;

/** A text that is about to be parsed and validated for the first time, and who sends it. Throws the answer, too. */
export type Reading = (text: string, context: Context) => void;

/** Reading, encoding and sending an answer take time with its length. */
const ANSWER_CHARACTERS_A_POINT = 500;
const MOST_AT_ONCE = 8;
const TOO_MANY: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: `Only ${MOST_AT_ONCE} operations of one person run at once.`,
};
const RETRY_SECONDS = 1;

/**
 * Books the cost of operations, and of their answers once they are made; refuses them when a minute's budget is spent or the
 * person has too many that run; counts those that run by their door.
 */
export function acceptWithin({ spend, add }: Budget, metrics: Metrics): Accepted {
  const enter = createPlaces();
  return ({ cost, door }, context) => {
    const leave = enter(context.viewer?.userId ?? null);
    const refusal = spend(context, cost);
    if (refusal !== null) {
      leave();
      throw refusal;
    }
    metrics.count('attune_graphql_operations_total', { door });
    return (characters) => {
      leave();
      add(context, Math.floor(characters / ANSWER_CHARACTERS_A_POINT));
    };
  };
}

/** Counts what runs for each person. Strangers have only the places of their network. */
function createPlaces(): (person: string | null) => () => void {
  const running = new Map<string, number>();
  return (person) => {
    if (person === null) return () => {};
    const own = running.get(person) ?? 0;
    if (own >= MOST_AT_ONCE) throw new Refused(TOO_MANY, RETRY_SECONDS);
    running.set(person, own + 1);
    return () => {
      const left = (running.get(person) ?? 1) - 1;
      if (left === 0) running.delete(person);
      else running.set(person, left);
    };
  };
}

/** Parsing and validating take time with the length of the text, whether it is refused or not. */
const CHARACTERS_A_POINT = 2;

/** Books the reading of unknown documents to whoever sends them: a person, or those of the network who are not signed in. */
export function readWithin(spend: Spend): Reading {
  return (text, context) => {
    const refusal = spend(context, Math.ceil(text.length / CHARACTERS_A_POINT));
    if (refusal !== null) throw refusal;
  };
}
