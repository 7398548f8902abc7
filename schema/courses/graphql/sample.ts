import type { ModuleId } from '../../../drizzle/ids.ts';
import { builder } from '../../graphql/builder.ts';
import { marksOfModules } from '../queries/marks.ts';
import type { SampleRow } from '../queries.ts';
import { CourseFileType } from './files.ts';
import { TextMarksType } from './marks.ts';

export const SampleType = builder.objectRef<SampleRow>('SampleModule').implement({
  description: 'A module that anybody may read, to see what the course is like.',
  fields: (t) => ({
    position: t.exposeInt('position', { description: 'Its place in the course, from 1.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    text: t.exposeString('text', {
      description: 'Its text in the dialect of courses, or in Markdown where `marks` is null.',
    }),
    marks: t.loadable({
      type: TextMarksType,
      nullable: true,
      description: 'What its links name; null where the text is Markdown alone, from before the dialect.',
      load: (ids: ModuleId[], { db }) => marksOfModules(db, ids),
      resolve: ({ moduleId }) => moduleId,
    }),
    files: t.expose('files', { type: [CourseFileType], description: 'The files that the text shows or links.' }),
    minimumMinutes: t.int({
      description: 'How many minutes of study it counts for, rounded up.',
      resolve: ({ minSeconds }) => Math.ceil(minSeconds / 60),
    }),
  }),
});
