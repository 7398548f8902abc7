import { and, eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { type AccommodationRequestId, newId, type RegistrationId } from '../../../drizzle/ids.ts';
import { accommodationRequests, accommodationStates, registrations } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { intensiveById } from '../../intensives/queries.ts';
import { organizationsByIds } from '../../organizations/queries.ts';
import { RegistrationStateError } from '../../registrations/errors.ts';
import { NobodyAnswersError, TooManyAccommodationsError } from '../errors.ts';
import { type OwnAccommodations, ownAccommodations } from '../queries/own.ts';
import { MOST_REQUESTS, mayAsk } from '../rules/states.ts';
import { holdPerson } from './lockRequest.ts';
import { recordDiscreetly } from './recordDiscreetly.ts';
import { openText, sealText } from './sealedTexts.ts';
import { tellThoseWhoAct } from './tellOfRequest.ts';

type Wanted = { need: string; fromOn: string | null; untilOn: string | null; mailAnswer: boolean };
type Asked = Wanted & { registrationId: RegistrationId | null; vault: Vault };
type Done = { id: AccommodationRequestId; registrationId: RegistrationId };
type Registration = typeof registrations.$inferSelect;

/**
 * Asks for what the person needs in order to take part in the event of their registration, also before the seat is confirmed. The
 * same request again, while it waits, answers the first. Throws NotFound, RegistrationState, NobodyAnswers, TooManyAccommodations.
 */
export async function requestAccommodation(
  db: Database,
  act: UserAct,
  { registrationId, vault, ...wanted }: Asked,
): Promise<Done> {
  return db.transaction(async (tx) => {
    const row = await lockOwnRegistration(tx, act, registrationId);
    const [found] = await ownAccommodations(tx, { userId: act.userId, ids: [row.id], now: act.now });
    const intensive = await intensiveById(tx, row.intensiveId);
    if (found === undefined || intensive === null) throw new NotFoundError('The registration');
    const same = sameThatWaits(vault, found, wanted);
    if (same !== null) return { id: same, registrationId: row.id };
    await requireAskable(tx, { found, row, organizationId: intensive.organizationId });
    const id = await write(tx, act, { ...wanted, registrationId: row.id, vault });
    await recordDiscreetly(tx, act, 'ACCOMMODATION_REQUESTED', { ...intensive, id });
    await tellThoseWhoAct(tx, act, intensive);
    return { id, registrationId: row.id };
  });
}

async function lockOwnRegistration(
  tx: Database,
  { userId }: UserAct,
  id: RegistrationId | null,
): Promise<Registration> {
  if (id === null || !(await holdPerson(tx, userId))) throw new NotFoundError('The registration');
  const own = and(eq(registrations.id, id), eq(registrations.userId, userId));
  const [row] = await tx.select().from(registrations).where(own).for('no key update');
  if (row === undefined) throw new NotFoundError('The registration');
  return row;
}

function sameThatWaits(vault: Vault, { requests }: OwnAccommodations, wanted: Wanted): AccommodationRequestId | null {
  const same = requests.find(
    ({ id, states, sealedNeed, fromOn, untilOn, mailAnswer }) =>
      states.at(-1)?.state === 'ASKED' &&
      fromOn === wanted.fromOn &&
      untilOn === wanted.untilOn &&
      mailAnswer === wanted.mailAnswer &&
      openText(vault, sealedNeed, { id, what: 'need' }) === wanted.need,
  );
  return same?.id ?? null;
}

type Asking = {
  found: OwnAccommodations;
  row: Registration;
  organizationId: Parameters<typeof organizationsByIds>[1][0];
};

async function requireAskable(tx: Database, { found, row, organizationId }: Asking): Promise<void> {
  const decision = mayAsk({ ...found, requests: found.requests.length });
  if (decision.ok) return;
  if (decision.because === 'TOO_MANY') throw new TooManyAccommodationsError(MOST_REQUESTS);
  if (decision.because === 'NOBODY_ANSWERS') {
    const [organization] = await organizationsByIds(tx, organizationId === undefined ? [] : [organizationId]);
    throw new NobodyAnswersError(organization?.accommodationContact ?? 'the organization');
  }
  throw new RegistrationStateError(
    row.state,
    decision.because === 'OVER'
      ? 'This event is over or was canceled, so that nothing can be arranged for it any more.'
      : 'This registration has ended, so that nothing can be arranged for it.',
  );
}

async function write(
  tx: Database,
  { userId, now }: UserAct,
  { need, vault, ...facts }: Wanted & { registrationId: RegistrationId; vault: Vault },
): Promise<AccommodationRequestId> {
  const id = newId<AccommodationRequestId>();
  const sealedNeed = sealText(vault, need, { id, what: 'need' });
  await tx.insert(accommodationRequests).values({ ...facts, id, userId, sealedNeed, askedAt: now });
  const state = { userId, byUserId: userId, ordinal: 1, state: 'ASKED', at: now } as const;
  await tx.insert(accommodationStates).values({ ...state, requestId: id });
  return id;
}
