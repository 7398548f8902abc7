import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import type { EnrollmentId } from '../../drizzle/ids.ts';
import { enrollments, followUpAnswers, followUpMails, followUps } from '../../drizzle/schema.ts';

/** A row in every table of follow-ups: wanted, answered once, and mailed. */
export const writeFollowUpRows = async (
  db: Database,
  { enrollmentId, at }: { enrollmentId: EnrollmentId; at: Date },
): Promise<void> => {
  const [row] = await db.select().from(enrollments).where(eq(enrollments.id, enrollmentId));
  if (row === undefined) throw new Error('no enrollment');
  await db.insert(followUps).values({ enrollmentId, optedInAt: at });
  const answered = { questionKey: 'later-alone', objectiveKey: 'o6', answer: { optionIds: [] }, correct: false };
  const of = { enrollmentId, weeks: 2 };
  await db.insert(followUpAnswers).values({ ...of, ...answered, versionId: row.versionId, answeredAt: at });
  await db.insert(followUpMails).values({ ...of, stopHash: Buffer.alloc(32, 7), madeAt: at, sentAt: at });
};
