import { addMember } from '../seatRows.ts';
import { WORD } from './draft.ts';
import type { Any, House } from './house.ts';

const REQUESTS = 'registration { accommodations { requests { id } } }';

type Asking = { eventId: string; registrationId: string; person: string };

/** Somebody says what they need at an event, and the instructor who is named on it answers. */
export const askAndAnswer = async (house: House, { eventId, registrationId, person }: Asking): Promise<void> => {
  const instructor = await addMember(house.db, house.desk.own.organizationId, 'INSTRUCTOR');
  const email = await house.addressOf(instructor);
  await house.run(house.owner, 'nameInstructor', { intensiveId: eventId, name: `${WORD}: Robin`, email });
  const input = { registrationId, need: `${WORD}: a chair with arms` };
  const asked = await house.run(person, 'requestAccommodation', input, REQUESTS);
  const requestId = (asked.registration as Any).accommodations?.requests?.[0]?.id;
  await house.mail();
  const answer = { decision: 'PART', answer: `${WORD}: a chair`, reason: `${WORD}: no arms` };
  await house.run(instructor, 'answerAccommodation', { requestId, basedOn: 1, ...answer });
  await house.mail();
};
