import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { pricesOf } from '../../intensives/queries.ts';
import { priceNow } from '../../intensives/rules/pricing.ts';
import type { EventText, MailAbout, MailFacts } from '../rules/mails.ts';
import { takenOf } from './takenByPrice.ts';

type Keys = Record<
  'registrationId' | 'movedFrom' | 'offerId' | 'pairId' | 'order' | 'intensiveId' | 'changeId',
  string | null
>;
type Found = Omit<MailAbout, 'price'> & {
  intensiveId: IntensiveId;
  currency: string;
  paidMinor: number | null;
  grantedMinor: number | null;
  seats: number;
};

// Only a training is named in mails, and so are its times, its place and who offers it.
const about = statement<Keys, Found>(
  'mailed_about',
  (p) => sql`with place as (
      select r.* from registrations r where r.id = ${p('registrationId')}::uuid
    ), offer as (
      select e.intensive_id, e.user_id, e.seats from waitlist_offers w join waitlist_entries e on e.id = w.entry_id
      where w.id = ${p('offerId')}::uuid
    ), event as (
      select i.* from intensives i where i.id = coalesce((select intensive_id from place), (select intensive_id from offer),
        (select q.intensive_id from pairs q where q.id = ${p('pairId')}::uuid),
        (select x.intensive_id from orders x where x.id = ${p('order')}::uuid), ${p('intensiveId')}::uuid)
    )
    select i.id as "intensiveId", i.kind = 'TRAINING' as named, i.time_zone as "timeZone", i.currency, i.place,
      o.legal_name as organization, o.email as "replyTo",
      (select min(s.starts_at) from intensive_segments s where s.intensive_id = i.id) as "startsAt",
      (select max(s.ends_at) from intensive_segments s where s.intensive_id = i.id) as "endsAt",
      (select min(s.starts_at) from registrations m join intensive_segments s on s.intensive_id = m.intensive_id
        where m.id = ${p('movedFrom')}::uuid) as "startedAt",
      coalesce((select c.says from intensive_changes c where c.id = ${p('changeId')}::uuid), '[]'::jsonb) as says,
      i.cancellation_reason as reason,
      (i.kind = 'COUPLES' and not exists (select from place join pairs q on q.id = place.pair_id where q.joined_at is not null)) as alone,
      (select l.total_minor from place join order_lines l on l.registration_id = place.id join orders x on x.id = l.order_id
        where x.placed_by = place.user_id order by l.id desc limit 1) as "paidMinor",
      (select c.amount_minor from scholarships g join intensive_prices c on c.id = g.price_id
        where g.intensive_id = i.id and g.withdrawn_at is null
          and g.user_id = coalesce((select user_id from place), (select user_id from offer))) as "grantedMinor",
      coalesce((select seats from offer), (select h.seats from place join holds h on h.id = place.hold_id), 1) as seats
    from event i join organizations o on o.id = i.organization_id`,
);

const OFFERS: readonly EventText[] = ['PLACE_OFFERED', 'WAITLIST_OFFERED'];

/** What a mail says of its event besides its facts, as things stood when it was written (`at`); null when it is about none. */
export async function mailedAbout(
  db: Database,
  { text, facts, at }: { text: EventText; facts: MailFacts; at: Date },
): Promise<MailAbout | null> {
  const key = (name: keyof Keys): string | null => (typeof facts[name] === 'string' ? facts[name] : null);
  const [found] = await about(db, {
    ...{ registrationId: key('registrationId'), movedFrom: key('movedFrom'), offerId: key('offerId') },
    ...{ pairId: key('pairId'), order: key('order'), intensiveId: key('intensiveId'), changeId: key('changeId') },
  });
  if (found === undefined) return null;
  const { intensiveId, currency, paidMinor, grantedMinor, seats, ...rest } = found;
  const price = (amountMinor: number | null, of: number) =>
    amountMinor === null || amountMinor === 0 ? null : { amountMinor: amountMinor * of, currency, seats: of };
  if (text === 'PLACE_CONFIRMED') return { ...rest, price: rest.named ? price(paidMinor, 1) : null };
  if (!OFFERS.includes(text)) return { ...rest, price: null };
  const granted = seats === 1 ? grantedMinor : null;
  return { ...rest, price: price(granted ?? (await standingPrice(db, intensiveId, at)), seats) };
}

async function standingPrice(db: Database, id: IntensiveId, at: Date): Promise<number | null> {
  const prices = await pricesOf(db, id);
  return priceNow(prices, at, await takenOf(db, { intensiveId: id, prices }))?.amountMinor ?? null;
}
