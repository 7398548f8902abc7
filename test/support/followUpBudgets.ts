import { sql } from 'drizzle-orm';
import { type Budget, CALL_TIME } from './calls.ts';
import { follower } from './followUps.ts';
import { globalId } from './quizPages.ts';
import { consent } from './reflections.ts';
import type { World } from './world.ts';

/** Somebody whose round of two weeks is asked at the moment of every call. */
const asked = async (world: World, asks = true) => {
  const completedAt = new Date(CALL_TIME.getTime() - 15 * 86_400_000);
  const { userId, enrollmentId } = await follower(world, { asks, completedAt });
  return { userId, enrollment: { enrollmentId: globalId('Enrollment', enrollmentId) } };
};

/** What the mutations of later questions may cost. */
export const FOLLOW_UP_BUDGETS: readonly Budget[] = [
  {
    mutation: 'startFollowUp',
    roundTrips: 6,
    call: async (world) => {
      const { userId, enrollment } = await asked(world, false);
      return { userId, input: enrollment };
    },
  },
  {
    mutation: 'stopFollowUp',
    roundTrips: 5,
    call: async (world) => {
      const { userId, enrollment } = await asked(world);
      return { userId, input: enrollment };
    },
  },
  {
    mutation: 'answerRecallQuestion',
    roundTrips: 6,
    call: async (world) => {
      const { userId, enrollment } = await asked(world);
      const [first] = await world.db.execute<{ key: string; option: string }>(sql`select q ->> 'key' as key,
        q -> 'options' -> 0 ->> 'id' as option from course_versions v, jsonb_path_query(v.follow_up, '$[0].questions[0]') q`);
      const answer = { optionIds: [globalId('Option', first?.option ?? '')] };
      return { userId, input: { ...enrollment, weeks: 2, questionKey: first?.key ?? '', answer } };
    },
  },
  {
    mutation: 'saveTried',
    roundTrips: 8,
    call: async (world) => {
      const { userId, enrollment } = await asked(world);
      await consent(world.db, userId);
      return { userId, input: { ...enrollment, weeks: 2, text: 'For me.' } };
    },
  },
];
