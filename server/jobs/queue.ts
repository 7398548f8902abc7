import type { Db } from 'pg-boss';
import postgres from 'postgres';

/** JSON travels as the text it already is. */
const asText = (oid: number, parse: (text: string) => unknown) => ({
  to: oid,
  from: [oid],
  serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
  parse,
});

/**
 * The job queue's way to the database, through the one driver. Scripts that open a transaction of their own get a connection
 * to themselves, and leave none half done.
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
      // The queue hands over dates, texts, numbers, arrays and JSON: all of them what the driver takes.
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
