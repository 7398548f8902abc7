import { builder } from '../../graphql/builder.ts';
import type { Planning } from '../rules/planning.ts';

export const PlanningType = builder.objectRef<Planning>('Planning').implement({
  description:
    'The honest time to plan for a course, which decides no credit: reading at 200 words a minute, one minute a question, three minutes a writing prompt, a quarter of a minute an answer of the evaluation.',
  fields: (t) => ({
    minutes: t.exposeInt('minutes', { description: 'Minutes in all, to the nearest ten.' }),
    readingMinutes: t.exposeInt('reading', { description: 'Minutes of reading.' }),
    questionMinutes: t.exposeInt('questions', { description: 'Minutes for one attempt at each quiz.' }),
    writingMinutes: t.exposeInt('writing', { description: 'Minutes for the private writing prompts.' }),
    evaluationMinutes: t.exposeInt('evaluation', { description: 'Minutes for the evaluation.' }),
  }),
});
