// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  SaveQuizAnswersMutation,
  SaveQuizAnswersMutationVariables,
  StartQuizAttemptMutation,
  StartQuizAttemptMutationVariables,
  SubmitQuizAttemptMutation,
  SubmitQuizAttemptMutationVariables,
} from '../shapes.ts';

export const StartQuizAttempt: Asked<StartQuizAttemptMutation, StartQuizAttemptMutationVariables> = {
  name: 'StartQuizAttempt',
  hash: 'af40275519c4ecaadc7f487df971b86c49406d97f0b79c4c1865df6c6f21517f',
};
export const SaveQuizAnswers: Asked<SaveQuizAnswersMutation, SaveQuizAnswersMutationVariables> = {
  name: 'SaveQuizAnswers',
  hash: 'dc2354ab45dbe625efc2217f1197fcfc5d90dcf533082dd46374873ff015ced2',
};
export const SubmitQuizAttempt: Asked<SubmitQuizAttemptMutation, SubmitQuizAttemptMutationVariables> = {
  name: 'SubmitQuizAttempt',
  hash: '652118432669833b23d816faef4011f5cc8943411c2d0119be2bd5c798f8d253',
};
