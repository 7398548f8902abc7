import type { CourseId, CourseVersionId } from '../../../drizzle/ids.ts';
import { openToAnyone } from '../../accreditation/queries/disclosures.ts';
import { disclosedOffer } from '../../accreditation/rules/disclosedOffer.ts';
import type { Context } from '../../context.ts';
import { CourseRef } from '../../courses/graphql/course.ts';
import { ErratumType, SafetyNoticeType } from '../../courses/graphql/parts.ts';
import { errataOf, safetyNoticesOf } from '../../courses/queries.ts';
import { approvalStatus } from '../../courses/rules.ts';
import { builder } from '../../graphql/builder.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { publishedVersions } from '../queries/versions.ts';
import type { EnrollmentRow } from '../queries.ts';
import { errataOfVersion } from '../rules/errata.ts';
import { EnrolledCourseRef } from './enrollment.ts';

const inCatalog = (courseId: CourseId, context: Context) => CourseRef.getDataloader(context).load(courseId);

// What a page of the enrollment shows beside the text, so that it need not ask the catalog, which has the current version.
builder.objectFields(EnrolledCourseRef, (t) => ({
  organization: t.field({
    type: OrganizationRef,
    description: 'The organization that is responsible for the course: whom to ask, also for an accommodation.',
    resolve: async ({ courseId }, _args, context) => (await inCatalog(courseId, context)).organizationId,
  }),
  notice: t.string({
    description: 'That the course is education and not therapy, in Markdown, in the words of the pinned version.',
    resolve: async ({ versionId }, _args, { db }) =>
      (await publishedVersions(db, [versionId])).get(versionId)?.notice ?? '',
  }),
  approvalStatus: t.loadable({
    type: 'String',
    description: 'Which bodies approve the pinned version now, or that none does.',
    load: async (ids: CourseVersionId[], { db, now }) => {
      const offers = await openToAnyone(db, ids, now);
      return ids.map((id) => approvalStatus(offers.filter(({ versionId }) => versionId === id).map(disclosedOffer)));
    },
    resolve: ({ versionId }) => versionId,
  }),
  newerVersion: t.string({
    nullable: true,
    description:
      'The version that is offered now; null when it is the pinned one. Nothing changes for this enrollment.',
    resolve: async ({ courseId, versionId }, _args, context) => {
      const current = await inCatalog(courseId, context);
      return current.versionId === versionId ? null : current.label;
    },
  }),
  specimen: t.boolean({
    description: 'Whether what is studied now ends in a specimen, because study here goes faster than the clock.',
    resolve: (_row, _args, { settings }) => settings.studySpeed > 1,
  }),
  safetyNotices: t.loadableGroup({
    type: SafetyNoticeType,
    description:
      'Where to get help in a crisis, by country, with the date of the last check. Show these on every page.',
    load: (ids: CourseId[], { db }) => safetyNoticesOf(db, ids),
    group: ({ courseId }) => courseId,
    resolve: ({ courseId }) => courseId,
  }),
  errata: t.loadableList({
    type: ErratumType,
    description: 'Every correction of the pinned version since it was published, oldest first.',
    load: async (rows: EnrollmentRow[], { db }) => {
      const all = await errataOf(db, [...new Set(rows.map(({ courseId }) => courseId))]);
      return rows.map((row) => errataOfVersion(all, row));
    },
    resolve: (row) => row,
  }),
}));
