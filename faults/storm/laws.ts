import { sql } from 'drizzle-orm';
import type { IntensiveKind } from '../../drizzle/tables/intensives.ts';
import type { RegistrationState } from '../../drizzle/tables/registrations.ts';
import { mailOf } from '../../schema/registrations/rules/mails.ts';
import { type Because, comesFrom } from '../../schema/registrations/rules/states.ts';
import type { Stage } from './stage.ts';

type Line = {
  id: string;
  ordinal: number;
  state: RegistrationState;
  because: Because;
  kind: IntensiveKind;
  pair: boolean;
  person: boolean;
  last: RegistrationState;
};

const FIRST: readonly RegistrationState[] = ['APPLIED', 'HELD', 'AWAITING_PAYMENT', 'CONFIRMED'];
/** A note that repeats the state in which somebody took a place of a group. */
const isNote = (line: Line) => line.because === 'CLAIMED';

/** Each history is a way that registrations may go, and each of its steps has its mail, once. */
export async function checkHistories({ db, history }: Stage): Promise<number> {
  const lines =
    await db.execute<Line>(sql`select r.id, s.ordinal, s.state, s.because, i.kind, r.pair_id is not null as pair, r.state as last,
      r.user_id is not null and s.ordinal >= coalesce((select c.ordinal from registration_states c
        where c.registration_id = r.id and c.because = 'CLAIMED'), 0) as person
    from registrations r join registration_states s on s.registration_id = r.id
      join intensives i on i.id = r.intensive_id order by r.id, s.ordinal`);
  const mails = await db.execute<{ key: string }>(sql`select key from event_mails where key like 'state %'`);
  const written = new Set(mails.map(({ key }) => key));
  const wanted = new Set<string>();
  for (const [id, path] of Map.groupBy(lines, (line) => line.id)) {
    checkPath(history, id, path);
    for (const line of path) if (hasMail(line)) wanted.add(`state ${id} ${line.ordinal}`);
    for (const line of path) if (mayHaveMail(line)) written.delete(`state ${id} ${line.ordinal}`);
  }
  for (const key of wanted) if (!written.delete(key)) history.fault(`the mail "${key}" is missing`);
  for (const key of written) history.fault(`the mail "${key}" tells of nothing`);
  return wanted.size;
}

function checkPath(history: Stage['history'], id: string, path: readonly Line[]): void {
  const told = () => path.map(({ state, because }) => `${state} ${because}`).join(', ');
  for (const [at, line] of path.entries()) {
    const before = path[at - 1];
    const legal =
      before === undefined
        ? FIRST.includes(line.state)
        : comesFrom(line.state).includes(before.state) || (isNote(line) && before.state === line.state);
    if (!legal || line.ordinal !== at + 1) history.fault(`the registration ${id} went ${told()}`);
  }
  if (path.at(-1)?.state !== path[0]?.last) history.fault(`the registration ${id} is ${path[0]?.last} after ${told()}`);
}

/** Whoever moves to another date learns it by the mail of the new place; whoever waited alone, by that of the offer. */
const mayHaveMail = ({ state, because, pair }: Line): boolean =>
  state === 'TRANSFERRED' || (state === 'OFFERED' && because === 'FROM_WAITLIST' && !pair);
const hasMail = (line: Line): boolean =>
  line.person && mailOf(line.state, line.because, line.kind) !== null && !mayHaveMail(line);

/** Numbers without gaps, the mails of money, and nothing left in the outbox or among the dead. */
export async function checkPapers({ db, history }: Stage): Promise<number> {
  const series = await db.execute<{ series: string; count: number; last: number; counted: number }>(sql`
    select i.series, count(*)::int as count, max(i.number) as last, c.last_number as counted from invoices i
    join document_counters c on c.organization_id = i.organization_id and c.series = i.series group by 1, 4`);
  for (const { series: name, count, last, counted } of series)
    if (count !== last || last !== counted)
      history.fault(`${count} of ${name} end with ${last}, and ${counted} was given`);
  const lacking = await db.execute<{ key: string }>(sql`
    select w.key from (
      select 'refund ' || r.id || ' SUCCEEDED' as key from refunds r where r.state = 'SUCCEEDED' and not exists (
        select from refunds s left join event_mails n on n.key = 'refund ' || s.id || ' SUCCEEDED'
          where s.payment_id = r.payment_id and s.cause = r.cause and s.requested_at = r.requested_at
            and (n.key is not null or s.state not in ('SUCCEEDED', 'FAILED', 'CANCELED')))
      union all select 'offer ' || o.id from waitlist_offers o join waitlist_entries e on e.id = o.entry_id where e.pair_id is null
    ) w where not exists (select from event_mails m where m.key = w.key)`);
  for (const { key } of lacking) history.fault(`the mail "${key}" is missing`);
  const unpaid = await db.execute<{ id: string }>(sql`select id from orders o where o.settled_at is not null
    and not exists (select from invoices i where i.order_id = o.id and i.series = 'INVOICE')`);
  for (const { id } of unpaid) history.fault(`the order ${id} is settled and has no invoice`);
  const [left] = await db.execute<{ unsent: number; mails: number }>(sql`
    select count(*) filter (where sent_at is null)::int as unsent, count(*)::int as mails from event_mails`);
  if ((left?.unsent ?? 0) > 0) history.fault(`${left?.unsent} mails were not sent`);
  const dead = await db.execute<{ name: string; output: string }>(sql`
    select name, left(output::text, 300) as output from pgboss.job where state = 'failed' limit 5`);
  for (const { name, output } of dead) history.fault(`a job ${name} died: ${output}`);
  return left?.mails ?? 0;
}
