import type { Db } from 'pg-boss';
import { patientClient } from '../../drizzle/pool/patientClient.ts';

/** Passes JSON through unchanged: it is text already. */
const asText = (oid: number, parse: (text: string) => unknown) => ({
  to: oid,
  from: [oid],
  serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parse,
});

const STATEMENT_MS = 30_000;
const PATIENCE = { answerMs: STATEMENT_MS + 1_000, probeMs: 2_000 };

/** A script of the queue that is a transaction of its own. The driver must open and end it, because it owns the connection. */
const TRANSACTION = /^\s*begin;(.*);\s*commit;?\s*$/is;

type Rows = Record<string, unknown>[];
/** Of a script with several statements: one list for each. */
const flat = (results: unknown): Rows => (Array.isArray(results) ? (results.flat() as Rows) : []);

/**
 * Connects the job queue to the database through our one driver. A script that opens its own transaction gets its own connection,
 * and no such transaction is left open.
 */
export function queueDatabase(url: string): Db & { close(): Promise<void> } {
  const client = patientClient(
    url,
    {
      max: 3,
      types: { json: asText(114, JSON.parse), jsonb: asText(3802, JSON.parse) },
      connection: { application_name: 'attune jobs', statement_timeout: STATEMENT_MS },
    },
    PATIENCE,
  );
  return {
    executeSql: async (text, values) => {
      // The queue passes dates, texts, numbers, arrays and JSON; the driver accepts all of them.
      if (values && values.length > 0) return { rows: (await client.unsafe(text, values)) as Rows };
      const [, script] = TRANSACTION.exec(text) ?? [];
      if (script === undefined) return { rows: flat(await client.unsafe(text)) };
      return client.begin(async (scope) => ({ rows: flat(await scope.unsafe(script)) }));
    },
    close: client.end,
  };
}
