import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import {
  type HoldId,
  type IntensiveId,
  newId,
  type PairId,
  type RegistrationId,
  type UserId,
} from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';
import type { Act } from '../../act.ts';
import { InvalidInputError, RateLimitedError } from '../../errors.ts';
import type { IntensiveRow } from '../../intensives/queries.ts';
import { AlreadyRegisteredError } from '../errors.ts';
import { BEGUN_A_DAY, dayAfter } from '../rules/limits.ts';
import { type Because, type By, firstReason } from '../rules/states.ts';
import { byOf, leaderMailTo, mailTo } from './changeState.ts';
import { tellLeaders } from './tellLeaders.ts';
import { eventMails } from './writeMail.ts';

type Made = {
  id: RegistrationId;
  intensiveId: IntensiveId;
  userId: UserId | null;
  pairId: PairId | null;
  holdId: HoldId | null;
  transferredFrom: RegistrationId | null;
  state: RegistrationState;
  claimHash: Buffer | null;
  because: Because;
  by: By;
  at: Date;
};

type Found = { made: RegistrationId | null; live: RegistrationId | null; oldest: Date | null; endsAt: Date | null };

const make = statement<Made, Found>(
  'open_registration',
  (p) => sql`with begun as (
      select min(b.created_at) as oldest, count(*) as count from registrations b
      where b.intensive_id = ${p('intensiveId')}::uuid and b.user_id = ${p('userId')}::uuid
        and b.created_at > ${p('at')}::timestamptz - interval '1 day'
    ), made as (
      insert into registrations (id, intensive_id, user_id, pair_id, hold_id, transferred_from, state, claim_hash,
        adult_stated_at, calendar_sequence, created_at, confirmed_at)
      select ${p('id')}::uuid, ${p('intensiveId')}::uuid, ${p('userId')}::uuid, ${p('pairId')}::uuid, ${p('holdId')}::uuid,
        ${p('transferredFrom')}::uuid, ${p('state')}::text, ${p('claimHash')}::bytea,
        case when ${p('userId')}::uuid is not null then ${p('at')}::timestamptz end, 0, ${p('at')}::timestamptz,
        case when ${p('state')}::text = 'CONFIRMED' then ${p('at')}::timestamptz end
      from begun where begun.count < ${sql.raw(String(BEGUN_A_DAY))}
      on conflict (intensive_id, user_id) where ended_at is null do nothing returning id
    ), noted as (
      insert into registration_states (id, registration_id, ordinal, state, because, "by", at)
      select uuidv7(), made.id, 1, ${p('state')}::text, ${p('because')}::text, ${p('by')}::text, ${p('at')}::timestamptz from made
    )
    select (select id from made) as made,
      (select l.id from registrations l where l.intensive_id = ${p('intensiveId')}::uuid
        and l.user_id = ${p('userId')}::uuid and l.ended_at is null) as live,
      (select oldest from begun) as oldest, (select h.expires_at from holds h where h.id = ${p('holdId')}::uuid) as "endsAt"`,
);

export type Opening = {
  intensive: IntensiveRow;
  /** Null for a place that nobody has claimed yet. */
  userId: UserId | null;
  holdId: HoldId | null;
  state: RegistrationState;
  pairId?: PairId | null;
  claimHash?: Buffer | null;
  transferredFrom?: RegistrationId | null;
  because?: Because;
  /** Who opens it; the actor, when absent. */
  by?: By;
  /** Whether the person says that they are 18 or older. */
  adult: boolean;
};

/** Everyone who comes is 18 or older. Throws InvalidInput. */
export function requireAdult(adult: boolean): void {
  if (adult) return;
  throw new InvalidInputError([
    { path: 'adult', message: 'This event is for people who are 18 or older; confirm your age with `true`.' },
  ]);
}

/**
 * Opens a registration: one seat of one person, or of whoever claims it. The caller has locked the intensive and has the seat, if the
 * state takes one. Throws AlreadyRegistered, InvalidInput without a statement of age, RateLimited after ten in a day.
 */
export async function openRegistration(tx: Database, act: Act, opening: Opening): Promise<RegistrationId> {
  const { intensive, userId, holdId, state, pairId = null, claimHash = null, transferredFrom = null } = opening;
  if (userId !== null) requireAdult(opening.adult);
  const because = opening.because ?? firstReason(state);
  const id = newId<RegistrationId>();
  const row = { id, intensiveId: intensive.id, userId, pairId, holdId, transferredFrom, state, claimHash, because };
  const [found] = await make(tx, { ...row, by: opening.by ?? byOf(act), at: act.now });
  if (found?.live != null && found.made === null) throw new AlreadyRegisteredError(found.live);
  if (found == null || found.made === null) throw new RateLimitedError(dayAfter(found?.oldest ?? act.now));
  const movedFrom = because === 'MOVED' && transferredFrom !== null ? transferredFrom : undefined;
  const one = { ...intensive, id, userId, ordinal: 1, endsAt: found.endsAt };
  const mail = mailTo(one, { to: state, because, movedFrom });
  if (mail !== null) await eventMails(tx, [mail]);
  const toLeaders = leaderMailTo({ ...one, intensiveId: intensive.id, was: null }, state);
  if (toLeaders !== null) await tellLeaders(tx, [toLeaders]);
  return id;
}
