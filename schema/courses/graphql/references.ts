import type { Reference } from '../../../drizzle/tables/courses.ts';
import { builder } from '../../graphql/builder.ts';

export const ReferenceType = builder.objectRef<Reference>('Reference').implement({
  description: 'A work that the course cites.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its short name in this course.' }),
    citation: t.exposeString('citation', { description: 'The whole citation.' }),
    year: t.exposeInt('year', { description: 'The year it appeared.' }),
    doi: t.exposeString('doi', { nullable: true, description: 'Its DOI, without https://doi.org/.' }),
    url: t.exposeString('url', { nullable: true, description: 'Where it can be read.' }),
  }),
});
