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
  const [named] = await db
    .insert(intensiveInstructors)
    .values({ intensiveId, userId: instructor, ...about })
    .returning();
  const userId = await person(db);
  const { registrationId } = await registerFree(db, actOf(userId, CALL_TIME), { intensiveId, adult: true });
  return { organizationId, intensiveId, instructor, instructorId: named?.id ?? '', userId, registrationId };
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
    roundTrips: 13,
    call: async (world) => {
      const { instructor: userId, requestId } = await asked(world);
      return { userId, input: { requestId, basedOn: 2, decision: 'GRANTED', answer: 'It is kept for you.' } };
    },
  },
  {
    mutation: 'nameInstructor',
    roundTrips: 9,
    call: async ({ db, ...world }) => {
      const { organizationId, intensiveId, instructor, instructorId } = await seated({ db, ...world });
      const input = {
        intensiveId: globalId('Intensive', intensiveId),
        instructorId: globalId('IntensiveInstructor', instructorId),
        email: await emailOf(db, instructor),
      };
      return { userId: await addMember(db, organizationId, 'OWNER'), input };
    },
  },
];
