import { eq } from 'drizzle-orm';
import type { RegistrationId, UserId } from '../../drizzle/ids.ts';
import { intensiveInstructors, pairs, registrations } from '../../drizzle/schema.ts';
import { agreeToJointPlan, saveJointPlan } from '../../schema/care/operations/jointPlan.ts';
import { recordScreening } from '../../schema/care/operations/meeting.ts';
import { saveIntake } from '../../schema/care/operations/saveIntake.ts';
import { setCareSettings } from '../../schema/care/operations/settings.ts';
import { registerFree } from '../../schema/registrations/operations/takeOffer.ts';
import { type Budget, CALL_TIME } from './calls.ts';
import { ANSWERS, CARE, LED_BY } from './careHouse.ts';
import { globalId } from './quizPages.ts';
import { consent, LEGAL } from './reflections.ts';
import { actOf, addIntensive, addMember, addOrganization, person } from './seatRows.ts';
import { emailOf, type World } from './world.ts';

const act = (userId: UserId) => actOf(userId, CALL_TIME);
const place = (id: RegistrationId) => globalId('Registration', id);
let made = 0;

/** Somebody with a place at a therapy event where care is open, its owner and the instructor who is named on it. */
const seated = async ({ db }: World) => {
  const organizationId = await addOrganization(db);
  const owner = await addMember(db, organizationId, 'OWNER');
  const settings = { ...CARE, retentionDays: 90, retentionLaw: null };
  await setCareSettings(db, act(owner), { organizationId, ...settings });
  const intensiveId = await addIntensive(db, { organizationId });
  const instructor = await addMember(db, organizationId, 'INSTRUCTOR');
  const words = { name: LED_BY, credentials: 'PhD', disclosure: 'None', position: 1 };
  await db.insert(intensiveInstructors).values({ intensiveId, userId: instructor, ...words });
  const userId = await person(db);
  await consent(db, userId);
  const { registrationId } = await registerFree(db, act(userId), { intensiveId, adult: true });
  return { organizationId, owner, intensiveId, instructor, userId, registrationId };
};

/** The same with a pair, whose other one has a joint part and agreed to it. */
const paired = async (world: World) => {
  const { db, vault } = world;
  const one = await seated(world);
  const other = await person(db);
  await consent(db, other);
  const second = await registerFree(db, act(other), { intensiveId: one.intensiveId, adult: true });
  const at = CALL_TIME;
  const [pair] = await db
    .insert(pairs)
    .values({
      ...{ intensiveId: one.intensiveId, firstUserId: one.userId, secondUserId: other },
      ...{ inviteHash: Buffer.from(one.registrationId), invitedAt: at, joinedAt: at },
    })
    .returning();
  for (const id of [one.registrationId, second.registrationId])
    await db.update(registrations).set({ pairId: pair?.id }).where(eq(registrations.id, id));
  const keeper = { vault, legal: LEGAL, registrationId: second.registrationId };
  await saveJointPlan(db, act(other), { ...keeper, text: 'One', basedOn: null });
  await agreeToJointPlan(db, act(other), { ...keeper, version: 1 });
  return one;
};

/** The same with an intake. */
const written = async (world: World) => {
  const one = await seated(world);
  const { userId, registrationId } = one;
  const keeper = { vault: world.vault, legal: LEGAL };
  const answers = { ...ANSWERS, channels: ['CALL' as const] };
  await saveIntake(world.db, act(userId), { registrationId, answers, submit: true, ...keeper });
  return one;
};

const writing = (
  mutation: string,
  roundTrips: number,
  more: object,
  of: (world: World) => ReturnType<typeof seated>,
) => ({
  mutation,
  roundTrips,
  call: async (world: World) => {
    const { userId, registrationId } = await of(world);
    return { userId, input: { registrationId: place(registrationId), ...more } };
  },
});

/** What verbs of care may cost, beside what their payload reads. */
export const CARE_BUDGETS: readonly Budget[] = [
  writing('saveIntake', 11, { answers: ANSWERS }, seated),
  writing('submitIntake', 11, { answers: ANSWERS }, seated),
  writing('savePlan', 11, { text: 'A plan' }, seated),
  writing('saveJointPlan', 14, { text: 'Two', basedOnVersion: 1 }, paired),
  writing('agreeToJointPlan', 13, { version: 1 }, paired),
  writing('deleteMyCareRecords', 6, {}, written),
  writing('keepMyCareRecord', 5, { until: '2027-12-01' }, written),
  {
    mutation: 'recordScreening',
    roundTrips: 9,
    call: async (world) => {
      const { instructor, registrationId } = await seated(world);
      return {
        userId: instructor,
        input: { registrationId: place(registrationId), screenedAt: CALL_TIME.toISOString() },
      };
    },
  },
  {
    mutation: 'withdrawScreening',
    roundTrips: 9,
    call: async (world) => {
      const { instructor, registrationId } = await seated(world);
      const screenedAt = CALL_TIME;
      await recordScreening(world.db, act(instructor), { registrationId, screenedAt });
      return {
        userId: instructor,
        input: { registrationId: place(registrationId), screenedAt: screenedAt.toISOString() },
      };
    },
  },
  {
    mutation: 'markPresence',
    roundTrips: 9,
    call: async (world) => {
      const { instructor, registrationId } = await seated(world);
      return { userId: instructor, input: { registrationId: place(registrationId), present: true } };
    },
  },
  {
    mutation: 'nameInstructor',
    roundTrips: 12,
    call: async (world) => {
      const { owner, intensiveId } = await seated(world);
      const email = await emailOf(world.db, owner);
      return { userId: owner, input: { intensiveId: globalId('Intensive', intensiveId), name: LED_BY, email } };
    },
  },
  {
    mutation: 'setCareSettings',
    roundTrips: 8,
    call: async (world) => {
      const { owner, organizationId } = await seated(world);
      return { userId: owner, input: { organizationId: globalId('Organization', organizationId), ...CARE } };
    },
  },
  {
    mutation: 'scheduleConsultations',
    roundTrips: 48,
    call: async (world) => {
      const { owner, organizationId } = await seated(world);
      made += 1;
      const slots = {
        ...{ slug: `budget-slot-${made}`, title: 'After an affair', neutralName: 'Meeting', description: 'A talk.' },
        ...{ timeZone: 'America/New_York', place: 'Online', link: 'https://rooms.example.org/1', policyText: 'Free.' },
        instructor: { name: LED_BY, credentials: 'PhD', disclosure: 'None' },
        ...{ firstDay: '2027-01-07', times: ['09:00', '09:15'] },
      };
      const organization = globalId('Organization', organizationId);
      return { userId: owner, input: { organizationId: organization, slots, publish: true } };
    },
  },
];
