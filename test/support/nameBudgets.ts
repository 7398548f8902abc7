import { userAct } from '../../schema/act.ts';
import { requestNameCorrection } from '../../schema/issuance/operations/nameCorrections.ts';
import { newestNameCorrections } from '../../schema/issuance/queries/nameCorrections.ts';
import { type Budget, CALL_TIME, organizer } from './calls.ts';
import { issued } from './issued.ts';
import { globalId } from './quizPages.ts';
import type { World } from './world.ts';

const WANTED = { wantedName: 'Robin Q. Example', reason: 'It is misspelled.' };

const asked = async (world: World) => {
  const { id: certificateId, userId } = await issued(world);
  await requestNameCorrection(world.db, userAct(userId, CALL_TIME), { certificateId, ...WANTED, vault: world.vault });
  const [row] = await newestNameCorrections(world.db, [certificateId]);
  return { userId, certificateId: globalId('Certificate', certificateId), requestId: row?.id ?? '' };
};

/** What requests for a corrected name may cost. */
export const NAME_BUDGETS: readonly Budget[] = [
  {
    mutation: 'requestNameCorrection',
    roundTrips: 11,
    call: async (world) => {
      const { id, userId } = await issued(world);
      return { userId, input: { certificateId: globalId('Certificate', id), ...WANTED } };
    },
  },
  {
    mutation: 'withdrawNameCorrection',
    roundTrips: 6,
    call: async (world) => {
      const { userId, certificateId } = await asked(world);
      return { userId, input: { certificateId } };
    },
  },
  {
    mutation: 'declineNameCorrection',
    roundTrips: 9,
    call: async (world) => {
      const { requestId } = await asked(world);
      const { userId } = await organizer(world);
      return { userId, input: { requestId: globalId('NameCorrection', requestId), because: 'It is right.' } };
    },
  },
];
