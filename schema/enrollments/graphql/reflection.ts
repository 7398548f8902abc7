import type { EnrollmentId } from '../../../drizzle/ids.ts';
import { type Context, signedIn } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { readReflection, type WritingPlace } from '../operations/keepWriting.ts';
import { reflectionsOf } from '../queries/reflections.ts';

type Reflection = { text: string; version: number };
type Place = Pick<WritingPlace, 'enrollmentId' | 'moduleId'> & Partial<Pick<WritingPlace, 'weeks'>>;

const keyOf = ({ enrollmentId, moduleId, weeks }: Place) => `${enrollmentId} ${moduleId ?? weeks}`;

/** A learner's private writing. Its loader reads those of many modules at once. */
export const ReflectionType = builder.loadableObjectRef('Reflection', {
  load: async (keys: string[], context): Promise<Reflection[]> => {
    const ids = keys.map((key) => key.split(' ')[0] as EnrollmentId);
    const rows = await reflectionsOf(context.db, signedIn(context).userId, ids);
    return keys.map((key) => {
      const row = rows.find((one) => keyOf(one) === key);
      return row ? { text: readReflection(context.vault, row), version: row.version } : { text: '', version: 0 };
    });
  },
});

builder.objectType(ReflectionType, {
  description: 'Your private writing on a module, or weeks after the course. Only you can read it.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'What you wrote; empty when you deleted it.' }),
    version: t.exposeInt('version', { description: 'Rises with every change. Base the next save on it.' }),
  }),
});

/** The reader's own reflection at a place; version 0 before the first. */
export function reflectionAt(context: Context, place: Place): Promise<Reflection> {
  return ReflectionType.getDataloader(context).load(keyOf(place));
}
