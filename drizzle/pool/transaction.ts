import { setImmediate as turn } from 'node:timers/promises';
import type { TransactionSql } from 'postgres';
import type { Line } from './line.ts';

/** A statement of the driver: runs when awaited, once `values` had its chance. */
export type Statement = PromiseLike<unknown> & { values(): PromiseLike<unknown> };

/** What drizzle uses of a transaction. */
export type Scope = {
  unsafe(text: string, parameters?: unknown[], options?: object): Statement;
  savepoint<Result>(run: (scope: Scope) => Promise<Result>): Promise<Result>;
};

/** The error that the driver itself gives when a connection ends under a statement. */
const lost = () =>
  Object.assign(new Error('The connection of this transaction has ended.'), { code: 'CONNECTION_CLOSED' });

const NEVER = new Promise<never>(() => {});

/** A longer list of parameters has another length each time, and each length would be kept as long as the connection. */
const MOST_PREPARED = 60;

/**
 * A statement with parameters is prepared, also where drizzle asks for none: unprepared, the driver asks for its types first and
 * waits twice for the server.
 */
export function prepared(parameters: unknown[] | undefined, options: object | undefined): object | undefined {
  const count = parameters?.length ?? 0;
  return count > 0 && count <= MOST_PREPARED ? { ...options, prepare: true } : options;
}

/** Counts a statement as waiting until it has its answer. */
export function watched<Watched extends PromiseLike<unknown>>(line: Line, statement: Watched): Watched {
  const answered = line.wait();
  statement.then(answered, answered);
  return statement;
}

/**
 * Runs a transaction. When its connection ends, it fails at once and none of its later statements runs: the driver would send
 * them, and its own ROLLBACK or COMMIT, on whatever connection takes the place, which may be in another transaction by then.
 */
export async function runTransaction<Result>(line: Line, run: (scope: Scope) => Promise<Result>): Promise<Result> {
  let over = false;
  let answered = line.wait();
  const unlessOver = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      const value = await work();
      return over ? NEVER : value;
    } catch (error) {
      // A statement hears of a lost connection up to two turns before the transaction does.
      await turn();
      await turn();
      if (over) return NEVER;
      throw error;
    }
  };
  const scopeOf = (inner: TransactionSql): Scope => ({
    unsafe: (text, parameters, options) =>
      over
        ? refused()
        : watched(
            line,
            inner.unsafe(text, parameters as never[], prepared(parameters, options)) as unknown as Statement,
          ),
    savepoint: (work) =>
      over ? Promise.reject(lost()) : (inner.savepoint((nested) => unlessOver(() => work(scopeOf(nested)))) as never),
  });
  try {
    const result = line.sql.begin(async (inner) => {
      answered();
      try {
        return await unlessOver(() => run(scopeOf(inner)));
      } finally {
        // The driver now commits or rolls back.
        answered = line.wait();
      }
    });
    return (await result) as Result;
  } finally {
    over = true;
    answered();
  }
}

function refused(): Statement {
  const refusal: Promise<unknown> = Promise.reject(lost());
  return Object.assign(refusal, { values: () => refusal });
}
