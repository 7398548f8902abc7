import { type SQL, sql } from 'drizzle-orm';
import type { Answer } from './houses.ts';
import type { Person, Stage } from './stage.ts';

/** Does one step. The numbers of its plan say of whom, of what and how much. */
export type Act = (stage: Stage, n: Numbers) => Promise<unknown>;
export type Numbers = readonly number[];

/** The item at a number from 0 and below 1; undefined where there is none. */
export const pick = <Item>(items: readonly Item[], n: number | undefined): Item | undefined =>
  items[Math.floor((n ?? 0) * items.length)];

export const idOf = (type: string, key: string): string => Buffer.from(`${type}:${key}`).toString('base64');

export function personAt({ people }: Stage, n: number | undefined): Person {
  const person = pick(people, n);
  if (person === undefined) throw new Error('there are no people');
  return person;
}

/** A row at a number; undefined where nothing fits. */
export async function rowAt<Row extends object>(
  { db }: Stage,
  n: number | undefined,
  query: SQL,
): Promise<Row | undefined> {
  return pick((await db.execute(query)) as unknown as Row[], n);
}

type Asked = { n: number | undefined; as: Person | undefined; verb: string; input: object; fields?: string };

/** Asks one of the processes as somebody. Nobody asks where there is nobody. */
export async function ask({ houses }: Stage, { n = 0, as, verb, input, fields }: Asked): Promise<Answer> {
  return as === undefined ? null : houses.ask(n, { token: as.token, verb, input, ...(fields && { fields }) });
}

/** The person of the storm with this key. */
export const personOf = ({ people }: Stage, userId: string | null | undefined): Person | undefined =>
  people.find((person) => person.userId === userId);

/** Refuses an answer that did what must not be done. */
export function mustRefuse({ history }: Stage, answer: Answer, what: string): void {
  if (answer !== null && answer.code === null) history.fault(what);
}

export const LIVE = sql`('APPLIED', 'OFFERED', 'HELD', 'AWAITING_PAYMENT', 'CONFIRMED')`;
