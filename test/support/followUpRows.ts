import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { seal, type Vault } from '../../drizzle/encryption.ts';
import type { EnrollmentId } from '../../drizzle/ids.ts';
import { enrollments, followUpAnswers, followUpMails, followUps, reflections } from '../../drizzle/schema.ts';
import { reflectionPlaceOf } from '../../schema/enrollments/operations/keepWriting.ts';

/** A row in every table of follow-ups: wanted, answered once, and mailed; with a vault, what was tried too. */
export const writeFollowUpRows = async (
  db: Database,
  { enrollmentId, at, vault }: { enrollmentId: EnrollmentId; at: Date; vault?: Vault },
): Promise<void> => {
  const [row] = await db.select().from(enrollments).where(eq(enrollments.id, enrollmentId));
  if (row === undefined) throw new Error('no enrollment');
  await db.insert(followUps).values({ enrollmentId, optedInAt: at });
  const answered = { questionKey: 'later-alone', objectiveKey: 'o6', answer: { optionIds: [] }, correct: false };
  const of = { enrollmentId, weeks: 2 };
  await db.insert(followUpAnswers).values({ ...of, ...answered, versionId: row.versionId, answeredAt: at });
  await db.insert(followUpMails).values({ ...of, stopHash: Buffer.alloc(32, 7), madeAt: at, sentAt: at });
  if (vault === undefined) return;
  const sealedText = seal(
    vault,
    Buffer.from('I tried.'),
    reflectionPlaceOf({ enrollmentId, moduleId: null, weeks: 2 }),
  );
  await db.insert(reflections).values({ ...of, sealedText, createdAt: at, updatedAt: at });
};

/** What the export shows of them. */
export const FOLLOW_UP_SHAPE = [
  'rounds[].follow_up.opted_in_at: instant',
  'rounds[].follow_up.opted_out_at: null',
  'rounds[].follow_up_answers[].answer.optionIds: empty',
  'rounds[].follow_up_answers[].answered_at: instant',
  'rounds[].follow_up_answers[].correct: boolean',
  'rounds[].follow_up_answers[].options[].id: string',
  'rounds[].follow_up_answers[].options[].text: string',
  'rounds[].follow_up_answers[].question: string',
  'rounds[].follow_up_answers[].weeks: number',
  'rounds[].follow_up_mails[].sent_at: instant',
  'rounds[].follow_up_mails[].weeks: number',
  'rounds[].reflections[].moduleId: null',
  'rounds[].reflections[].weeks: null',
  'rounds[].reflections[].weeks: number',
];
