import type { UserId } from '../drizzle/ids.ts';
import { type Context, signedIn } from './context.ts';

/** The actor, the time and the request of a change. Made once for a request, a command or a job, and passed on to the verbs. */
export type Act = {
  actor: 'user' | 'operator' | 'system';
  /** The signed-in person; null when an operator's command or the service itself acts. */
  userId: UserId | null;
  /** Who runs an operator's command, as they said; null for everyone else. */
  name: string | null;
  now: Date;
  requestId: string | null;
};

/** An act of a signed-in person. */
export type UserAct = Act & { actor: 'user'; userId: UserId };

/** The act of a request. Throws when the caller is not signed in: the field's scope must refuse that first. */
export function actOf(context: Context): UserAct {
  return userAct(signedIn(context).userId, context.now, context.requestId);
}

/** The act of a person outside GraphQL, for code that knows the person is signed in. */
export function userAct(userId: UserId, now: Date, requestId: string | null = null): UserAct {
  return { actor: 'user', userId, name: null, now, requestId };
}

/** The act of an operator's command; `name` is who runs it, as they said. */
export function operatorAct(now: Date, name: string | null = null): Act {
  return { actor: 'operator', userId: null, name, now, requestId: null };
}

/** The act of the service itself: a job, or an import at start. */
export function systemAct(now: Date): Act {
  return { actor: 'system', userId: null, name: null, now, requestId: null };
}

/** The later of two instants: clocks of several machines may differ by some seconds. */
export const laterOf = (one: Date, other: Date): Date => (one > other ? one : other);
