import type { UserId } from '../../drizzle/ids.ts';
import type { UserAct } from '../../schema/act.ts';

/** What a person does, as a request of theirs would say it. */
export const actBy = (userId: UserId, now: Date): UserAct => ({ actor: 'user', userId, now, requestId: 'test' });
