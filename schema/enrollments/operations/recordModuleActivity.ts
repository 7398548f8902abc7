import type { Database } from '../../../drizzle/client.ts';
import type { AuthSessionId, StudySessionId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { type Beat, beatStudy, type Reading } from './beatStudy.ts';
import { startStudy } from './startStudy.ts';

type Activity = Reading & {
  activity: 'START' | 'BEAT' | 'STOP';
  /** The session that START returned; null for START. */
  sessionId: StudySessionId | null;
  /** How many times each second counts from START on. */
  speed: number;
  /** By which sign-in; a later one may be of another browser. */
  authSessionId?: AuthSessionId | null;
};

/** Records a reader's action: START opens a counted session, BEAT and STOP count its time. Throws NotFound, EnrollmentClosed. */
export async function recordModuleActivity(db: Database, act: UserAct, facts: Activity): Promise<Beat> {
  const { activity, speed, authSessionId, sessionId, ...reading } = facts;
  return activity === 'START'
    ? startStudy(db, act, { ...reading, speed, authSessionId: authSessionId ?? null })
    : beatStudy(db, act, { ...reading, sessionId, stop: activity === 'STOP' });
}
