import { type EnrollmentId, parseId } from '../drizzle/ids.ts';

type AnyId = Parameters<typeof parseId>[0] & { readonly noun: string };

/** A published thing, and the enrollment that it is seen in; null when it is meant as published. */
export type Enrolled<T extends AnyId> = { key: T; enrollmentId: EnrollmentId | null };

/**
 * The key of a published thing within an enrollment: a module with its progress, a quiz with its results. It has both keys, so
 * that two enrollments never share it.
 */
export function enrolledKey(key: AnyId, enrollmentId: EnrollmentId): string {
  return `${key}.${enrollmentId}`;
}

/** Reads what `enrolledKey` wrote; null when it did not. */
export function parseEnrolledKey<T extends AnyId>(text: string): (Enrolled<T> & { enrollmentId: EnrollmentId }) | null {
  const [first = '', second = '', ...rest] = text.split('.');
  const [key, enrollmentId] = [parseId<T>(first), parseId<EnrollmentId>(second)];
  return key === null || enrollmentId === null || rest.length > 0 ? null : { key, enrollmentId };
}

/** The published key of a thing that a client named beside an enrollment; null when it belongs to another enrollment. */
export function keyWithin<T extends AnyId>(thing: Enrolled<T> | null, enrollmentId: EnrollmentId | null): T | null {
  if (thing === null) return null;
  return thing.enrollmentId === null || thing.enrollmentId === enrollmentId ? thing.key : null;
}
