import postgres, { type Options, type PostgresType, type Sql } from 'postgres';
import { trackedSockets } from './sockets.ts';

/** The driver's options, with types that it does not know by itself. */
export type DriverOptions = Options<Record<string, PostgresType>>;

/** Parsers and serializers that drizzle changes in the client that it is given. */
export type Codecs = { parsers: Record<string, unknown>; serializers: Record<string, unknown> };

/** One client of the driver with its connections. It is replaced as a whole when the server falls silent. */
export type Line = {
  sql: Sql;
  /** Starts to wait for an answer; the returned function ends the wait. */
  wait(): () => void;
  /** Counts one more tick of the clock; returns whether an answer has been awaited for more than this many. */
  overdue(ticks: number): boolean;
  /** Takes no more work. Whatever has not ended after these seconds is refused and its connections are destroyed. */
  leave(seconds: number): Promise<void>;
  left(): boolean;
};

/** The driver tries again after this time when the server refuses a connection; its own steps grow to 20 s. */
const RECONNECT_SECONDS = 0.1;

/** Opens no connection before the first statement. */
export function openLine(url: string, options: DriverOptions, codecs: Codecs): Line {
  const sockets = trackedSockets();
  const settings = {
    connect_timeout: 5,
    keep_alive: 10,
    backoff: () => RECONNECT_SECONDS,
    onnotice: () => {},
    ...options,
    socket: sockets.socket,
  };
  const sql: Sql = postgres(url, settings) as unknown as Sql;
  Object.assign(sql.options.parsers, codecs.parsers);
  Object.assign(sql.options.serializers, codecs.serializers);
  // In the order of their beginning: the first has waited longest.
  const waits = new Set<{ since: number }>();
  let now = 0;
  let left = false;
  return {
    sql,
    wait: () => {
      const one = { since: now };
      waits.add(one);
      return () => void waits.delete(one);
    },
    overdue: (ticks) => {
      now += 1;
      const [first] = waits;
      return first !== undefined && now - first.since > ticks;
    },
    leave: async (seconds) => {
      left = true;
      await sql.end({ timeout: seconds });
      sockets.destroy();
    },
    left: () => left,
  };
}
