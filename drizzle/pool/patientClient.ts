import { setTimeout as sleep } from 'node:timers/promises';
import { type Codecs, type DriverOptions, type Line, openLine } from './line.ts';
import { prepared, runTransaction, type Scope, type Statement, watched } from './transaction.ts';

/** How long to wait for the database. All in milliseconds. */
export type Patience = {
  /** For a connection, and for the answer to one statement. Longer than statement_timeout, so that a living server ends it first. */
  answerMs: number;
  /** For the answer of a new connection, when another has fallen silent. */
  probeMs: number;
};

export type PatientClient = Pick<Scope, 'unsafe'> & {
  begin<Result>(run: (scope: Scope) => Promise<Result>): Promise<Result>;
  /** Drizzle writes its own into these before the first statement. */
  options: Codecs;
  /** Ends when everything has its answer, at the latest after five seconds. */
  end(): Promise<void>;
};

const TICK_MS = 250;
/** Time for what still runs on connections that are being replaced. */
const GRACE_SECONDS = 1;
const END_SECONDS = 5;

/**
 * A pool of the driver whose statements and transactions never wait without end. When an answer is overdue, a new connection is
 * tried. If it answers, the pool is replaced, and what is stuck is refused. If it does not, everything is refused at once until a
 * connection answers again; what was refused while it waited is never sent afterwards.
 */
export function patientClient(url: string, options: DriverOptions, patience: Patience): PatientClient {
  const codecs: Codecs = { parsers: {}, serializers: {} };
  let line: Line | null = null;
  let probe: Promise<void> | null = null;
  let ended = false;
  const current = () => {
    line ??= openLine(url, options, codecs);
    return line;
  };

  const replace = async (silent: Line) => {
    const fresh = openLine(url, options, codecs);
    if (!(await answersWithin(fresh, patience.probeMs))) {
      // A line that was left refuses everything, at once.
      await Promise.all([fresh.leave(0), silent.leave(0)]);
    } else if (ended) {
      await fresh.leave(0);
    } else {
      line = fresh;
      await silent.leave(GRACE_SECONDS);
    }
  };
  const look = () => {
    const overdue = line?.overdue(patience.answerMs / TICK_MS);
    if (line === null || probe !== null || !(overdue || line.left())) return;
    probe = replace(line).finally(() => {
      probe = null;
    });
  };
  const clock = setInterval(look, TICK_MS).unref();

  return {
    options: codecs,
    unsafe: (text, parameters, how) => {
      const at = current();
      return watched(at, at.sql.unsafe(text, parameters as never[], prepared(parameters, how)) as unknown as Statement);
    },
    begin: (run) => runTransaction(current(), run),
    end: async () => {
      ended = true;
      clearInterval(clock);
      await Promise.all([current().leave(END_SECONDS), probe]);
    },
  };
}

async function answersWithin(line: Line, milliseconds: number): Promise<boolean> {
  const answer = line.sql.unsafe('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([answer, sleep(milliseconds, false, { ref: false })]);
}
