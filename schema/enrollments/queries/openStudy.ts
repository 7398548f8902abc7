import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { AuthSessionId, EnrollmentId, ModuleId, StudySessionId, UserId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';

export type OpenStudy = {
  id: StudySessionId;
  enrollmentId: EnrollmentId;
  moduleId: ModuleId;
  authSessionId: AuthSessionId | null;
  startedAt: Date;
  lastBeatAt: Date;
};

const open = statement<{ userId: UserId }, OpenStudy>(
  'open_study',
  (p) => sql`select id, enrollment_id as "enrollmentId", module_id as "moduleId", auth_session_id as "authSessionId",
      started_at as "startedAt", last_beat_at as "lastBeatAt"
    from study_sessions where user_id = ${p('userId')} and ended_at is null`,
);

/** The study session of a person that no other has replaced and no STOP has ended; null for none. */
export async function openStudyOf(db: Database, userId: UserId): Promise<OpenStudy | null> {
  return (await open(db, { userId }))[0] ?? null;
}
