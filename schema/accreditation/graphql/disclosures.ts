import type { CourseId, CourseVersionId } from '../../../drizzle/ids.ts';
import { CourseRef } from '../../courses/graphql/course.ts';
import { DisclosuresType } from '../../courses/graphql/parts.ts';
import { approvalStatus } from '../../courses/rules.ts';
import { builder } from '../../graphql/builder.ts';
import { disclosuresOf, openToAnyone } from '../queries/disclosures.ts';
import { disclosedOffer } from '../rules/disclosedOffer.ts';

builder.objectFields(CourseRef, (t) => ({
  approvalStatus: t.loadable({
    type: 'String',
    description:
      'What to show of approvals wherever the course is offered: those whose credit people who enroll today can earn, or that there is none.',
    load: async (ids: CourseVersionId[], { db, now }) => {
      const offers = await openToAnyone(db, ids, now);
      return ids.map((id) => approvalStatus(offers.filter(({ versionId }) => versionId === id).map(disclosedOffer)));
    },
    resolve: (course) => course.versionId,
  }),
  disclosures: t.loadable({
    type: DisclosuresType,
    description: 'What a learner must accept before starting, with the credit that can be earned.',
    load: async (ids: CourseId[], { db, now }) => {
      const found = await disclosuresOf(db, ids, now);
      return ids.map((id) => found.get(id) ?? new Error(`course ${id} has no disclosures`));
    },
    resolve: (course) => course.id,
  }),
}));
