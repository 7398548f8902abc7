// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  SubmitEvaluationMutation,
  SubmitEvaluationMutationVariables,
} from '../shapes.ts';

export const SubmitEvaluation: Asked<SubmitEvaluationMutation, SubmitEvaluationMutationVariables> = {
  name: 'SubmitEvaluation',
  hash: 'b47cc1dee8bbaec0f78352a75181f8f7535c5e036224a27743b568ba88599dd0',
};
