import { createServer } from 'node:http';
import express from 'express';
import postgres from 'postgres';
import type { IntensivePolicy } from '../../drizzle/tables/intensives.ts';
import { deadlineInWords, deadlineOf } from '../../schema/intensives/rules/deadline.ts';
import { policyHash } from '../../schema/intensives/rules/policyHash.ts';
import { moneyInWords } from '../../schema/money.ts';
import { CONNECTIONS, serve, sessionLookup, settings } from './child.ts';

/**
 * The page of an event as one would write it by hand: Express, the session, one prepared statement whose answer is nearly the body, and
 * the product's own sentences and deadlines. No GraphQL, budget, log line or header of security.
 */
const { readViewer } = sessionLookup();
const sql = postgres(settings().databaseUrl, { max: CONNECTIONS });

const PAGE_SQL = `select i.policy, i.time_zone as "timeZone", i.currency, json_build_object(
    'id', replace(encode(convert_to('Intensive:' || i.id, 'UTF8'), 'base64'), E'\\n', ''), 'slug', i.slug, 'kind', i.kind, 'title', i.title,
    'statementShows', case when i.kind = 'TRAINING' or i.neutral_name is null then i.title else i.neutral_name end,
    'description', i.description, 'place', i.place, 'timeZone', i.time_zone, 'admission', i.admission, 'capacity', i.capacity,
    'seatsLeft', case when exists (select from waitlist_entries w where w.intensive_id = i.id and w.ended_at is null) then 0
      else greatest(0, i.capacity
        - (select count(*)::int from registrations r where r.intensive_id = i.id and r.state = 'CONFIRMED')
        - (select coalesce(sum(h.seats), 0)::int from holds h where h.intensive_id = i.id and h.released_at is null
            and h.used_at is null and (h.frees_at is null or h.frees_at > clock_timestamp()))) end,
    'startsAt', (select min(s.starts_at) from intensive_segments s where s.intensive_id = i.id),
    'endsAt', (select max(s.ends_at) from intensive_segments s where s.intensive_id = i.id),
    'registrationOpensAt', i.registration_opens_at, 'registrationClosesAt', i.registration_closes_at,
    'agenda', (select json_agg(json_build_object('title', s.title, 'kind', s.kind, 'day', s.day, 'wallTime', s.wall_time,
        'timeZone', s.time_zone, 'startsAt', s.starts_at, 'minutes', s.minutes, 'instructors',
        (select coalesce(json_agg(json_build_object('name', t.name) order by t.position), '[]') from intensive_instructors t
          where s.instructor_ids ? t.id::text and t.removed_at is null)) order by s.position)
      from intensive_segments s where s.intensive_id = i.id),
    'instructors', (select coalesce(json_agg(json_build_object('name', t.name, 'credentials', t.credentials, 'disclosure', t.disclosure)
        order by t.position), '[]') from intensive_instructors t where t.intensive_id = i.id and t.removed_at is null),
    'prices', (select json_agg(json_build_object('label', p.label, 'amountMinor', p.amount_minor, 'standing',
        p.id = (select n.id from intensive_prices n where n.intensive_id = i.id and n.removed_at is null and n.kind = 'STANDARD'
          and (n.starts_at is null or n.starts_at <= now()) and (n.ends_at is null or now() < n.ends_at)
          order by n.position limit 1)) order by p.position)
      from intensive_prices p where p.intensive_id = i.id and p.removed_at is null),
    'organization', (select json_build_object('slug', o.slug, 'legalName', o.legal_name) from organizations o
      where o.id = i.organization_id)) as page
  from intensives i where i.slug = $1 and i.published_at is not null`;

type Priced = { label: string; amountMinor: number; standing: boolean };
type Page = { startsAt: string; prices: Priced[]; agenda: { startsAt: string }[]; [field: string]: unknown };
type Row = { policy: IntensivePolicy; timeZone: string; currency: string; page: Page };

const app = express();
app.post('/graphql', express.json(), async (request, response) => {
  await readViewer(request);
  const { slug }: { slug: string } = request.body.variables;
  const [row] = await sql.unsafe<Row[]>(PAGE_SQL, [slug], { prepare: true });
  response.json({ data: { intensive: row === undefined ? null : shown(row) } });
});
await serve(createServer(app));

const instant = (text: unknown): string => new Date(String(text)).toISOString();

function shown({ page, policy, timeZone, currency }: Row): object {
  const prices = page.prices.map(({ label, amountMinor, standing }) => {
    return { label, amount: { amountMinor, words: moneyInWords(amountMinor, currency) }, standing };
  });
  const start = new Date(page.startsAt);
  return {
    ...page,
    ...{ startsAt: instant(page.startsAt), endsAt: instant(page.endsAt) },
    registrationOpensAt: instant(page.registrationOpensAt),
    registrationClosesAt: instant(page.registrationClosesAt),
    agenda: page.agenda.map((part) => ({ ...part, startsAt: instant(part.startsAt) })),
    prices,
    price: prices.find(({ standing }) => standing) ?? null,
    policy: {
      text: policy.text,
      refunds: policy.refundTiers.map(({ percent, until }) => ({
        ...{ percent, words: deadlineInWords(until, timeZone) },
        endsAt: deadlineOf(until, start, timeZone).toISOString(),
      })),
      transfers: policy.transferUntil && deadlineInWords(policy.transferUntil, timeZone),
      sha256: policyHash(policy),
    },
  };
}
