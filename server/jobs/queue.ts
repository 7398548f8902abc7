import type { Db } from 'pg-boss';
import postgres from 'postgres';

/** Passes JSON through unchanged: it is text already. */
const asText = (oid: number, parse: (text: string) => unknown) => ({
  to: oid,
  from: [oid],
  serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parse,
});

/**
 * Connects the job queue to the database through our one driver. A script that opens its own transaction gets its own connection,
 * and no such transaction is left open.
 */
export function queueDatabase(url: string): Db & { close(): Promise<void> } {
  const client = postgres(url, {
    max: 3,
    onnotice: () => {},
    types: { json: asText(114, JSON.parse), jsonb: asText(3802, JSON.parse) },
    connection: { application_name: 'attune jobs', statement_timeout: 30_000 },
  });
  return {
    executeSql: async (text, values) => {
      // The queue passes dates, texts, numbers, arrays and JSON; the driver accepts all of them.
      if (values && values.length > 0)
        return { rows: await client.unsafe(text, values as postgres.ParameterOrJSON<never>[]) };
      if (!/^\s*begin\b/i.test(text)) return { rows: [...(await client.unsafe(text))].flat() };
      const own = await client.reserve();
      try {
        const results: unknown = await own.unsafe(text).simple();
        return { rows: Array.isArray(results) ? results.flat() : [] };
      } catch (error) {
        await own.unsafe('rollback');
        throw error;
      } finally {
        own.release();
      }
    },
    close: () => client.end({ timeout: 5 }),
  };
}
