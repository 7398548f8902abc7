import type { IntensiveId, OrganizationId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import { intensiveChanges } from '../../drizzle/schema.ts';
import { applyToIntensive, decideApplication } from '../../schema/registrations/operations/applications.ts';
import { cancelRegistration } from '../../schema/registrations/operations/cancelRegistration.ts';
import { invitePartner } from '../../schema/registrations/operations/pairs.ts';
import { makePlaceLink } from '../../schema/registrations/operations/places.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { joinWaitlist } from '../../schema/registrations/operations/waitlist.ts';
import { type Budget, CALL_TIME } from './calls.ts';
import { secretIn, sendAll } from './outbox.ts';
import { globalId } from './quizPages.ts';
import { actOf, addIntensive, addMember, addOrganization, person } from './seatRows.ts';
import { emailOf, type World } from './world.ts';

const act = (userId: UserId) => actOf(userId, CALL_TIME);
const intensive = (id: IntensiveId) => globalId('Intensive', id);
const registration = (id: RegistrationId) => globalId('Registration', id);

/** A person with a place at a free event with one seat. */
const seated = async ({ db }: World) => {
  const organizationId = await addOrganization(db);
  const intensiveId = await addIntensive(db, { organizationId, capacity: 1 });
  const userId = await person(db);
  const { registrationId } = await registerFree(db, act(userId), { intensiveId, adult: true });
  return { organizationId, intensiveId, userId, registrationId };
};

/** A person to whom the one seat of an event is offered, because its holder left. */
const offered = async (world: World) => {
  const place = await seated(world);
  const userId = await person(world.db);
  await joinWaitlist(world.db, act(userId), place);
  await cancelRegistration(world.db, act(place.userId), place);
  return { ...place, userId };
};

/** An applicant of an event by application, and an organizer of it. */
const applied = async ({ db }: World, terms: Parameters<typeof addIntensive>[1] = {}) => {
  const organizationId: OrganizationId = await addOrganization(db);
  const intensiveId = await addIntensive(db, { organizationId, admission: 'APPLICATION', ...terms });
  const userId = await person(db);
  const { registrationId } = await applyToIntensive(db, act(userId), { intensiveId, adult: true });
  return {
    organizationId,
    intensiveId,
    userId,
    registrationId,
    organizer: await addMember(db, organizationId, 'OWNER'),
  };
};

const adult = true;

export const REGISTRATION_BUDGETS: readonly Budget[] = [
  {
    mutation: 'registerFree',
    roundTrips: 12,
    call: async ({ db }) => {
      const intensiveId = await addIntensive(db);
      return { userId: await person(db), input: { intensiveId: intensive(intensiveId), adult } };
    },
  },
  {
    mutation: 'acceptWaitlistOffer',
    roundTrips: 27,
    call: async (world) => {
      const { userId, intensiveId } = await offered(world);
      return { userId, input: { intensiveId: intensive(intensiveId), adult } };
    },
  },
  {
    mutation: 'applyToIntensive',
    roundTrips: 11,
    call: async ({ db }) => {
      const intensiveId = await addIntensive(db, { admission: 'APPLICATION' });
      return { userId: await person(db), input: { intensiveId: intensive(intensiveId), adult } };
    },
  },
  {
    mutation: 'decideApplication',
    how: 'and accepts it',
    roundTrips: 14,
    call: async (world) => {
      const { organizer, registrationId } = await applied(world);
      return { userId: organizer, input: { registrationId: registration(registrationId), decision: 'ACCEPT' } };
    },
  },
  {
    mutation: 'invitePartner',
    roundTrips: 14,
    call: async (world) => {
      const { userId, registrationId } = await applied(world, { kind: 'COUPLES' });
      return { userId, input: { registrationId: registration(registrationId), email: 'other@example.net' } };
    },
  },
  {
    mutation: 'acceptPair',
    roundTrips: 18,
    call: async (world) => {
      const { userId, registrationId } = await applied(world, { kind: 'COUPLES' });
      const partner = await person(world.db);
      const email = (await emailOf(world.db, partner)) ?? '';
      await invitePartner(world.db, act(userId), { registrationId, email });
      const mail = (await sendAll(world.db)).find(({ to }) => to === email);
      return { userId: partner, input: { secret: mail && secretIn(mail), adult } };
    },
  },
  {
    mutation: 'cancelRegistration',
    roundTrips: 13,
    call: async (world) => {
      const { userId, registrationId } = await seated(world);
      return { userId, input: { registrationId: registration(registrationId) } };
    },
  },
  {
    mutation: 'reinstateRegistration',
    roundTrips: 15,
    call: async (world) => {
      const { organizationId, userId, registrationId } = await seated(world);
      await cancelRegistration(world.db, act(userId), { registrationId });
      const input = { registrationId: registration(registrationId), reason: 'By mistake' };
      return { userId: await addMember(world.db, organizationId, 'OWNER'), input };
    },
  },
  {
    mutation: 'changeCapacity',
    roundTrips: 10,
    call: async (world) => {
      const { organizationId, intensiveId } = await seated(world);
      const userId = await addMember(world.db, organizationId, 'OWNER');
      return { userId, input: { intensiveId: intensive(intensiveId), capacity: 2 } };
    },
  },
  {
    mutation: 'extendHold',
    roundTrips: 8,
    call: async (world) => {
      const { userId, organizer, intensiveId, registrationId } = await applied(world);
      await decideApplication(world.db, act(organizer), { registrationId, decision: 'ACCEPT' });
      return { userId, input: { intensiveId: intensive(intensiveId) } };
    },
  },
  {
    mutation: 'joinWaitlist',
    roundTrips: 9,
    call: async (world) => {
      const { intensiveId } = await seated(world);
      return { userId: await person(world.db), input: { intensiveId: intensive(intensiveId) } };
    },
  },
  {
    mutation: 'leaveWaitlist',
    how: 'with an offer',
    roundTrips: 15,
    call: async (world) => {
      const { userId, intensiveId } = await offered(world);
      return { userId, input: { intensiveId: intensive(intensiveId) } };
    },
  },
  {
    mutation: 'makePlaceLink',
    roundTrips: 9,
    call: async (world) => {
      const { userId, registrationId } = await seated(world);
      return { userId, input: { registrationId: registration(registrationId) } };
    },
  },
  {
    mutation: 'revokePlaceLink',
    roundTrips: 6,
    call: async (world) => {
      const { userId, registrationId } = await seated(world);
      return { userId, input: { registrationId: registration(registrationId) } };
    },
  },
  {
    mutation: 'claimPlace',
    how: 'of another person',
    roundTrips: 21,
    call: async (world) => {
      const { userId, registrationId } = await seated(world);
      const { secret } = await makePlaceLink(world.db, act(userId), { registrationId, email: null });
      return { userId: await person(world.db), input: { secret, adult } };
    },
  },
  {
    mutation: 'answerChange',
    roundTrips: 13,
    call: async (world) => {
      const { userId, intensiveId, registrationId } = await seated(world);
      const answerBy = new Date('2089-01-01T00:00:00Z');
      const [row] = await world.db
        .insert(intensiveChanges)
        .values({
          ...{ intensiveId, ordinal: 1, kind: 'RESCHEDULED', says: ['Another day.'] },
          ...{ answerBy, changedAt: CALL_TIME },
        })
        .returning();
      const changeId = globalId('IntensiveChange', row?.id ?? '');
      return { userId, input: { changeId, registrationId: registration(registrationId), answer: 'STAYS' } };
    },
  },
];
