import { z } from 'zod';
import { parseId } from '../drizzle/ids.ts';
import { type Enrolled, parseEnrolledKey } from './enrolledKeys.ts';
import { InvalidInputError } from './errors.ts';

/** Checks an input against its rules; throws InvalidInputError with every fault. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new InvalidInputError(
    result.error.issues.map((issue) => ({ path: issue.path.join('.') || 'input', message: issue.message })),
  );
}

type AnyId = Parameters<typeof parseId>[0] & { readonly noun: string };

/** The type and the key inside a global id; null when it is none. */
function openGlobalId(globalId: string): { type: string; key: string } | null {
  if (globalId.length > 200) return null;
  const [type, key, ...rest] = Buffer.from(globalId, 'base64').toString('utf8').split(':');
  return type === undefined || key === undefined || rest.length > 0 ? null : { type, key };
}

/** Reads a global id of the named type in an input. Null means an unknown id: the verb reports that it was not found. */
export function idOf<T extends AnyId>(typename: T['noun']) {
  return z.string().transform((globalId) => {
    const id = openGlobalId(globalId);
    return id?.type === typename ? parseId<T>(id.key) : null;
  });
}

/**
 * Reads the global id of a published thing, or of the same thing in an enrollment, whose type is then `enrolledAs`. Null means an
 * unknown id.
 */
export function enrolledIdOf<T extends AnyId>(typename: T['noun'], enrolledAs: string) {
  return z.string().transform((globalId): Enrolled<T> | null => {
    const id = openGlobalId(globalId);
    const enrolled = id?.type === enrolledAs ? parseEnrolledKey<T>(id.key) : null;
    if (enrolled !== null) return enrolled;
    const key = id?.type === typename ? parseId<T>(id.key) : null;
    return key && { key, enrollmentId: null };
  });
}
