import type { CourseVersionId } from '../../../drizzle/ids.ts';
import { disclosuresOfVersions } from '../../accreditation/queries/disclosures.ts';
import { DisclosuresType } from '../../courses/graphql/parts.ts';
import { builder } from '../../graphql/builder.ts';
import { IntensiveRef } from './intensive.ts';

builder.objectField(IntensiveRef, 'disclosures', (t) =>
  t.loadable({
    type: DisclosuresType,
    nullable: true,
    description:
      'What whoever takes part for credit must accept: of the version of the course that is taught, which may be older than the one of the catalog. Send its `hash` with `enroll` and your registration. Null without a course.',
    load: async (ids: CourseVersionId[], { db, now }) => {
      const found = await disclosuresOfVersions(db, ids, now);
      return ids.map((id) => found.get(id) ?? new Error(`version ${id} has no disclosures`));
    },
    resolve: ({ courseVersionId }) => courseVersionId,
  }),
);
