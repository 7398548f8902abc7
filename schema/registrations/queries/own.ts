import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, IntensiveId, PairId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { HOLD_KINDS, RegistrationState } from '../../../drizzle/tables/registrations.ts';
import { holdIsOpen, MOMENT } from '../../intensives/queries/seats.ts';

type Whose = { intensiveId: IntensiveId; userId: UserId };

export type LiveRegistration = {
  id: RegistrationId;
  state: RegistrationState;
  pairId: PairId | null;
  holdId: HoldId | null;
};

const live = statement<Whose, LiveRegistration>(
  'live_registration',
  (p) => sql`select r.id, r.state, r.pair_id as "pairId", r.hold_id as "holdId" from registrations r
    where r.intensive_id = ${p('intensiveId')} and r.user_id = ${p('userId')} and r.ended_at is null`,
);

/** A person's live registration for an intensive; they have at most one. */
export async function liveRegistration(db: Database, whose: Whose): Promise<LiveRegistration | null> {
  return (await live(db, whose))[0] ?? null;
}

const liveOrLinked = statement<Whose, { id: RegistrationId }>(
  'live_or_linked_registration',
  (p) => sql`select r.id from registrations r
      where r.intensive_id = ${p('intensiveId')}::uuid and r.user_id = ${p('userId')}::uuid and r.ended_at is null
    union all
    select r.id from event_mails m join registrations r on r.id = (m.facts ->> 'registrationId')::uuid
      where m.user_id = ${p('userId')}::uuid and m.text = 'PLACE_LINK' and r.intensive_id = ${p('intensiveId')}::uuid
        and r.user_id is null and r.ended_at is null
    limit 1`,
);

/** A person's live registration for an intensive, or a place there to which their account was mailed a link. */
export async function liveOrWaiting(db: Database, whose: Whose): Promise<RegistrationId | null> {
  return (await liveOrLinked(db, whose))[0]?.id ?? null;
}

export type OpenOffer = {
  holdId: HoldId;
  kind: (typeof HOLD_KINDS)[number];
  seats: number;
  expiresAt: Date | null;
  registrationIds: RegistrationId[];
};

const offers = statement<Whose, OpenOffer>(
  'open_offer_of_person',
  (p) => sql`with ${MOMENT}, mine as (
      select r.hold_id from registrations r where r.intensive_id = ${p('intensiveId')} and r.user_id = ${p('userId')}
        and r.state in ('OFFERED', 'HELD')
    )
    select h.id as "holdId", h.kind, h.seats, h.expires_at as "expiresAt",
      array(select r.id from registrations r where r.hold_id = h.id and r.ended_at is null order by r.id) as "registrationIds"
    from moment m, holds h
    where h.id in (select hold_id from mine union
        select o.id from holds o where o.intensive_id = ${p('intensiveId')} and o.user_id = ${p('userId')} and o.kind = 'OFFER')
      and ${holdIsOpen('h', sql`m.at`)} order by h.id limit 1`,
);

/** A place that is offered to a person, of an accepted application or of the waitlist, while its hold is open. */
export async function openOfferOf(db: Database, whose: Whose): Promise<OpenOffer | null> {
  return (await offers(db, whose))[0] ?? null;
}

const offered = statement<Whose, { offered: boolean }>(
  'was_offered',
  (p) => sql`select exists (select from registrations r join registration_states s on s.registration_id = r.id
      where r.intensive_id = ${p('intensiveId')} and r.user_id = ${p('userId')} and s.state = 'OFFERED')
    or exists (select from waitlist_entries e join waitlist_offers w on w.entry_id = e.id
      where e.intensive_id = ${p('intensiveId')} and e.user_id = ${p('userId')}) as offered`,
);

/** Whether a place of the intensive was ever offered to a person. */
export async function wasOffered(db: Database, whose: Whose): Promise<boolean> {
  return (await offered(db, whose))[0]?.offered ?? false;
}
