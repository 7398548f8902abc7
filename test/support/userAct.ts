import type { UserId } from '../../drizzle/ids.ts';
import type { UserAct } from '../../schema/act.ts';

/** What a signed-in person does in a test. */
export const userAct = (userId: UserId, now: Date): UserAct => ({ actor: 'user', userId, now, requestId: 'test' });
