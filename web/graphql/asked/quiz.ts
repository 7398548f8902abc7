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
  hash: 'aa3d57c49968c453b3baae5d5bb8367ae76a62a37baf57aeb3168eaeb87089b5',
};
export const SaveQuizAnswers: Asked<SaveQuizAnswersMutation, SaveQuizAnswersMutationVariables> = {
  name: 'SaveQuizAnswers',
  hash: 'dc2354ab45dbe625efc2217f1197fcfc5d90dcf533082dd46374873ff015ced2',
};
export const SubmitQuizAttempt: Asked<SubmitQuizAttemptMutation, SubmitQuizAttemptMutationVariables> = {
  name: 'SubmitQuizAttempt',
  hash: '098ad0ab11884dcfaa5e716a212f57cc0fede7c7bf3bc28b5bcc29ab25c286e8',
};
