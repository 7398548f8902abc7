import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, PairId, RegistrationId } from '../../../drizzle/ids.ts';
import { pairs, registrations, waitlistEntries } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { type IntensiveRow, lockIntensive, segmentsOf } from '../../intensives/queries.ts';
import { startsAt } from '../../intensives/rules/agenda.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import {
  NoApplicationsError,
  OneMetError,
  PairIncompleteError,
  RegistrationStateError,
  SoldOutError,
} from '../errors.ts';
import { liveRegistration } from '../queries/own.ts';
import { organizationOf } from '../queries/registrations.ts';
import { registrationWindow } from '../rules/window.ts';
import { changeStates } from './changeState.ts';
import { endSeat } from './endSeat.ts';
import { lockRegistration, type RegistrationRow } from './lock.ts';
import { metAlone, requireScreened } from './noteScreening.ts';
import { openRegistration, requireAdult } from './register.ts';
import { registrationClosed } from './registrationClosed.ts';
import { takeHold } from './takeHold.ts';
import { tellOfApplication } from './tellOfApplication.ts';

const DECLINED_BEFORE =
  'Your application for this event was not accepted, so you cannot apply for it again. Look for another date, or write to the organization.';

/**
 * Applies for an event by application. It takes no seat and no money. A second call answers the first's registration. Throws NotFound,
 * InvalidInput, NoApplications, RegistrationClosed, and RegistrationState for somebody who was not accepted before.
 */
export async function applyToIntensive(
  db: Database,
  act: UserAct,
  { intensiveId, adult }: { intensiveId: IntensiveId | null; adult: boolean },
): Promise<{ registrationId: RegistrationId }> {
  requireAdult(adult);
  return db.transaction(async (tx) => {
    const intensive = await lockIntensive(tx, intensiveId);
    if (intensive.publishedAt === null) throw new NotFoundError('The intensive');
    if (intensive.admission !== 'APPLICATION') throw new NoApplicationsError();
    const { userId } = act;
    const live = await liveRegistration(tx, { intensiveId: intensive.id, userId });
    if (live !== null) return { registrationId: live.id };
    const window = registrationWindow(intensive, act.now);
    if (!window.ok) throw registrationClosed(window.because, intensive);
    const before = and(eq(registrations.intensiveId, intensive.id), eq(registrations.userId, userId));
    const [declined] = await tx
      .select({ id: registrations.id })
      .from(registrations)
      .where(and(before, eq(registrations.state, 'DECLINED')));
    if (declined !== undefined) throw new RegistrationStateError('DECLINED', DECLINED_BEFORE);
    const opening = { intensive, userId, holdId: null, state: 'APPLIED', adult } as const;
    const registrationId = await openRegistration(tx, act, opening);
    const { organizationId } = intensive;
    await recordEvent(tx, act, 'REGISTRATION_OPENED', { objectId: registrationId, organizationId });
    // Of two people nothing can be decided before both have said yes.
    if (intensive.kind !== 'COUPLES') await tellOfApplication(tx, act, intensive);
    return { registrationId };
  });
}

export type Decision = 'ACCEPT' | 'DECLINE';
type Deciding = {
  registrationId: RegistrationId | null;
  decision: Decision;
  /** Whether a member knows that only one of a pair was met, and declines all the same. */
  oneWasMet?: boolean | undefined;
};

/**
 * Decides an application, for a member of the organization. Accepting offers a seat for the hours that the event names; while none is
 * left or others wait, the applicant joins the waitlist. A pair is decided together, once both have joined. Declining says no reason.
 * The same decision again changes nothing. Throws NotFound, Forbidden, PairIncomplete, ScreeningNeeded, OneMet, RegistrationClosed,
 * RegistrationState.
 */
export async function decideApplication(
  db: Database,
  act: UserAct,
  { registrationId, decision, oneWasMet = false }: Deciding,
): Promise<{ registrationId: RegistrationId }> {
  return db.transaction(async (tx) => {
    const owner = await organizationOf(tx, registrationId);
    const asked = { permission: 'MANAGE_REGISTRATIONS', organizationId: owner, what: 'The application' } as const;
    const { organizationId, as } = await requirePermission(tx, act, asked);
    if (registrationId === null) throw new NotFoundError('The application');
    const found = await lockRegistration(tx, registrationId);
    const decline = () => declineAll(tx, act, { ...found, oneWasMet });
    const changed = decision === 'ACCEPT' ? await accept(tx, act, found) : await decline();
    if (changed)
      await recordEvent(tx, act, 'APPLICATION_DECIDED', {
        ...{ objectId: registrationId, organizationId, as },
        details: { decision },
      });
    return { registrationId };
  });
}

type Declining = Locked & { oneWasMet: boolean };

async function declineAll(tx: Database, { now }: UserAct, { row, intensive, oneWasMet }: Declining): Promise<boolean> {
  // A pair ends as if one of the two had withdrawn, so that neither end tells who wanted it.
  const to = row.pairId === null ? 'DECLINED' : 'CANCELLED';
  if (row.state === to) return false;
  if (row.state !== 'APPLIED') throw new RegistrationStateError(row.state);
  if (!oneWasMet) await requireNotOneMet(tx, intensive, row);
  const end = { to, because: 'NOT_ACCEPTED', by: 'member', at: now, whose: null } as const;
  await endSeat(tx, { registrationId: row.id, ...end });
  return true;
}

/** Whoever was not met would learn that the other one said something. Throws OneMet. */
async function requireNotOneMet(tx: Database, intensive: IntensiveRow, { pairId }: RegistrationRow): Promise<void> {
  if (pairId === null) return;
  const { met, waiting } = await metAlone(tx, { intensive, ids: (await appliedOf(tx, pairId)).map(({ id }) => id) });
  if (met > 0 && waiting > 0) throw new OneMetError();
}

type Locked = { row: RegistrationRow; intensive: IntensiveRow };

const ACCEPTED: readonly RegistrationRow['state'][] = ['OFFERED', 'HELD', 'AWAITING_PAYMENT', 'CONFIRMED'];

async function accept(tx: Database, act: UserAct, { row, intensive }: Locked): Promise<boolean> {
  if (ACCEPTED.includes(row.state)) return false;
  if (row.state !== 'APPLIED' || row.userId === null) throw new RegistrationStateError(row.state);
  const together = await pairOf(tx, intensive, row);
  const waits = await waitsAlready(tx, row);
  if (waits) return false;
  await requireScreened(tx, { intensive, ids: together.ids, asked: 'BY_MEMBER' });
  const seconds = await offerSeconds(tx, act, intensive);
  const { ids, userId, pairId } = together;
  const offer = {
    intensive,
    userId,
    kind: 'OFFER',
    seats: ids.length,
    expiresInSeconds: seconds,
    marginSeconds: 0,
  } as const;
  try {
    const hold = await takeHold(tx, act, { ...offer, own: false, given: true });
    const change = { to: 'OFFERED', because: 'ACCEPTED', by: 'member', at: act.now, holdId: hold.id } as const;
    await changeStates(tx, { ids, ...change });
  } catch (error) {
    if (!(error instanceof SoldOutError)) throw error;
    const entry = { intensiveId: intensive.id, userId, pairId, seats: ids.length, joinedAt: act.now };
    await tx.insert(waitlistEntries).values(entry);
    const change = { to: 'APPLIED', because: 'ACCEPTED_WAITS', by: 'member', at: act.now } as const;
    await changeStates(tx, { ids, ...change });
  }
  return true;
}

type Together = { ids: RegistrationId[]; userId: NonNullable<RegistrationRow['userId']>; pairId: PairId | null };

/** Who is decided together: an applicant, or both of a pair. Couples come in pairs. */
async function pairOf(tx: Database, { kind }: IntensiveRow, row: RegistrationRow): Promise<Together> {
  const { id, userId, pairId } = row;
  if (userId === null) throw new RegistrationStateError(row.state);
  if (pairId === null) {
    if (kind === 'COUPLES') throw new PairIncompleteError({ invited: false });
    return { ids: [id], userId, pairId };
  }
  const [pair] = await tx.select().from(pairs).where(eq(pairs.id, pairId));
  const both = await appliedOf(tx, pairId);
  if (pair === undefined || pair.joinedAt === null || both.length !== 2)
    throw new PairIncompleteError({ invited: true });
  return { ids: both.map((one) => one.id), userId: pair.firstUserId, pairId };
}

function appliedOf(tx: Database, pairId: PairId): Promise<{ id: RegistrationId }[]> {
  const live = and(eq(registrations.pairId, pairId), eq(registrations.state, 'APPLIED'));
  return tx.select({ id: registrations.id }).from(registrations).where(live);
}

async function waitsAlready(tx: Database, { intensiveId, userId, pairId }: RegistrationRow): Promise<boolean> {
  const whose = pairId === null ? eq(waitlistEntries.userId, userId as never) : eq(waitlistEntries.pairId, pairId);
  const open = and(eq(waitlistEntries.intensiveId, intensiveId), isNull(waitlistEntries.endedAt), whose);
  return (await tx.$count(waitlistEntries, open)) > 0;
}

/** How long an offer lasts: the hours of the event, and no longer than to its start. */
async function offerSeconds(tx: Database, { now }: UserAct, intensive: IntensiveRow): Promise<number> {
  const start = startsAt(await segmentsOf(tx, intensive.id));
  const left = start === null ? Number.POSITIVE_INFINITY : Math.floor((start.getTime() - now.getTime()) / 1000);
  if (intensive.cancelledAt !== null || left <= 0)
    throw registrationClosed(intensive.cancelledAt === null ? 'OVER' : 'CANCELLED', intensive);
  return Math.min(intensive.offerHours * 3600, left);
}
