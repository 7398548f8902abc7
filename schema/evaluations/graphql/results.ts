import type { CourseVersionId } from '../../../drizzle/ids.ts';
import { actOf } from '../../act.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { readTrainingResults, resultsOfVersions } from '../operations/readResults.ts';
import { type ObjectiveResult, type ObjectiveResults, RESULT_STAGES } from '../rules/results.ts';
import { FEWEST } from '../rules/units.ts';
import { ReportType } from './report.ts';

const StageEnum = builder.enumType('ResultStage', {
  description: 'When people were asked about an objective.',
  values: described(RESULT_STAGES, {
    PRE_TEST: 'Before the course; of each person the first attempt.',
    POST_TEST: 'After the course; of each person the first attempt.',
    FOLLOW_UP: 'So many `weeks` after they completed it; of each person the first answer. Only who wanted it is asked.',
  }),
});

const ResultType = builder.objectRef<ObjectiveResult>('ObjectiveResult').implement({
  description: `How people did at one stage. Of fewer than ${FEWEST} people nothing is shown, and a result is shown only together with ${FEWEST} that nobody saw before.`,
  authScopes: { signedIn: true },
  fields: (t) => ({
    stage: t.expose('stage', { type: StageEnum, description: 'When they were asked.' }),
    weeks: t.exposeInt('weeks', {
      nullable: true,
      description: 'For FOLLOW_UP, how many weeks later; otherwise null.',
    }),
    people: t.exposeInt('people', { nullable: true, description: 'How many people; null while there are too few.' }),
    rightPercent: t.exposeInt('rightPercent', {
      nullable: true,
      description:
        'The share that they had right, 0 to 100, averaged over the people, as it was graded when they handed in; null while there are too few.',
    }),
  }),
});

const ResultsType = builder.objectRef<ObjectiveResults>('ObjectiveResults').implement({
  description: 'How people did at one objective.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    key: t.string({
      description: 'The key of the objective in the course.',
      resolve: ({ objective }) => objective.key,
    }),
    text: t.string({ description: 'The objective.', resolve: ({ objective }) => objective.text }),
    results: t.field({
      type: [ResultType],
      complexity: { field: 1, multiplier: 4 },
      description: 'Every stage at which the version asks about it, the earliest first.',
      resolve: ({ results }) => results,
    }),
  }),
});

const OF_WHOM =
  'of everybody who took the version, alone or at a training. Months that are over count, without professions or purposes. What people wrote is never shown.';

builder.objectField(ReportType, 'objectives', (t) =>
  t.loadableList({
    type: ResultsType,
    complexity: { field: 1, multiplier: 7 },
    description: `How people did at each objective before the course, after it and weeks later, ${OF_WHOM}`,
    load: (ids: CourseVersionId[], { db, now }) => resultsOfVersions(db, { ids, now }),
    resolve: ({ versionId }) => versionId,
  }),
);

builder.objectField(IntensiveRef, 'objectiveResults', (t) =>
  t.field({
    type: [ResultsType],
    nullable: true,
    authScopes: { signedIn: true },
    complexity: { field: 1, multiplier: 7 },
    description: `How people did at each objective of a training's course, for owners and organizers: ${OF_WHOM} Other roles get FORBIDDEN, everyone else NOT_FOUND; so does everyone for an event that is no training.`,
    resolve: ({ id: intensiveId }, _args, context) => readTrainingResults(context.db, actOf(context), { intensiveId }),
  }),
);
