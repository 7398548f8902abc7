import { userAct } from '../../schema/act.ts';
import { addReportedCertificate } from '../../schema/credits/operations/reportedCertificates.ts';
import { createTranscriptLink } from '../../schema/credits/operations/transcriptLinks.ts';
import { type Budget, CALL_TIME } from './calls.ts';
import { addCompletion } from './completions.ts';
import { addLicenseRow } from './offers.ts';
import { globalId } from './quizPages.ts';
import { newLearner, type World } from './world.ts';

const NAME = 'Robin Example';
const STATED = {
  ...{ title: 'A workshop', provider: 'Another institute', earnedOn: '2026-11-21' },
  ...{ amount: '3.00', unit: 'hours' },
};

/** Someone with a license and a completion. */
const completed = async (world: World) => {
  const userId = await newLearner(world.db, 'Robin Example');
  const licenseId = await addLicenseRow(world, { userId });
  const { enrollmentId } = await addCompletion(world, { userId, round: 1 });
  return { userId, licenseId, enrollmentId };
};

/** Someone who listed a certificate of another provider. */
const stated = async (world: World) => {
  const userId = await newLearner(world.db, 'Robin Example');
  const entry = { title: 'A workshop', provider: 'Another institute', earnedOn: '2026-11-21', unit: 'hours' };
  const { id } = await addReportedCertificate(world.db, userAct(userId, CALL_TIME), {
    ...{ ...entry, amountHundredths: 300, category: null, note: null },
  });
  return { userId, id: globalId('ReportedCertificate', id) };
};

/** What the mutations of transcripts may cost. */
export const TRANSCRIPT_BUDGETS: readonly Budget[] = [
  {
    mutation: 'addReportedCertificate',
    roundTrips: 8,
    call: async (world) => ({ userId: await newLearner(world.db, NAME), input: STATED }),
  },
  {
    mutation: 'updateReportedCertificate',
    roundTrips: 3,
    call: async (world) => {
      const { userId, id } = await stated(world);
      return { userId, input: { id, amount: '2.00' } };
    },
  },
  {
    mutation: 'removeReportedCertificate',
    roundTrips: 2,
    call: async (world) => {
      const { userId, id } = await stated(world);
      return { userId, input: { id } };
    },
  },
  {
    mutation: 'createTranscriptLink',
    roundTrips: 9,
    call: async (world) => {
      const { userId, licenseId, enrollmentId } = await completed(world);
      const input = { licenseId: globalId('License', licenseId), expiresOn: '2027-01-31' };
      return { userId, input: { ...input, enrollmentIds: [globalId('Enrollment', enrollmentId)] } };
    },
  },
  {
    mutation: 'revokeTranscriptLink',
    roundTrips: 7,
    call: async (world) => {
      const { userId, licenseId, enrollmentId } = await completed(world);
      const asked = {
        licenseId,
        awardIds: [],
        enrollmentIds: [enrollmentId],
        cycleStartsOn: null,
        expiresOn: '2027-01-31',
      };
      const { link } = await createTranscriptLink(world.db, userAct(userId, CALL_TIME), {
        ...asked,
        vault: world.vault,
      });
      return { userId, input: { linkId: globalId('TranscriptLink', link.id) } };
    },
  },
];
