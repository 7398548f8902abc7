import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, IntensiveId, OrganizationId, PairId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { instantOf, statement } from '../../../drizzle/statement.ts';
import type { HOLD_KINDS, RegistrationState } from '../../../drizzle/tables/registrations.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';
import { showsPeople } from '../../intensives/queries/named.ts';
import { holdIsOpen } from '../../intensives/queries/seats.ts';
import { CHARGED_BACK, LETS_IN } from '../../intensives/queries/uses.ts';
import type { Because, By } from '../rules/states.ts';

/** CHARGED_BACK: a bank took the payment back for good. REFUNDED: what was paid for the place went back. */
export const WITHHELD = ['CHARGED_BACK', 'REFUNDED'] as const;
type Withheld = (typeof WITHHELD)[number];

export type StateLine = { state: RegistrationState; because: Because; by: By; at: Date };

/** A registration with everything that its person sees. */
export type OwnRegistration = {
  id: RegistrationId;
  intensiveId: IntensiveId;
  userId: UserId | null;
  pairId: PairId | null;
  state: RegistrationState;
  createdAt: Date;
  confirmedAt: Date | null;
  endedAt: Date | null;
  /** Whether a link waits for somebody to take the place. */
  linked: boolean;
  states: StateLine[];
  /** The hold, while it is open by the database's clock. */
  holdId: HoldId | null;
  holdKind: (typeof HOLD_KINDS)[number] | null;
  holdEndsAt: Date | null;
  holdExtended: boolean;
  /** Of a pair: whether the second person has joined. */
  pairJoined: boolean | null;
  /** Why a confirmed person is shown neither venue nor link; null when they are. */
  withheld: Withheld | null;
  /** For a confirmed person only. */
  venue: string | null;
  link: string | null;
};

type InJson = Omit<StateLine, 'at'> & { at: string };
type Stored = Omit<OwnRegistration, 'states'> & { states: InJson[] };

const readStates = <Row extends { states: InJson[] }>({ states, ...row }: Row) => ({
  ...row,
  states: states.map(({ at, ...line }) => ({ ...line, at: instantOf(at) })),
});

const STATES = sql`(select json_agg(json_build_object('state', s.state, 'because', s.because, 'by', s.by, 'at', s.at) order by s.ordinal)
    from registration_states s where s.registration_id = r.id)`;

const ownWhere = (
  condition: SQL,
): SQL => sql`select r.id, r.intensive_id as "intensiveId", r.user_id as "userId", r.pair_id as "pairId",
    r.state, r.created_at as "createdAt", r.confirmed_at as "confirmedAt", r.ended_at as "endedAt",
    (r.claim_hash is not null and r.claimed_at is null) as linked, ${STATES} as states,
    o.id as "holdId", o.kind as "holdKind", o.expires_at as "holdEndsAt", coalesce(o.extended_at is not null, false) as "holdExtended",
    (select q.joined_at is not null from pairs q where q.id = r.pair_id) as "pairJoined",
    case when r.state = 'CONFIRMED' and not ${LETS_IN} then case when ${CHARGED_BACK} then 'CHARGED_BACK' else 'REFUNDED' end end as withheld,
    case when r.state = 'CONFIRMED' and ${LETS_IN} then i.venue end as venue,
    case when r.state = 'CONFIRMED' and ${LETS_IN} then i.link end as link
  from registrations r join intensives i on i.id = r.intensive_id left join holds h on h.id = r.hold_id
    left join lateral (select h.* where ${holdIsOpen('h', sql`clock_timestamp()`)} and r.ended_at is null) o on true
  where ${condition}`;

const ofPerson = statement<Window & { userId: UserId }, OwnRegistration, Stored>(
  'registrations_of_person',
  (p) => ownWhere(sql`r.user_id = ${p('userId')} and ${windowOn('r.id')}`),
  readStates,
);

/** A person's registrations, newest first, within a page's window. */
export function registrationsOf(db: Database, asked: Window & { userId: UserId }): Promise<OwnRegistration[]> {
  return ofPerson(db, asked);
}

// A place that nobody has claimed yet is its buyer's.
const byIds = statement<{ userId: UserId; ids: readonly RegistrationId[] }, OwnRegistration, Stored>(
  'own_registrations_by_ids',
  (p) =>
    ownWhere(sql`r.id = any(${p('ids')}::uuid[])
    and (r.user_id = ${p('userId')} or (r.user_id is null and h.user_id = ${p('userId')}))`),
  readStates,
);

/** Those of these registrations that this person sees: their own, and places that they bought and nobody has claimed. */
export function ownRegistrations(
  db: Database,
  asked: { userId: UserId; ids: readonly RegistrationId[] },
): Promise<OwnRegistration[]> {
  return byIds(db, asked);
}

/** A registration as the organization sees it. */
export type RegistrationRecord = Pick<
  OwnRegistration,
  'id' | 'pairId' | 'state' | 'createdAt' | 'confirmedAt' | 'endedAt' | 'states'
> & { name: string | null; email: string | null };

type RecordFilter = { intensiveId: IntensiveId; state: RegistrationState | null; viewer: UserId };

/** Who has a place, as far as the reader may know. */
const WHO = sql`case when ${showsPeople(sql`${sql.placeholder('viewer')}::uuid`)} then f.legal_name end as name,
    case when ${showsPeople(sql`${sql.placeholder('viewer')}::uuid`)} then coalesce(u.mail_address, u.email) end as email`;

const records = statement<
  RecordFilter & Window,
  RegistrationRecord,
  Omit<RegistrationRecord, 'states'> & { states: InJson[] }
>(
  'registrations_of_intensive',
  (p) => sql`select r.id, r.pair_id as "pairId", r.state, r.created_at as "createdAt", r.confirmed_at as "confirmedAt",
      r.ended_at as "endedAt", ${STATES} as states, ${WHO}
    from registrations r join intensives i on i.id = r.intensive_id
      left join users u on u.id = r.user_id left join profiles f on f.user_id = r.user_id
    where r.intensive_id = ${p('intensiveId')}::uuid and (${p('state')}::text is null or r.state = ${p('state')}::text)
      and ${windowOn('r.id')}`,
  readStates,
);

/** The registrations of an intensive in this state (in any without one), newest first, within a page's window. */
export function recordsOf(db: Database, asked: RecordFilter & Window): Promise<RegistrationRecord[]> {
  return records(db, asked);
}

const record = statement<
  { id: RegistrationId; viewer: UserId },
  RegistrationRecord,
  Omit<RegistrationRecord, 'states'> & { states: InJson[] }
>(
  'registration_record',
  (p) => sql`select r.id, r.pair_id as "pairId", r.state, r.created_at as "createdAt", r.confirmed_at as "confirmedAt",
      r.ended_at as "endedAt", ${STATES} as states, ${WHO}
    from registrations r join intensives i on i.id = r.intensive_id
      left join users u on u.id = r.user_id left join profiles f on f.user_id = r.user_id
    where r.id = ${p('id')}`,
  readStates,
);

/** One registration as the organization sees it. Whoever calls this has asked for the permission. */
export async function recordOf(
  db: Database,
  asked: { id: RegistrationId; viewer: UserId },
): Promise<RegistrationRecord | null> {
  return (await record(db, asked))[0] ?? null;
}

const organization = statement<{ id: RegistrationId }, { organizationId: OrganizationId }>(
  'organization_of_registration',
  (
    p,
  ) => sql`select i.organization_id as "organizationId" from registrations r join intensives i on i.id = r.intensive_id
    where r.id = ${p('id')}`,
);

/** The organization of a registration; null for an unknown one. */
export async function organizationOf(db: Database, id: RegistrationId | null): Promise<OrganizationId | null> {
  return id === null ? null : ((await organization(db, { id }))[0]?.organizationId ?? null);
}

const atTraining = statement<{ id: RegistrationId; userId: UserId }, { id: RegistrationId }>(
  'place_at_training',
  (p) => sql`select r.id from registrations r join intensives i on i.id = r.intensive_id
    where r.id = ${p('id')} and r.user_id = ${p('userId')} and r.state = 'CONFIRMED' and i.kind = 'TRAINING'`,
);

/** Whether a person has this confirmed place at a training, at whose door they sign in. */
export async function hasPlaceAtTraining(
  db: Database,
  asked: { id: RegistrationId; userId: UserId },
): Promise<boolean> {
  return (await atTraining(db, asked)).length > 0;
}
