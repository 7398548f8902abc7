import { CourseFormat, CourseLevel } from '../../courses/graphql/course.ts';
import {
  ContributorType,
  ObjectiveType,
  QuizOutlineType,
  ReviewType,
  StudyCalculationType,
} from '../../courses/graphql/parts.ts';
import { ReferenceType } from '../../courses/graphql/references.ts';
import { contributorsOf, quizOutlinesOf } from '../../courses/queries.ts';
import { EvaluationType } from '../../evaluations/graphql/evaluation.ts';
import { evaluationForm } from '../../evaluations/queries.ts';
import { builder } from '../../graphql/builder.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { type FrozenVersion, frozenVersion } from '../queries/frozenVersion.ts';
import { CertificateRecordType } from './certificate.ts';

const RecordedCourseType = builder.objectRef<FrozenVersion>('RecordedCourse').implement({
  description:
    'The version of the course that was studied, as it was published; later versions change nothing here. It has no question of a test and no answer.',
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'The short name of the course in addresses.' }),
    title: t.exposeString('title', { description: 'Its title.' }),
    version: t.exposeString('label', { description: 'The version, as its authors call it.' }),
    contentHash: t.exposeString('contentHash', { description: 'SHA-256 of the canonical package of the version.' }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When the version was published.' }),
    language: t.exposeString('language', { description: 'BCP 47 code of its language.' }),
    format: t.expose('format', { type: CourseFormat, description: 'How it was delivered.' }),
    level: t.expose('level', { type: CourseLevel, description: 'How much prior training it assumes.' }),
    audience: t.exposeStringList('audience', { description: 'The people it is for.' }),
    objectives: t.expose('objectives', { type: [ObjectiveType], description: 'What a learner can do afterwards.' }),
    references: t.expose('references', { type: [ReferenceType], description: 'The works it cites.' }),
    review: t.expose('review', { type: ReviewType, description: 'Whether its content had been reviewed.' }),
    commercialSupport: t.exposeString('commercialSupport', {
      description: 'Who paid for the course, or an explicit "none".',
    }),
    wordCount: t.exposeInt('wordCount', { description: 'Words of instructional prose.' }),
    hoursOfStudy: t.field({
      type: 'Decimal',
      description: 'Hours of 60 minutes, by the lowest of the published reading formulas.',
      resolve: ({ studyHundredths }) => decimalText(studyHundredths),
    }),
    studyCalculation: t.expose('calculation', {
      type: StudyCalculationType,
      description: 'How these hours were calculated.',
    }),
    contributors: t.field({
      type: [ContributorType],
      description: 'The people who contributed to the version, with their disclosures.',
      resolve: ({ id }, _args, { db }) => contributorsOf(db, [id]),
    }),
    test: t.field({
      type: QuizOutlineType,
      nullable: true,
      description: 'The rules of its post-test: questions drawn, mark, attempts, minutes. Null where it has none.',
      resolve: async ({ id }, _args, { db }) =>
        (await quizOutlinesOf(db, [id])).find(({ kind }) => kind === 'POST_TEST') ?? null,
    }),
    evaluation: t.field({
      type: EvaluationType,
      description: 'The form of its evaluation. What learners answered is tied to nobody.',
      resolve: ({ id }, _args, { db }) => evaluationForm(db, id),
    }),
  }),
});

builder.objectField(CertificateRecordType, 'course', (t) =>
  t.field({
    type: RecordedCourseType,
    description: 'The version of the course that was studied.',
    resolve: ({ versionId }, _args, { db }) => frozenVersion(db, versionId),
  }),
);
