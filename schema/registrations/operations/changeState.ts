import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId, IntensiveId, PairId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';
import { LIVE_STATES, type RegistrationState } from '../../../drizzle/tables/registrations.ts';
import type { Act } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { RegistrationStateError } from '../errors.ts';
import { factsOf, leaderMailOf, type MailFacts, mailOf } from '../rules/mails.ts';
import { type Because, type By, comesFrom } from '../rules/states.ts';
import { tellLeaders } from './tellLeaders.ts';
import { eventMails, type NewMail } from './writeMail.ts';

/** A registration that has just come into a state. */
export type Moved = {
  id: RegistrationId;
  userId: UserId | null;
  intensiveId: IntensiveId;
  holdId: HoldId | null;
  pairId: PairId | null;
  was: RegistrationState;
  ordinal: number;
  kind: IntensiveKind;
  title: string;
  neutralName: string | null;
  timeZone: string;
  endsAt: Date | null;
};

type Step = {
  ids: readonly RegistrationId[];
  from: readonly RegistrationState[];
  to: RegistrationState;
  because: Because;
  by: By;
  at: Date;
  holdId: HoldId | null;
};

const LIVE = sql.raw(LIVE_STATES.map((state) => `'${state}'`).join(', '));

const step = statement<Step, Moved>(
  'move_registrations',
  (p) => sql`with old as (
      select r.id, r.state from registrations r
      where r.id = any(${p('ids')}::uuid[]) and r.state = any(${p('from')}::text[]) order by r.id for update
    ), moved as (
      update registrations r set state = ${p('to')}, hold_id = coalesce(${p('holdId')}::uuid, r.hold_id),
        ended_at = case when ${p('to')} in (${LIVE}) then null else ${p('at')}::timestamptz end,
        confirmed_at = case when ${p('to')} = 'CONFIRMED' and old.state <> 'CONFIRMED' then ${p('at')}::timestamptz else r.confirmed_at end,
        claim_hash = case when ${p('to')} in (${LIVE}) then r.claim_hash end,
        calendar_sequence = r.calendar_sequence + case when 'CONFIRMED' in (${p('to')}, old.state) then 1 else 0 end
      from old where r.id = old.id
      returning r.id, r.user_id, r.intensive_id, r.hold_id, r.pair_id, old.state as was
    ), noted as (
      insert into registration_states (id, registration_id, ordinal, state, because, "by", at)
      select uuidv7(), m.id, 1 + (select coalesce(max(s.ordinal), 0) from registration_states s where s.registration_id = m.id),
        ${p('to')}, ${p('because')}, ${p('by')}, ${p('at')}::timestamptz
      from moved m returning registration_id, ordinal
    )
    select m.id, m.user_id as "userId", m.intensive_id as "intensiveId", m.hold_id as "holdId", m.pair_id as "pairId", m.was,
      n.ordinal, i.kind, i.title, i.neutral_name as "neutralName", i.time_zone as "timeZone", h.expires_at as "endsAt"
    from moved m join noted n on n.registration_id = m.id join intensives i on i.id = m.intensive_id
      left join holds h on h.id = m.hold_id order by m.id`,
);

export type Change = { to: RegistrationState; because: Because; by: By; at: Date };
type Many = Change & {
  ids: readonly RegistrationId[];
  /** Only those in these states; by default the states from which one may come. */
  from?: readonly RegistrationState[];
  /** The hold that they have from now on; the one before when absent. */
  holdId?: HoldId | null;
  /** Whether no mail tells of it, because another one does. */
  quietly?: boolean;
};

/**
 * Brings registrations into a state, with its line of the history, a higher SEQUENCE where calendars change, and the mail that tells of
 * it. Those that are in no state from which one may come there are left alone. Answers the others.
 */
export async function changeStates(tx: Database, { quietly = false, ...change }: Many): Promise<Moved[]> {
  if (change.ids.length === 0) return [];
  const { to, because, from = comesFrom(to), holdId = null } = change;
  const moved = await step(tx, { ...change, from, holdId });
  if (!quietly)
    await eventMails(
      tx,
      moved.flatMap((one) => mailTo(one, { to, because }) ?? []),
    );
  await tellLeaders(
    tx,
    moved.flatMap((one) => leaderMailTo(one, to) ?? []),
  );
  return moved;
}

type OfPlace = Pick<Moved, 'id' | 'ordinal' | 'intensiveId' | 'kind' | 'title' | 'neutralName' | 'timeZone'>;

/** What whoever leads a consultation is told of a place there; null when nothing became of their time. */
export function leaderMailTo(place: OfPlace & { was: RegistrationState | null }, to: RegistrationState) {
  const { id, ordinal, was, intensiveId, kind, title, neutralName, timeZone } = place;
  const text = leaderMailOf(was, to);
  if (text === null) return null;
  return { key: `state ${id} ${ordinal}`, text, intensiveId, kind, title, neutralName, timeZone };
}

/** The mail that tells a person of a state; null when none does, or nobody has the place. */
export function mailTo(
  { userId, id, ordinal, endsAt, ...intensive }: Omit<Moved, 'holdId' | 'pairId' | 'was' | 'intensiveId'>,
  { to, because, movedFrom }: Pick<Change, 'to' | 'because'> & { movedFrom?: RegistrationId },
): NewMail | null {
  const text = mailOf(to, because, intensive.kind);
  if (userId === null || text === null) return null;
  const moved: MailFacts = movedFrom === undefined ? {} : { movedFrom };
  const facts = { ...factsOf(intensive), registrationId: id, endsAt: endsAt?.toISOString() ?? null, ...moved };
  return { key: `state ${id} ${ordinal}`, text, userId, facts };
}

/** As changeStates, of one registration. Throws RegistrationState when it cannot come into that state. */
export async function changeState(
  tx: Database,
  { registrationId, ...change }: Change & { registrationId: RegistrationId; holdId?: HoldId | null; quietly?: boolean },
): Promise<Moved> {
  const [moved] = await changeStates(tx, { ...change, ids: [registrationId] });
  if (moved !== undefined) return moved;
  const [found] = await stateOf(tx, { id: registrationId });
  if (found === undefined) throw new NotFoundError('The registration');
  throw new RegistrationStateError(found.state);
}

const stateOf = statement<{ id: RegistrationId }, { state: RegistrationState }>(
  'state_of_registration',
  (p) => sql`select state from registrations where id = ${p('id')}`,
);

/** Who acts, as the history names them. A member's verb says so itself. */
export const byOf = ({ actor }: Pick<Act, 'actor'>): By => actor;
