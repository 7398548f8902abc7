import type { UserId } from '../drizzle/ids.ts';
import type { Context } from './context.ts';

/** Who does something, when, and in which request. Made once for a request, a command or a job, and handed down. */
export type Act = {
  actor: 'user' | 'operator' | 'system';
  /** The signed-in person; null when an operator's command or the service itself acts. */
  userId: UserId | null;
  now: Date;
  requestId: string | null;
};

/** What a signed-in person does. */
export type UserAct = Act & { actor: 'user'; userId: UserId };

/** The act of a request. Throws when nobody is signed in: the field's scope must refuse that before. */
export function actOf({ viewer, now, requestId }: Context): UserAct {
  if (viewer === null) throw new Error('this field is open to signed-in people only; its scope must say so');
  return { actor: 'user', userId: viewer.userId, now, requestId };
}

/** What a person who is known to be signed in does outside GraphQL. */
export function userAct(userId: UserId, now: Date, requestId: string | null = null): UserAct {
  return { actor: 'user', userId, now, requestId };
}

/** The act of an operator's command. */
export const operatorAct = (now: Date): Act => ({ actor: 'operator', userId: null, now, requestId: null });

/** The act of the service itself: a job, an import at start. */
export const systemAct = (now: Date): Act => ({ actor: 'system', userId: null, now, requestId: null });
