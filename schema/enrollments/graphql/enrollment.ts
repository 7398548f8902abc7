import type { CourseVersionId, EnrollmentId } from '../../../drizzle/ids.ts';
import { ViewerRef } from '../../accounts/graphql/viewer.ts';
import { CourseRef } from '../../courses/graphql/course.ts';
import { DownloadType } from '../../courses/graphql/files.ts';
import { PlanningType } from '../../courses/graphql/planning.ts';
import { downloadsOf } from '../../courses/queries/files.ts';
import { planningOfVersions } from '../../courses/queries/planning.ts';
import { enrolledKey } from '../../enrolledKeys.ts';
import { builder } from '../../graphql/builder.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { AwardBasisEnum } from '../../issuance/graphql/basis.ts';
import { CertificateRef } from '../../issuance/graphql/certificate.ts';
import { certificatesOfEnrollments } from '../../issuance/queries.ts';
import { type EnrollmentRow, enrollmentsOf, isWhole } from '../queries.ts';
import { attestationFor } from '../rules/attestation.ts';
import { blockers, blockersOf } from '../rules/gate.ts';
import { isOpen } from '../rules/open.ts';
import { nextModule, type Progress } from '../rules/progress.ts';
import { BlockerType } from './blocker.ts';
import { type EnrolledModule, EnrolledModuleRef } from './module.ts';
import { loadOwnEnrollments, loadWithinEnrollments, wholeRows } from './ownEnrollments.ts';

export const PurposeEnum = builder.enumType('EnrollmentPurpose', {
  description: 'Why someone takes a course.',
  values: {
    CREDIT: { description: 'To show a board or an employer: the post-test and the evaluation are required.' },
    PERSONAL: { description: 'For personal growth: only the content is required.' },
  },
});

const ProgressType = builder.objectRef<Progress>('EnrollmentProgress').implement({
  description: 'The progress of an enrollment.',
  fields: (t) => ({
    modulesCompleted: t.exposeInt('modulesCompleted', { description: 'Modules completed.' }),
    modulesTotal: t.exposeInt('modulesTotal', { description: 'Modules in the version.' }),
    percent: t.exposeInt('percent', { description: 'Percentage of modules completed, rounded down.' }),
    secondsCounted: t.exposeInt('secondsCounted', {
      description: 'Verified study time so far, in seconds; of each module at most what the course asks for.',
    }),
    secondsRequired: t.exposeInt('secondsRequired', { description: 'Verified study time required, in seconds.' }),
  }),
});

export const EnrolledCourseRef = builder.loadableNodeRef('EnrolledCourse', {
  id: { description: 'Its global id.', resolve: (row: EnrollmentRow) => enrolledKey(row.courseId, row.id) },
  load: (ids: string[], context) =>
    // An object of its own, because the same row is an Enrollment too.
    loadWithinEnrollments(ids, context, (row, key) => (row.courseId === key ? { ...row } : null)),
});

builder.objectType(EnrolledCourseRef, {
  description: 'The course in the version that this enrollment is pinned to. A later version changes nothing here.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    slug: t.exposeString('courseSlug', { description: 'Its name in addresses.' }),
    title: t.exposeString('courseTitle', { description: 'Its title.' }),
    language: t.exposeString('courseLanguage', { description: 'BCP 47 code of the language in which it is written.' }),
    version: t.exposeString('courseVersion', { description: 'The version this enrollment is pinned to.' }),
    hoursOfStudy: t.field({
      type: 'Decimal',
      description: 'Hours of study of 60 minutes that the certificate will print.',
      resolve: (row) => decimalText(row.studyHundredths),
    }),
    planning: t.loadable({
      type: PlanningType,
      nullable: true,
      description: 'The time to plan for the pinned version, beside its hours; null for a live course.',
      load: (ids: CourseVersionId[], { db }) => planningOfVersions(db, ids),
      resolve: (row) => row.versionId,
    }),
    course: t.field({
      type: CourseRef,
      description: 'The course as the catalog shows it, in its current version.',
      resolve: (row) => row.courseId,
    }),
    downloads: t.loadableGroup({
      type: DownloadType,
      description: 'What you may take along of this version, each with its file.',
      load: async (ids: CourseVersionId[], { db }) =>
        (await downloadsOf(db, ids)).map((row) => ({ ...row, anybody: true })),
      group: (row) => row.versionId,
      resolve: (row) => row.versionId,
    }),
  }),
});

const AttestationTextType = builder.objectRef<{ version: string; text: string }>('AttestationText').implement({
  description: 'The statement signed before a claim.',
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Sign this version.' }),
    text: t.exposeString('text', { description: 'What is signed.' }),
  }),
});

/** One enrollment of one person in one version of a course. Only its learner can read it. */
export const EnrollmentRef = builder.loadableNodeRef('Enrollment', {
  id: { description: 'Its global id.', resolve: (row: EnrollmentRow) => row.id },
  load: (ids: string[], context) => loadOwnEnrollments(ids, context),
});

builder.objectType(EnrollmentRef, {
  description: 'Your enrollment in one version of a course. Only you can read it.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    course: t.field({
      type: EnrolledCourseRef,
      description: 'The course, in the pinned version.',
      resolve: (row) => row,
    }),
    basis: t.expose('basis', {
      type: AwardBasisEnum,
      description: 'As what you earn: LEARNER, or INSTRUCTOR of a training that you taught.',
    }),
    purpose: t.field({ type: PurposeEnum, description: 'Why you take the course.', resolve: (row) => row.purpose }),
    round: t.exposeInt('round', { description: '1 for the first time through this course, 2 for the second.' }),
    specimen: t.exposeBoolean('specimen', {
      description: 'Studied on a demonstration server: the certificate says SPECIMEN.',
    }),
    progress: t.field({ type: ProgressType, description: 'Your progress.', resolve: (row) => row.progress }),
    modules: t.loadableList({
      type: EnrolledModuleRef,
      description: 'The modules in order, with your progress.',
      load: async (rows: EnrollmentRow[], context) =>
        (await wholeRows(rows, context)).map((row) => row.modules.map((module) => ({ ...module, enrollment: row }))),
      resolve: (row) => row,
    }),
    module: t.loadable({
      type: EnrolledModuleRef,
      nullable: true,
      description: 'One module by its place in the course, from 1; null when the course has none there.',
      args: { number: t.arg.int({ description: 'Its place.' }) },
      byPath: true,
      load: async (rows: EnrollmentRow[], context, { number }) =>
        (await wholeRows(rows, context)).map((row): EnrolledModule | null => {
          const found = row.modules.find(({ position }) => position === number);
          return found === undefined ? null : { ...found, enrollment: row };
        }),
      resolve: (row) => row,
    }),
    nextModule: t.field({
      type: EnrolledModuleRef,
      nullable: true,
      description: 'The module to continue with; null when all are complete.',
      resolve: (row): EnrolledModule | null => {
        const module = isWhole(row) ? nextModule(row.modules) : null;
        return module && { ...module, enrollment: row };
      },
    }),
    blockers: t.field({
      type: [BlockerType],
      description:
        'Everything that is missing before you can claim the certificate. When empty, `claimCredit` succeeds.',
      resolve: (row, _args, { now }) => (isOpen(row) && isWhole(row) ? blockersOf(row.id, blockers(row, now)) : []),
    }),
    attestationText: t.field({
      type: AttestationTextType,
      description: 'The statement to sign with `signAttestation`.',
      resolve: attestationFor,
    }),
    disclosuresHash: t.exposeString('disclosuresHash', {
      description: 'SHA-256 of the disclosures and policies you accepted.',
    }),
    disclosuresAcceptedAt: t.expose('disclosuresAcceptedAt', {
      type: 'DateTime',
      description: 'When you accepted them.',
    }),
    enrolledAt: t.expose('enrolledAt', {
      type: 'DateTime',
      description: 'When you enrolled.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you first opened a module.',
    }),
    contentDoneAt: t.expose('contentDoneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the last module was completed.',
    }),
    passedAt: t.expose('passedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the post-test was passed.',
    }),
    evaluatedAt: t.expose('evaluatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the evaluation was submitted.',
    }),
    attestedAt: t.expose('attestedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When you first signed the attestation; `blockers`, also those of `offers`, say when it must be signed again.',
    }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you met every requirement. The certificate prints this day, never the day of the claim.',
    }),
    claimedAt: t.expose('claimedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the certificate was issued.',
    }),
    withdrawnAt: t.expose('withdrawnAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When you withdrew, if you did.',
    }),
    certificateNumber: t.exposeString('certificateNumber', {
      nullable: true,
      description: 'The number of the certificate, once issued.',
    }),
    certificate: t.loadable({
      type: CertificateRef,
      nullable: true,
      description: 'The certificate, once issued.',
      load: async (ids: EnrollmentId[], { db }) => {
        const rows = await certificatesOfEnrollments(db, ids);
        return ids.map((id) => rows.find((row) => row.enrollmentId === id) ?? null);
      },
      resolve: (row) => row.id,
    }),
  }),
});

builder.objectField(ViewerRef, 'enrollments', (t) =>
  t.connection({
    type: EnrollmentRef,
    description: 'Your enrollments, newest first.',
    resolve: (viewer, args, { db }) =>
      newestFirst(args, (window) => enrollmentsOf(db, { userId: viewer.userId, ...window })),
  }),
);
