import type { CourseVersionId } from '../../../drizzle/ids.ts';
import { EnrollmentRef } from '../../enrollments/graphql/enrollment.ts';
import { builder } from '../../graphql/builder.ts';
import { evaluationForms } from '../queries.ts';
import type { Evaluation } from '../rules.ts';
import { EvaluationItemType } from './item.ts';

export const EvaluationType = builder.objectRef<Evaluation>('Evaluation').implement({
  description: 'The form that a learner fills in once. Answers are stored separately from the person.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Its title.' }),
    introduction: t.exposeString('introduction', {
      description: 'How the answers are used, and how they cannot be used.',
    }),
    items: t.field({
      type: [EvaluationItemType],
      description: 'The questions in order.',
      resolve: (form) => form.items,
    }),
  }),
});

builder.objectField(EnrollmentRef, 'evaluation', (t) =>
  t.loadable({
    type: EvaluationType,
    description: 'The evaluation of your version of the course.',
    load: async (ids: CourseVersionId[], { db }) => {
      const forms = await evaluationForms(db, ids);
      return ids.map((id) => forms.get(id) ?? new Error('no row for the version of an enrollment'));
    },
    resolve: ({ versionId }) => versionId,
  }),
);
