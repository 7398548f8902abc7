import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { CourseId, UserId } from '../../../drizzle/ids.ts';
import { accommodationGrants } from '../../../drizzle/schema.ts';
import { recordEvent } from '../../audit/operations.ts';

type Grant = {
  userId: UserId;
  courseId: CourseId;
  /** 100 is the usual time; 150 gives half as much again. */
  quizTimePercent: number;
  studyTimeWaived: boolean;
  alternateFormat?: string;
  grantedBy: string;
  now: Date;
};

/** Records what was agreed with a person so that they can take part; it replaces an earlier grant. Never a diagnosis. */
export const grantAccommodation = async (db: Database, { now, ...grant }: Grant): Promise<void> =>
  db.transaction(async (tx) => {
    await tx
      .update(accommodationGrants)
      .set({ revokedAt: now })
      .where(
        and(
          eq(accommodationGrants.userId, grant.userId),
          eq(accommodationGrants.courseId, grant.courseId),
          isNull(accommodationGrants.revokedAt),
        ),
      );
    await tx.insert(accommodationGrants).values({ ...grant, grantedAt: now });
    await recordEvent(tx, {
      verb: 'ACCOMMODATION_GRANTED',
      objectType: 'User',
      objectId: grant.userId,
      actor: 'operator',
      at: now,
    });
  });
