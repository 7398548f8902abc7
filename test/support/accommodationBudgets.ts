import { intensiveInstructors } from '../../drizzle/schema.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { writeAccommodationRows } from './accommodationRows.ts';
import { type Budget, CALL_TIME } from './calls.ts';
import { globalId } from './quizPages.ts';
import { actOf, addIntensive, addMember, addOrganization, person } from './seatRows.ts';
import { emailOf, type World } from './world.ts';

/** A person with a place at an event whose instructor has an account. */
const seated = async ({ db }: World) => {
  const organizationId = await addOrganization(db);
  const intensiveId = await addIntensive(db, { organizationId });
  const instructor = await addMember(db, organizationId, 'INSTRUCTOR');
  const about = { name: 'Robin Example', credentials: 'PhD', disclosure: 'None.', position: 1 };
  await db.insert(intensiveInstructors).values({ intensiveId, userId: instructor, ...about });
  const userId = await person(db);
  const { registrationId } = await registerFree(db, actOf(userId, CALL_TIME), { intensiveId, adult: true });
  return { organizationId, intensiveId, instructor, userId, registrationId };
};

const asked = async (world: World) => {
  const place = await seated(world);
  const id = await writeAccommodationRows(world.db, { ...place, at: CALL_TIME, text: 'A seat near the door.' });
  return { ...place, requestId: globalId('AccommodationRequest', id) };
};

export const ACCOMMODATION_BUDGETS: readonly Budget[] = [
  {
    mutation: 'requestAccommodation',
    roundTrips: 13,
    call: async (world) => {
      const { userId, registrationId } = await seated(world);
      const input = { registrationId: globalId('Registration', registrationId), need: 'A seat near the door.' };
      return { userId, input };
    },
  },
  {
    mutation: 'withdrawAccommodation',
    roundTrips: 8,
    call: async (world) => {
      const { userId, requestId } = await asked(world);
      return { userId, input: { requestId } };
    },
  },
  {
    mutation: 'answerAccommodation',
    roundTrips: 11,
    call: async (world) => {
      const { instructor: userId, requestId } = await asked(world);
      return { userId, input: { requestId, basedOn: 2, decision: 'GRANTED', answer: 'It is kept for you.' } };
    },
  },
  {
    mutation: 'nameInstructor',
    roundTrips: 12,
    call: async (world) => {
      const { organizationId, intensiveId } = await seated(world);
      const userId = await addMember(world.db, organizationId, 'OWNER');
      const email = await emailOf(world.db, userId);
      return { userId, input: { intensiveId: globalId('Intensive', intensiveId), name: 'Robin Example', email } };
    },
  },
];
