import { type ModuleId, parseId } from '../../../drizzle/ids.ts';
import { MODULE_KINDS } from '../../../drizzle/tables/courses.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { type ModuleRow, modulesByIds } from '../queries.ts';
import { ObjectiveType } from './parts.ts';

/** @public other nouns show it. */
export const ModuleKind = builder.enumType('ModuleKind', {
  description: 'How a module is studied.',
  values: described(MODULE_KINDS, {
    READING: 'A text to read.',
    VIDEO: 'A video with its transcript.',
    REFLECTION: 'A private writing prompt.',
  }),
});

/** The objectives of its version that a module serves. */
export function objectivesOf({ objectiveKeys, versionObjectives }: ModuleRow): ModuleRow['versionObjectives'] {
  return versionObjectives.filter(({ key }) => objectiveKeys.includes(key));
}

/** Public: an outline for the catalog. Only enrolled people can read a module's text. */
export const ModuleRef = builder.loadableNodeRef('Module', {
  id: { description: 'The global id.', resolve: (module: ModuleRow) => module.id },
  sort: (module: ModuleRow) => module.id,
  load: (ids: string[], { db }): Promise<ModuleRow[]> =>
    modulesByIds(
      db,
      ids.flatMap((id) => parseId<ModuleId>(id) ?? []),
    ),
});

builder.objectType(ModuleRef, {
  description: 'A module as the catalog shows it. Enrolled people read its text through their enrollment.',
  authScopes: { public: true },
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its short name in this course.' }),
    position: t.exposeInt('position', { description: 'Its place in the course, from 1.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    kind: t.field({ type: ModuleKind, description: 'How it is studied.', resolve: (module) => module.kind }),
    objectives: t.field({
      type: [ObjectiveType],
      description: 'The objectives it serves.',
      resolve: objectivesOf,
    }),
    wordCount: t.exposeInt('wordCount', { description: 'Words of instructional prose.' }),
    minimumSeconds: t.exposeInt('minSeconds', {
      description: 'Verified seconds of study that it requires. Over all modules they sum to the hours of study.',
    }),
    minimumMinutes: t.int({
      description: 'The same in minutes, rounded up.',
      resolve: ({ minSeconds }) => Math.ceil(minSeconds / 60),
    }),
  }),
});
