import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { runAll } from '../../test/support/testServer.ts';
import type { History } from '../history.ts';

const TAKEN = `((SELECT count(*) FROM registrations c WHERE c.intensive_id = i.id AND c.state = 'CONFIRMED')
  + (SELECT coalesce(sum(o.seats), 0) FROM holds o WHERE o.intensive_id = i.id AND o.released_at IS NULL AND o.used_at IS NULL
    AND (o.frees_at IS NULL OR o.frees_at > clock_timestamp())))::int`;
/** An entry that waits for its first offer. */
const WAITS = `e.ended_at IS NULL
  AND NOT EXISTS (SELECT FROM waitlist_offers w WHERE w.entry_id = e.id AND w.answered_at IS NULL)`;
const PLACES_OF_ENTRY = `r.intensive_id = e.intensive_id AND r.ended_at IS NULL
  AND (r.user_id = e.user_id OR (e.pair_id IS NOT NULL AND r.pair_id = e.pair_id))`;
/** An entry that still waits for something. */
const ELIGIBLE = `${WAITS}
  AND NOT EXISTS (SELECT FROM registrations r WHERE ${PLACES_OF_ENTRY} AND r.state <> 'APPLIED')
  AND (i.admission = 'OPEN' OR (SELECT count(*) FROM registrations r WHERE ${PLACES_OF_ENTRY} AND r.state = 'APPLIED') = e.seats)`;

const watcher = (name: string, body: string): string =>
  `CREATE FUNCTION storm.${name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ ${body} RETURN NULL; END $$`;
const fault = (what: string): string => `INSERT INTO storm.faults (what) VALUES (${what});`;

/**
 * Watches inside the transactions of the service, under their own locks: what is taken at every commit that touches seats, and who is
 * passed when a seat is offered, held or given again. It writes what is wrong and hinders nothing.
 */
export const watch = (ownerUrl: string): Promise<void> =>
  runAll(ownerUrl, [
    'CREATE SCHEMA storm',
    'CREATE TABLE storm.faults (what text NOT NULL)',
    'CREATE TABLE storm.looks (number bigint GENERATED ALWAYS AS IDENTITY, taken int NOT NULL)',
    watcher(
      'capacity',
      `DECLARE one uuid; room int; taken int; BEGIN
        IF TG_TABLE_NAME = 'intensives' THEN one := NEW.id; ELSE one := NEW.intensive_id; END IF;
        SELECT i.capacity, ${TAKEN} INTO room, taken FROM intensives i WHERE i.id = one;
        INSERT INTO storm.looks (taken) VALUES (taken);
        IF taken > room THEN ${fault("format('at a commit %s of %s seats of %s are taken', taken, room, one)")} END IF;`,
    ),
    ...['holds', 'registrations', 'intensives'].map(
      (table) => `CREATE CONSTRAINT TRIGGER storm_capacity AFTER INSERT OR UPDATE ON ${table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION storm.capacity()`,
    ),
    watcher(
      'offered',
      `DECLARE mine waitlist_entries; passed uuid; free int; BEGIN
        SELECT * INTO mine FROM waitlist_entries WHERE id = NEW.entry_id;
        SELECT i.capacity - ${TAKEN} + mine.seats INTO free FROM intensives i WHERE i.id = mine.intensive_id;
        SELECT e.id INTO passed FROM waitlist_entries e JOIN intensives i ON i.id = e.intensive_id
          WHERE e.intensive_id = mine.intensive_id AND e.turn < mine.turn AND e.seats <= free AND ${ELIGIBLE} LIMIT 1;
        IF passed IS NOT NULL THEN ${fault("format('the offer to %s passed %s', mine.id, passed)")} END IF;`,
    ),
    'CREATE TRIGGER storm_offered AFTER INSERT ON waitlist_offers FOR EACH ROW EXECUTE FUNCTION storm.offered()',
    watcher(
      'held',
      `DECLARE mine bigint; ahead int; free int; BEGIN
        IF EXISTS (SELECT FROM waitlist_offers WHERE hold_id = NEW.id) THEN RETURN NULL; END IF;
        SELECT turn INTO mine FROM waitlist_entries WHERE intensive_id = NEW.intensive_id AND user_id = NEW.user_id AND ended_at IS NULL;
        SELECT coalesce(sum(e.seats), 0) INTO ahead FROM waitlist_entries e
          WHERE e.intensive_id = NEW.intensive_id AND ${WAITS} AND (mine IS NULL OR e.turn < mine);
        SELECT i.capacity - ${TAKEN} + CASE WHEN NEW.used_at IS NULL THEN NEW.seats ELSE 0 END INTO free
          FROM intensives i WHERE i.id = NEW.intensive_id;
        IF ahead > 0 AND (mine IS NULL OR free - ahead < NEW.seats)
          THEN ${fault("format('the hold %s passed those who wait', NEW.id)")} END IF;`,
    ),
    'CREATE TRIGGER storm_held AFTER INSERT ON holds FOR EACH ROW EXECUTE FUNCTION storm.held()',
    watcher(
      'again',
      `BEGIN
        IF OLD.hold_id IS NOT DISTINCT FROM NEW.hold_id AND EXISTS (SELECT FROM waitlist_entries e WHERE e.intensive_id = NEW.intensive_id AND ${WAITS})
          THEN ${fault("format('the late payment of %s passed those who wait', NEW.id)")} END IF;`,
    ),
    `CREATE TRIGGER storm_again AFTER UPDATE ON registrations FOR EACH ROW
      WHEN (OLD.state = 'LAPSED' AND NEW.state = 'CONFIRMED') EXECUTE FUNCTION storm.again()`,
  ]);

/** Reads from outside, again and again, how many seats are taken of each event. */
export function sampleSeats(db: Database, history: History) {
  let [running, samples] = [true, 0];
  const look = async () => {
    const over = await db.execute<{ id: string; taken: number; capacity: number }>(
      sql.raw(`SELECT * FROM (SELECT i.id, i.capacity, ${TAKEN} AS taken FROM intensives i) x WHERE taken > capacity`),
    );
    samples += 1;
    for (const { id, taken, capacity } of over) history.fault(`${taken} of ${capacity} seats of ${id} are taken`);
  };
  const done = (async () => {
    while (running) {
      await look();
      await sleep(5);
    }
  })();
  return {
    stop: async (): Promise<number> => {
      running = false;
      await done;
      return samples;
    },
  };
}

/** What was written by the watchers, and what nobody may be left waiting for. */
export async function watched(db: Database, history: History): Promise<number> {
  const found = await db.execute<{ what: string }>(sql`select distinct what from storm.faults`);
  for (const { what } of found) history.fault(what);
  const left = await db.execute<{ id: string }>(
    sql.raw(`SELECT e.id FROM waitlist_entries e JOIN intensives i ON i.id = e.intensive_id
      WHERE ${ELIGIBLE} AND i.cancelled_at IS NULL AND i.registration_closes_at > clock_timestamp()
        AND i.capacity - ${TAKEN} >= e.seats`),
  );
  for (const { id } of left) history.fault(`the entry ${id} waits although a seat is free`);
  const [looks] = await db.execute<{ count: number }>(sql`select count(*)::int as count from storm.looks`);
  return looks?.count ?? 0;
}
