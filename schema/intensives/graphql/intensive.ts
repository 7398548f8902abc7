import { type IntensiveId, parseId } from '../../../drizzle/ids.ts';
import { builder } from '../../graphql/builder.ts';
import { type IntensiveRow, intensivesByIds } from '../queries.ts';

/** Public from its publication on. */
export const IntensiveRef = builder.loadableNodeRef('Intensive', {
  id: { description: 'Its global id.', resolve: (row: IntensiveRow) => row.id },
  sort: (row: IntensiveRow) => row.id,
  load: async (ids: string[], { db }): Promise<IntensiveRow[]> => {
    const known = ids.flatMap((id) => parseId<IntensiveId>(id) ?? []);
    return (await intensivesByIds(db, known)).filter(({ publishedAt }) => publishedAt !== null);
  },
});

builder.objectType(IntensiveRef, {
  description: 'A scheduled live event.',
  authScopes: { public: true },
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its short name in addresses.' }),
    title: t.exposeString('title', { description: 'Its title, for signed-in pages and the catalog only.' }),
    timeZone: t.exposeString('timeZone', { description: 'The zone of its times, an IANA name.' }),
  }),
});
