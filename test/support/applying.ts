import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { IntensiveId, OrganizationId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import { registrationStates } from '../../drizzle/schema.ts';
import {
  applyToIntensive,
  type Decision,
  decideApplication,
} from '../../schema/registrations/operations/applications.ts';
import { cancelRegistration } from '../../schema/registrations/operations/cancelRegistration.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { openTestPool } from './quizCourse.ts';
import { actOf, addIntensive, addMember, addOrganization, NOW, registrationsIn } from './seatRows.ts';

/** A database with an organization whose events are by application, and the verbs around applications. */
export const openApplying = async () => {
  const { db, close } = await openTestPool({ max: 12 });
  const organizationId: OrganizationId = await addOrganization(db);
  const organizer = await addMember(db, organizationId, 'ORGANIZER');
  const rowOf = async (intensiveId: IntensiveId, userId: UserId) =>
    (await registrationsIn(db, intensiveId)).filter((row) => row.userId === userId).at(-1);
  return {
    ...{ db: db as Database, close, organizationId, organizer, rowOf },
    chosen: (terms: Parameters<typeof addIntensive>[1] = {}) =>
      addIntensive(db, { organizationId, admission: 'APPLICATION', ...terms }),
    apply: (intensiveId: IntensiveId, userId: UserId, at = NOW) =>
      applyToIntensive(db, actOf(userId, at), { intensiveId, adult: true }),
    decide: (registrationId: RegistrationId, decision: Decision, by = organizer) =>
      decideApplication(db, actOf(by), { registrationId, decision }),
    take: (intensiveId: IntensiveId, userId: UserId) => registerFree(db, actOf(userId), { intensiveId, adult: true }),
    cancel: (userId: UserId, registrationId: RegistrationId) =>
      cancelRegistration(db, actOf(userId), { registrationId }),
    stateOf: async (intensiveId: IntensiveId, userId: UserId) => (await rowOf(intensiveId, userId))?.state,
    /** The history of a registration: state, reason, by whom. */
    reasonsOf: async (registrationId: RegistrationId) => {
      const ofOne = eq(registrationStates.registrationId, registrationId);
      const rows = await db.select().from(registrationStates).where(ofOne).orderBy(registrationStates.ordinal);
      return rows.map(({ state, because, by }) => `${state} ${because} ${by}`);
    },
  };
};
