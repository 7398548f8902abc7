import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { IntensiveId, OrganizationId, RegistrationId } from '../../../drizzle/ids.ts';
import { careOpenings } from '../../../drizzle/schema.ts';
import type { CARE_OPENINGS } from '../../../drizzle/tables/care.ts';
import { requireWithinLimit } from '../../accounts/operations.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { leads } from '../../intensives/queries/named.ts';
import { type CarePlace, ledCarePlace, ledCarePlaces } from '../queries/places.ts';
import { careSettingsOf } from '../queries/settings.ts';
import type { IntakeAnswers } from '../rules/form.ts';
import { isWhole } from '../rules/settings.ts';
import { openAnswers, openJoint } from './sealing.ts';
import { requireCare } from './settings.ts';

/** How many records one instructor opens in a day. */
const OPENINGS = { max: 1_000, seconds: 24 * 3600 };
const openingsKey = (userId: string): string => `care openings ${userId}`;

/** What a named instructor reads of a person: a submitted intake, and a joint part to which both people agreed. */
export type OpenedRecord = {
  place: CarePlace;
  intake: IntakeAnswers | null;
  submittedAt: Date | null;
  jointPlan: string | null;
};

function opened(vault: Vault, place: CarePlace): OpenedRecord {
  const { recordId, wrappedDataKey, sealedAnswers, submittedAt, jointPlanId, jointDataKey, sealedJoint } = place;
  const readable = recordId !== null && wrappedDataKey !== null && sealedAnswers !== null && submittedAt !== null;
  const agreed = place.bothAgreed && jointPlanId !== null && jointDataKey !== null && sealedJoint !== null;
  return {
    place,
    intake: readable ? openAnswers(vault, { recordId, wrappedDataKey, sealedAnswers }) : null,
    submittedAt,
    jointPlan: agreed ? openJoint(vault, { jointPlanId, jointDataKey, sealedJoint }) : null,
  };
}

type How = (typeof CARE_OPENINGS)[number];

/** Opens records, each with a line that its person sees; a record with nothing to read is not opened. Throws RateLimited. */
async function open(tx: Database, { userId, now }: UserAct, places: readonly CarePlace[], how: How, vault: Vault) {
  const records = places.map((place) => opened(vault, place)).filter(hasText);
  const lines = records.map(({ place }) => ({ registrationId: place.registrationId, openedBy: userId, how, at: now }));
  if (lines.length > 0) await tx.insert(careOpenings).values(lines);
  return records;
}

const hasText = ({ intake, jointPlan }: OpenedRecord): boolean => intake !== null || jointPlan !== null;

type Asked = { intensiveId: IntensiveId; registrationId: RegistrationId | null; vault: Vault };

/**
 * What a person at a therapy event wrote for the instructors named on it; the opening is logged for the person to see. Null while there
 * is nothing to read. Throws NotFound for everybody else, CareNotSetUp, RateLimited.
 */
export async function openCareRecord(
  db: Database,
  act: UserAct,
  { intensiveId, registrationId, vault }: Asked,
): Promise<OpenedRecord | null> {
  await requireWithinLimit(db, { key: openingsKey(act.userId), limit: OPENINGS, now: act.now });
  return db.transaction(async (tx) => {
    const place = await ledCarePlace(tx, { id: registrationId, userId: act.userId });
    if (place?.intensiveId !== intensiveId) throw new NotFoundError('The record');
    await requireCare(tx, place.organizationId);
    return (await open(tx, act, [place], 'READ', vault))[0] ?? null;
  });
}

type Event = { intensiveId: IntensiveId; organizationId: OrganizationId };

/** The live places of a therapy event, for an instructor named on it; null for everybody else, and while care is not set up. */
export async function seenPeople(
  db: Database,
  { userId }: Pick<UserAct, 'userId'>,
  { intensiveId, organizationId }: Event,
): Promise<CarePlace[] | null> {
  if (!(await leads(db, { intensiveId, userId }))) return null;
  return isWhole(await careSettingsOf(db, organizationId)) ? ledCarePlaces(db, { intensiveId, userId }) : null;
}

/** The same, for a verb. Throws NotFound, CareNotSetUp. */
async function requirePeople(
  db: Database,
  { userId }: Pick<UserAct, 'userId'>,
  { intensiveId, organizationId }: Event,
): Promise<CarePlace[]> {
  if (!(await leads(db, { intensiveId, userId }))) throw new NotFoundError('The event');
  await requireCare(db, organizationId);
  return ledCarePlaces(db, { intensiveId, userId });
}

/**
 * Everything that a named instructor may read of an event, as JSON for the record system of the practice. Each record in it is logged
 * as an opening. Throws NotFound for everybody else, CareNotSetUp, RateLimited.
 */
export async function exportCareRecords(
  db: Database,
  act: UserAct,
  { vault, ...event }: Event & { vault: Vault },
): Promise<string> {
  await requireWithinLimit(db, { key: openingsKey(act.userId), limit: OPENINGS, now: act.now });
  return db.transaction(async (tx) => {
    const places = await requirePeople(tx, act, event);
    const records = await open(tx, act, places, 'EXPORTED', vault);
    const people = records.map(({ place, intake, submittedAt, jointPlan }) => ({
      ...{ name: place.name, email: place.email, submittedAt, intake, jointPlan },
      ...{ screenedAt: place.screenedAt, present: place.present, keptUntil: place.keptUntil },
    }));
    return JSON.stringify({ exportedAt: act.now, people }, null, 2);
  });
}
